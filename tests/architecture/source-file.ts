import { posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** A path in the repository, `npm:package` or `node:module`. */
  readonly target: string;
  /** Erased before it runs. */
  readonly typeOnly: boolean;
  /** `export ... from`. */
  readonly reExport: boolean;
  readonly line: number;
}

/** Something found at a line of a file. */
export interface Found {
  readonly text: string;
  readonly line: number;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Each string and each literal part of a template; the whole text of SQL without comments. */
  readonly strings: readonly Found[];
  /** What the code uses, such as `Date.now`, `new Date()`, `setTimeout()` and `any`. */
  readonly uses: readonly Found[];
}

/** Reads a file of the repository, or a planted one. TypeScript and SQL are taken apart. */
export function readSource(path: string, text: string): SourceFile {
  if (/\.tsx?$/.test(path)) return { path, text, ...takeApart(path, text) };
  const strings = path.endsWith('.sql') ? sqlLines(text) : [];
  return { path, text, imports: [], strings, uses: [] };
}

function sqlLines(text: string): Found[] {
  return text.split('\n').map((line, at) => ({ text: line.replace(/--.*/, ''), line: at + 1 }));
}

function takeApart(path: string, text: string) {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false, kind);
  const imports: Import[] = [];
  const strings: Found[] = [];
  const uses: Found[] = [];
  const lineOf = (node: ts.Node) =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const use = (name: string, node: ts.Node) => uses.push({ text: name, line: lineOf(node) });

  const visit = (node: ts.Node): void => {
    const found = readImport(node);
    if (found !== null) {
      imports.push({ ...found, target: targetOf(path, found.target), line: lineOf(node) });
    }
    if (isText(node)) strings.push({ text: node.text, line: lineOf(node) });
    const name = nameOfUse(node);
    if (name !== null) use(name, node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, strings, uses };
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);

function readImport(node: ts.Node): Omit<Import, 'line'> | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { target: node.moduleSpecifier.text, typeOnly, reExport: false };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    if (!ts.isStringLiteral(node.moduleSpecifier)) return null;
    return { target: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, reExport: true };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    if (!ts.isStringLiteral(node.argument.literal)) return null;
    return { target: node.argument.literal.text, typeOnly: true, reExport: false };
  }
  if (!ts.isCallExpression(node) || !loads(node.expression)) return null;
  const [argument] = node.arguments;
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return null;
  return { target: argument.text, typeOnly: false, reExport: false };
}

/** `import()`, `require()` and the two that find a module's file. */
function loads(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'resolve'
    ? ts.isMetaProperty(callee.expression) || nameOf(callee.expression) === 'require'
    : false;
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  if (specifier.startsWith('node:')) return specifier;
  const [first = '', second = ''] = specifier.split('/');
  return `npm:${first.startsWith('@') ? `${first}/${second}` : first}`;
}

const nameOf = (node: ts.Node): string | null => (ts.isIdentifier(node) ? node.text : null);

function nameOfUse(node: ts.Node): string | null {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
  if (ts.isPropertyAccessExpression(node)) {
    const owner = nameOf(node.expression);
    return owner === null ? null : `${owner}.${node.name.text}`;
  }
  if (ts.isNewExpression(node) && (node.arguments ?? []).length === 0) {
    const made = nameOf(node.expression);
    return made === null ? null : `new ${made}()`;
  }
  if (ts.isCallExpression(node)) {
    const called = nameOf(node.expression);
    return called === null ? null : `${called}()`;
  }
  if (ts.isImportSpecifier(node)) return `import ${(node.propertyName ?? node.name).text}`;
  if (ts.isInterfaceDeclaration(node)) return `interface ${node.name.text}`;
  return null;
}
