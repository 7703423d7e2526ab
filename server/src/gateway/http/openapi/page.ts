import { html, type Markup } from '../html.ts';
import { pageStyle } from './page-style.ts';

/** A whole document; `nonce` lets its own style and script through the content policy. */
export function page(title: string, nonce: string, body: Markup, script = ''): string {
  const style: Markup = { markup: pageStyle };
  const code: Markup = { markup: script };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
${script === '' ? '' : html`<script nonce="${nonce}">${code}</script>`}
</body>
</html>
`.markup;
}
