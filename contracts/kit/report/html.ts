import { getExplanation, getFamily } from '../explanations.ts'
import { groupBy } from '../group-by.ts'
import { type CheckResult, getBrokenLevel, type Result, summarizeResult } from '../result.ts'
import { getFindings, getReason, toExplanationRows, toFindingRows } from './finding-text.ts'
import { escapeXml, renderElement } from './markup.ts'
import { renderWalkChart, WALK_CHART_LEGEND } from './walk-chart.ts'

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

/** What is said in words; everything else is quoted as it was sent or received. */
const PROSE_ROWS: readonly string[] = ['why', 'perhaps', 'expected', 'observed']

/** A result as one page that needs nothing else: no script, no other file, light or dark as the reader has it. */
export function renderHtml(result: Result): string {
  const title = `${result.vendor.title} at ${result.run.host}`
  const body =
    result.preflight.kind === 'ready' ? renderSections(result) : [renderNotice('bad', result.preflight.reason)]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeXml(title)}</h1>
<p>Does this API do what the documents of ${escapeXml(result.vendor.title)} say? Asked on ${escapeXml(result.run.startedAt.slice(0, 16).replace('T', ' '))} UTC, ${describeMode(result)}.</p>
${body.join('\n')}
</main>
</body>
</html>
`
}

function renderSections(result: Result): readonly string[] {
  const broken = result.checks.filter((check) => getBrokenLevel(check) !== null)
  return [
    renderVerdict(result),
    renderHeadline(result),
    ...renderSection('What broke', broken.map(renderBrokenCheck)),
    ...renderSection(
      'Known faults',
      result.checks.filter(({ outcome }) => outcome.kind === 'expected-failure').map(renderBrokenCheck),
    ),
    ...renderSection(
      'Waivers that fail the run',
      (result.baseline?.problems ?? []).map((text) => renderNotice('bad', text)),
    ),
    ...renderSection('What nobody could judge', summarizeResult(result).inconclusive.map(renderInconclusiveCheck)),
    ...renderSection('The walks through the lists', renderWalkCharts(result)),
    ...renderSection('All checks, by family', renderFamilies(result)),
    ...renderSection('What the run created', renderLedger(result)),
    ...renderSection('About this run', [renderRunFacts(result)]),
  ]
}

/** Never more than was seen: no violation found is not the same as none there. */
function renderVerdict(result: Result): string {
  const { must, should, inconclusive } = summarizeResult(result)
  const broken = result.checks.filter((check) => getBrokenLevel(check) === 'MUST').length
  if (result.traffic.exhausted !== null)
    return renderNotice('unsure', `The run ended early (${result.traffic.exhausted}); this is what it knew then.`)
  if (broken > 0)
    return renderNotice('bad', `${broken} of ${must.total} binding rules ${broken === 1 ? 'is' : 'are'} broken.`)
  if (must.passed + should.passed === 0) return renderNotice('unsure', 'Nothing could be judged.')
  const open = inconclusive.length === 0 ? '' : ` ${inconclusive.length} rules could not be judged.`
  return renderNotice(
    'good',
    `No violation of a binding rule was found in ${countObservations(result)} observations.${open}`,
  )
}

function countObservations({ checks }: Result): number {
  return checks.reduce((sum, { outcome }) => sum + ('evidence' in outcome ? outcome.evidence : 0), 0)
}

function renderHeadline(result: Result): string {
  const { must, should, inconclusive } = summarizeResult(result)
  const cells = [
    ['MUST', `${must.passed}/${must.total}`, 'binding rules that held'],
    ['SHOULD', `${should.passed}/${should.total}`, 'recommendations that held'],
    ['inconclusive', String(inconclusive.length), 'not enough to judge by'],
  ]
  const shown = cells.map(
    ([name = '', value = '', words = '']) => `<div><dt>${name}</dt><dd>${value}</dd><p>${words}</p></div>`,
  )
  return `<dl class="headline">${shown.join('')}</dl>`
}

function renderBrokenCheck(check: CheckResult): string {
  const { id, title, security } = check
  const level = getBrokenLevel(check) ?? 'expected'
  const mark = `<b class="${level === 'MUST' ? 'bad' : 'unsure'}">${level}</b>${security ? ' <b class="bad">security</b>' : ''}`
  const blocks = getFindings(check).map((finding) => renderTable(toFindingRows(finding)))
  return `<details><summary>${mark} <code>${id}</code> ${escapeXml(title)}</summary>${renderTable(toExplanationRows(check))}${blocks.join('')}</details>`
}

function renderInconclusiveCheck(check: CheckResult): string {
  return `<p><code>${check.id}</code> ${escapeXml(check.title)}<br><small>${check.outcome.kind}: ${escapeXml(getReason(check))}</small></p>`
}

function renderFamilies({ checks }: Result): readonly string[] {
  return [...groupBy(checks, ({ id }) => getFamily(id))].map(([family, own]) => {
    const held = own.filter(({ outcome }) => outcome.kind === 'pass').length
    const rows = own.map((check) => {
      const { id, level, title, unit, outcome } = check
      const seen = 'evidence' in outcome ? `${outcome.evidence} × ${unit}` : getReason(check)
      return `<tr><td><code>${id}</code></td><td>${level}</td><td>${escapeXml(title)}</td><td class="${getTone(check)}">${outcome.kind}</td><td>${escapeXml(seen)}</td></tr>`
    })
    const { family: name } = getExplanation(family)
    return `<details><summary>${escapeXml(name)} <small>${held} of ${own.length} held</small></summary><table><tbody>${rows.join('')}</tbody></table></details>`
  })
}

function getTone({ outcome }: CheckResult): string {
  if (outcome.kind === 'pass') return 'good'
  if (outcome.kind === 'fail' || outcome.kind === 'error') return 'bad'
  return outcome.kind === 'not-selected' || outcome.kind === 'not-applicable' ? 'faint' : 'unsure'
}

function renderWalkCharts({ walks }: Result): readonly string[] {
  if (walks.length === 0) return []
  const colours = [
    ['tie', 'the same instant as the one before'],
    ['wrong', 'out of order'],
  ].map(
    ([kind = '', words = '']) =>
      `<svg class="key" viewBox="0 0 8 8"><circle class="${kind}" cx="4" cy="4" r="4"/></svg> ${words}`,
  )
  return [`<p><small>${escapeXml(WALK_CHART_LEGEND)} ${colours.join(', ')}.</small></p>`, ...walks.map(renderWalkChart)]
}

function renderLedger({ ledger }: Result): readonly string[] {
  return ledger.length === 0 ? [] : [renderTable(ledger.map(({ id, fate }) => [fate, id]))]
}

function renderRunFacts({ run, traffic, budget, skewSeconds, seconds, target, capabilities, vendor }: Result): string {
  return renderTable([
    ['target', target],
    ['documents', `${vendor.title} ${vendor.documentVersion}, ${run.spec}`],
    ['suite', `${run.suite}, profile ${run.profile}`],
    [
      'traffic',
      `${traffic.requests} requests of at most ${budget.requests} in ${seconds} s, ${traffic.repeated} of them repeats`,
    ],
    ...traffic.failures.map((failure) => ['no answer', failure] as const),
    ['clocks', skewSeconds === null ? 'no answer told the time' : `the target's is ${skewSeconds} s ahead`],
    ...capabilities.map(({ name, value, known }) => [name, `${value} (${known})`] as const),
  ])
}

function describeMode({ run, traffic }: Result): string {
  const words = {
    observe: 'reading only',
    seeded: 'reading only, with ids that were given',
    managed: 'creating things of its own and removing what can be removed',
  }
  return `${words[run.mode]}, with ${traffic.requests} requests`
}

function renderSection(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`<section><h2>${escapeXml(title)}</h2>${items.join('\n')}</section>`]
}

function renderNotice(tone: 'good' | 'bad' | 'unsure', text: string): string {
  return renderElement('p', { class: `notice ${tone}` }, [escapeXml(text)])
}

function renderTable(rows: readonly (readonly [string, string])[]): string {
  const shown = rows.map(
    ([name, text]) =>
      `<tr><th scope="row">${escapeXml(name)}</th><td>${PROSE_ROWS.includes(name) ? escapeXml(text) : `<code>${escapeXml(text)}</code>`}</td></tr>`,
  )
  return `<table><tbody>${shown.join('')}</tbody></table>`
}
