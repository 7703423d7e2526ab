/** Values that a pattern's `:name` parts took from a path. */
export type Bindings = Readonly<Record<string, string>>;

/**
 * Compiles a pattern over repository paths: `*` is any text within a name, `**` any number of
 * folders, `{a,b}` either, `:name` one folder that other patterns of a rule may repeat.
 */
export function compilePattern(
  pattern: string,
): (path: string, bindings?: Bindings) => Bindings | null {
  const unbound = toExpression(pattern, {});
  return (path, bindings = {}) => {
    const isBound = Object.keys(bindings).length > 0;
    const match = (isBound ? toExpression(pattern, bindings) : unbound).exec(path);
    return match === null ? null : { ...match.groups };
  };
}

const special = /\*\*\/|\*\*|\*|(?<=\/):[a-z]+|[{},.+?()[\]$^|\\]/g;
const meaning: Readonly<Record<string, string>> = {
  '**/': '(?:[^/]+/)*',
  '**': '.*',
  '*': '[^/]*',
  '{': '(?:',
  ',': '|',
  '}': ')',
};

function toExpression(pattern: string, bindings: Bindings): RegExp {
  const source = pattern.replace(special, (part) => {
    const known = meaning[part];
    if (known !== undefined) return known;
    if (!part.startsWith(':')) return `\\${part}`;
    const name = part.slice(1);
    // A folder's name stands for itself: it holds no signs that expressions know.
    return bindings[name]?.replaceAll('.', '\\.') ?? `(?<${name}>[^/]+)`;
  });
  return new RegExp(`^${source}$`);
}

/** True when one of the patterns takes in the path. */
export function matchesAny(patterns: readonly string[]): (path: string) => boolean {
  const compiled = patterns.map(compilePattern);
  return (path) => compiled.some((matches) => matches(path) !== null);
}
