/** How the page looks: the reader's own light or dark, and readable in print. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--soft:#57606a;--page:#fff;--card:#f6f8fa;--line:#d0d7de;--good:#116329;--bad:#a40e26;--unsure:#7d4e00;--dot:#0550ae}
@media(prefers-color-scheme:dark){:root{--text:#e6edf3;--soft:#9da7b1;--page:#0d1117;--card:#161b22;--line:#30363d;--good:#56d364;--bad:#ff7b72;--unsure:#e3b341;--dot:#79c0ff}}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
code{font:.85rem/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
small,.faint{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad)}.unsure{color:var(--unsure)}
.notice{padding:.75rem 1rem;border-left:4px solid;background:var(--card);font-weight:600}
.headline{display:flex;gap:1rem;flex-wrap:wrap;margin:1rem 0}
.headline div{flex:1;min-width:9rem;padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:6px}
.headline dt{color:var(--soft)}.headline dd{margin:0;font-size:1.8rem;font-weight:700}.headline p{margin:0;color:var(--soft);font-size:.85rem}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:.5rem .75rem}summary{cursor:pointer}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-top:1px solid var(--line);font-weight:400}th{color:var(--soft);white-space:nowrap;min-width:5.5rem;width:1%}
svg.key{width:.6em;border:0;background:none}figure{margin:0 0 1rem}svg{box-sizing:border-box;width:100%;height:auto;background:var(--card);border:1px solid var(--line);border-radius:6px}
.item{fill:var(--dot)}.tie{fill:var(--unsure)}.wrong{fill:var(--bad)}.page{stroke:var(--line)}.gap{stroke:var(--bad);stroke-dasharray:4 3}
figcaption{color:var(--soft);font-size:.85rem}
`
