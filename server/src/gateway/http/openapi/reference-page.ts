import { html, type Markup } from '../html.ts';
import { page } from './page.ts';

/** The parts of an OpenAPI document that the page shows. */
interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
}

interface Described {
  readonly description?: string;
  readonly content?: Readonly<
    Record<string, { readonly example?: unknown; readonly examples?: Record<string, unknown> }>
  >;
}

interface ApiOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
  }[];
  readonly requestBody?: Described;
  readonly responses?: Readonly<Record<string, Described>>;
}

const filterScript = `
const box = document.querySelector('input');
box.addEventListener('input', () => {
  const words = box.value.toLowerCase().split(/\\s+/);
  for (const section of document.querySelectorAll('section')) {
    let shown = 0;
    for (const one of section.querySelectorAll('details')) {
      one.hidden = !words.every((word) => one.textContent.toLowerCase().includes(word));
      if (!one.hidden) shown += 1;
    }
    section.hidden = shown === 0;
  }
});
`;

/** The reference for people: every operation of the document, searchable. */
export function referencePage(document: ApiDocument, nonce: string): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const { title, version } = document.info;
  const body = html`<h1>${title} <span class="soft">${version}</span></h1>
<p>Money is whole minor units as text, odds are decimals as text, times are UTC. Errors are
<a href="/problems">problem details</a>. The same in full, for tools:
<a href="/openapi.json">openapi.json</a>. Live odds come over the WebSocket at <code>/socket</code>.</p>
<p><input type="search" aria-label="Search operations" placeholder="Search: bet, wallet, 409 …"></p>
${(document.tags ?? []).map(
  ({ name, description = '' }) => html`<section><h2>${name}</h2><p class="soft">${description}</p>
${operations
  .filter(({ operation }) => operation.tags?.includes(name))
  .map(({ path, method, operation }) => operationEntry(path, method, operation))}</section>`,
)}`;
  return page(title, nonce, body, filterScript);
}

function operationEntry(path: string, method: string, operation: ApiOperation): Markup {
  const { operationId = '', summary = '', description = '' } = operation;
  return html`<details id="${operationId}"><summary><span class="method">${method.toUpperCase()}</span>
<span class="path">${path}</span><span class="soft">${summary}</span></summary><div>
${description === '' ? '' : html`<p>${description}</p>`}
<p class="soft">${operation.security?.length ? 'Needs an access token.' : 'Open to everyone.'}</p>
${parameterTable(operation)}
${operation.requestBody === undefined ? '' : html`<h4>Body</h4>${exampleBlock(operation.requestBody)}`}
<h4>Answers</h4><table><tbody>
${Object.entries(operation.responses ?? {}).map(
  ([status, response]) => html`<tr><th scope="row">${status}</th><td>${response.description ?? ''}
${status.startsWith('2') ? exampleBlock(response) : ''}</td></tr>`,
)}
</tbody></table></div></details>`;
}

function parameterTable({ parameters = [] }: ApiOperation): Markup | '' {
  if (parameters.length === 0) return '';
  return html`<h4>Parameters</h4><table><tbody>${parameters.map(
    (parameter) => html`<tr><td><code>${parameter.name}</code></td><td>${parameter.in}</td>
<td>${parameter.required ? 'required' : 'optional'}</td><td>${parameter.description ?? ''}</td></tr>`,
  )}</tbody></table>`;
}

function exampleBlock({ content = {} }: Described): Markup | '' {
  const media = Object.values(content)[0];
  const named = Object.values(media?.examples ?? {}) as { readonly value?: unknown }[];
  const examples = media?.example === undefined ? named.map(({ value }) => value) : [media.example];
  if (examples.length === 0) return '';
  return html`${examples.map((example) => html`<pre>${JSON.stringify(example, null, 2)}</pre>`)}`;
}
