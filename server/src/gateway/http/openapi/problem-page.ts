import { type ProblemType, problemTypes } from '@winnex/contracts';
import { html } from '../html.ts';
import { problemUri } from '../problem.ts';
import { problemHelp } from '../problem-help.ts';
import { page } from './page.ts';

const types = Object.keys(problemTypes) as ProblemType[];

export function isProblemType(text: string): text is ProblemType {
  return Object.hasOwn(problemTypes, text);
}

/** Every kind of problem in one table. */
export function problemsPage(nonce: string): string {
  return page(
    'Problems',
    nonce,
    html`<h1>Problems</h1>
<p>Errors are RFC 9457 problem details. <code>type</code> says which of these it is and never changes
its meaning; <code>detail</code> and <code>errors</code> say what was wrong this time.</p>
<table><thead><tr><th>Status</th><th>Type</th><th>Meaning</th></tr></thead><tbody>
${types.map(
  (type) => html`<tr><td>${problemTypes[type].status}</td>
<td><a href="${problemUri(type)}">${type}</a></td><td>${problemTypes[type].title}</td></tr>`,
)}
</tbody></table>`,
  );
}

/** One kind of problem and what to do about it: where a problem's `type` leads. */
export function problemPage(type: ProblemType, nonce: string): string {
  const { status, title } = problemTypes[type];
  return page(
    title,
    nonce,
    html`<p class="soft">${status} <code>${problemUri(type)}</code></p>
<h1>${title}</h1>
<p>${problemHelp[type]}</p>
<p><a href="/problems">All problems</a> · <a href="/docs">API reference</a></p>`,
  );
}
