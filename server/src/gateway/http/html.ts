/** Text that is markup already. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template in which every value that is not Markup is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: String.raw({ raw: strings }, ...parts.map(render)) };
}

function render(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string')
    return part.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  if ('markup' in part) return part.markup;
  return part.map(({ markup }) => markup).join('');
}
