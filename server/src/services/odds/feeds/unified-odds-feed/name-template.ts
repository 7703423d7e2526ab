/** What the placeholders of a description's texts stand for. */
export interface NameContext {
  readonly specifiers: ReadonlyMap<string, string>;
  /** Home and away side. */
  readonly competitors: readonly [string, string];
  /** A player's or competitor's name by id such as `sr:player:1234`. */
  profile(id: string): string | undefined;
}

const PLACEHOLDER = /\{([$%!+-]?)(\(?)([A-Za-z_]\w{0,40})(?:([+-])(\d{1,4})\))?\}/g;

/**
 * A market's or outcome's name from its description's template: `{total}` a specifier, `{+hcp}`
 * and `{-hcp}` it with its sign and with the opposite one, `{!goalnr}` as an ordinal,
 * `{(gamenr+1)}` with a sum, `{$competitor1}` a side, `{%player}` the profile whose id the
 * specifier holds. A placeholder without a value stays as it is. Ordinals are English.
 */
export function fillTemplate(template: string, context: NameContext): string {
  if (!template.includes('{')) return template;
  return template.replace(
    PLACEHOLDER,
    (whole, kind: string, _open: string, name: string, operator?: string, operand?: string) => {
      if (kind === '$') return competitor(name, context) ?? whole;
      const value = context.specifiers.get(name);
      if (value === undefined) return whole;
      if (kind === '%') return context.profile(value) ?? value;
      const text = operator === undefined ? value : added(value, operator, operand ?? '0');
      switch (kind) {
        case '!':
          return ordinal(text);
        case '+':
          return signed(text, 1);
        case '-':
          return signed(text, -1);
        default:
          return text;
      }
    },
  );
}

function competitor(name: string, { competitors }: NameContext): string | undefined {
  if (name === 'event') return competitors.join(' vs ');
  return name === 'competitor1'
    ? competitors[0]
    : name === 'competitor2'
      ? competitors[1]
      : undefined;
}

function added(value: string, operator: string, operand: string): string {
  const sum = operator === '+' ? Number(value) + Number(operand) : Number(value) - Number(operand);
  return Number.isFinite(sum) ? String(sum) : value;
}

function signed(value: string, direction: 1 | -1): string {
  const number = direction * Number(value);
  if (!Number.isFinite(number)) return value;
  return number > 0 ? `+${number}` : String(number || 0);
}

function ordinal(value: string): string {
  if (!/^\d{1,6}$/.test(value)) return value;
  const number = Number(value);
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
