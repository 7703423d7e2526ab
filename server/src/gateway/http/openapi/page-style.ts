/** The look of the pages that the server renders itself; light and dark, no outside resource. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:light-dark(#1b1f24,#e8eaed);--soft:light-dark(#59636e,#9aa4af);
--line:light-dark(#d8dde3,#30363d);--paper:light-dark(#fff,#101418);--box:light-dark(#f6f8fa,#171c22);
--accent:light-dark(#0b6b3a,#4cc38a)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1rem 4rem;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,sans-serif}
h1{font-size:1.7rem;margin:0 0 .5rem}h2{margin:2.5rem 0 .5rem;font-size:1.2rem;text-transform:capitalize}
p{max-width:44rem}a{color:var(--accent)}
code,pre{font:13.5px/1.5 ui-monospace,monospace}
code{background:var(--box);padding:.1em .3em;border-radius:4px}
pre{background:var(--box);border:1px solid var(--line);border-radius:8px;padding:.8rem;overflow:auto}
input{width:100%;padding:.7rem .9rem;font:inherit;color:inherit;background:var(--box);
border:1px solid var(--line);border-radius:8px}
details{border:1px solid var(--line);border-radius:8px;margin:.5rem 0}
summary{display:flex;flex-wrap:wrap;gap:.7rem;align-items:baseline;padding:.7rem .9rem;cursor:pointer}
details>div{padding:0 .9rem .9rem}
.method{font:600 12.5px ui-monospace,monospace;min-width:3.2rem;color:var(--accent)}
.path{font:13.5px ui-monospace,monospace}.soft{color:var(--soft)}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .8rem .35rem 0;
vertical-align:top;border-bottom:1px solid var(--line)}
[hidden]{display:none}
`;
