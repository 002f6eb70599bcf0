import { getFamily, getFamilyName } from '../explanations.ts'
import { groupBy } from '../json.ts'
import { type CheckResult, getBrokenLevel, type Result, summarizeResult } from '../result.ts'
import { getFindings, getReason, toExplanationRows, toFindingRows, toPrintableResult } from './finding-text.ts'
import { escapeXml, renderElement } from '../printable-text.ts'
import type { ExitRules } from '../run/exit-code.ts'
import { listBrokenChecks, summarizeRun } from './summary.ts'
import { renderWalkChart, WALK_CHART_LEGEND } from './walk-chart.ts'

/** Style sheet with light and dark colours; readable in print. */
const HTML_STYLE = `
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

/** Rows of prose; the texts of all others are shown as code. */
const PROSE_ROWS: readonly string[] = ['why', 'cause', 'expected', 'observed']

/** Renders a result as one HTML page without scripts or other files. */
export function renderHtml(given: Result, rules?: ExitRules): string {
  const result = toPrintableResult(given)
  const title = `${result.vendor.title} at ${result.run.host}`
  const body =
    result.preflight.kind === 'ready' ? renderSections(result, rules) : [renderNotice('bad', result.preflight.reason)]
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
<p>Contract test against the documents of ${escapeXml(result.vendor.title)}, ${escapeXml(result.run.startedAt.slice(0, 16).replace('T', ' '))} UTC, ${describeMode(result)}.</p>
${body.join('\n')}
</main>
</body>
</html>
`
}

function renderSections(result: Result, rules?: ExitRules): readonly string[] {
  const expected = result.checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const problems = (result.baseline?.problems ?? []).map((text) => renderNotice('bad', text))
  return [
    ...renderSummary(result, rules),
    ...renderSection('Broken checks', listBrokenChecks(result).map(renderFailedCheck)),
    ...renderSection('Baseline problems', problems),
    ...renderSection('Known faults', expected.map(renderFailedCheck)),
    ...renderSection('Inconclusive checks', summarizeResult(result).inconclusive.map(renderInconclusiveCheck)),
    ...renderSection('Pagination walks', renderWalkCharts(result)),
    ...renderSection('All checks, by family', renderFamilies(result)),
    ...renderSection('Measurements', renderMeasurements(result)),
    ...renderSection('Created items', renderLedger(result)),
    ...renderSection('About this run', [renderRunFacts(result)]),
  ]
}

function renderSummary(result: Result, rules?: ExitRules): readonly string[] {
  const { isPassed, verdict, remarks } = summarizeRun(result, rules)
  const tone = isPassed ? 'good' : listBrokenChecks(result).length > 0 ? 'bad' : 'unsure'
  const lines = remarks.map((remark) => `<p><small>${escapeXml(remark)}</small></p>`)
  return [renderNotice(tone, verdict), renderHeadline(result), ...lines]
}

function renderHeadline(result: Result): string {
  const { must, should, inconclusive } = summarizeResult(result)
  const cells = [
    `<dt>MUST</dt><dd>${must.passed}/${must.total}</dd><p>required rules passed</p>`,
    `<dt>SHOULD</dt><dd>${should.passed}/${should.total}</dd><p>recommendations passed</p>`,
    `<dt>inconclusive</dt><dd>${inconclusive.length}</dd><p>not enough data</p>`,
  ]
  return `<dl class="headline">${cells.map((cell) => `<div>${cell}</div>`).join('')}</dl>`
}

function renderFailedCheck(check: CheckResult): string {
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
  return [...groupBy(checks, ({ id }) => getFamily(id))].map(([family, familyChecks]) => {
    const passed = familyChecks.filter(({ outcome }) => outcome.kind === 'pass').length
    const rows = familyChecks.map((check) => {
      const { id, level, title, unit, outcome } = check
      const evidence = 'evidence' in outcome ? `${outcome.evidence} × ${unit}` : getReason(check)
      return `<tr><td><code>${id}</code></td><td>${level}</td><td>${escapeXml(title)}</td><td class="${getTone(check)}">${outcome.kind}</td><td>${escapeXml(evidence)}</td></tr>`
    })
    return `<details><summary>${escapeXml(getFamilyName(family))} <small>${passed} of ${familyChecks.length} passed</small></summary><table><tbody>${rows.join('')}</tbody></table></details>`
  })
}

function getTone({ outcome }: CheckResult): string {
  if (outcome.kind === 'pass') return 'good'
  if (outcome.kind === 'fail' || outcome.kind === 'error') return 'bad'
  return outcome.kind === 'not-selected' || outcome.kind === 'not-applicable' ? 'faint' : 'unsure'
}

function renderWalkCharts({ walks }: Result): readonly string[] {
  if (walks.length === 0) return []
  const renderDot = (kind: string): string =>
    `<svg class="key" viewBox="0 0 8 8"><circle class="${kind}" cx="4" cy="4" r="4"/></svg>`
  const colors = `${renderDot('tie')} same timestamp as the one before, ${renderDot('wrong')} out of order`
  return [`<p><small>${escapeXml(WALK_CHART_LEGEND)} ${colors}.</small></p>`, ...walks.map(renderWalkChart)]
}

/** Lists the findings of INFO level. */
function renderMeasurements({ checks }: Result): readonly string[] {
  const rows = checks.flatMap(({ id, outcome }) =>
    (outcome.kind === 'pass' ? outcome.notes : []).map(({ observed }) => [id, observed] as const),
  )
  return rows.length === 0 ? [] : [renderTable(rows)]
}

function renderLedger({ ledger }: Result): readonly string[] {
  return ledger.length === 0 ? [] : [renderTable(ledger.map(({ id, state }) => [state, id]))]
}

function renderRunFacts({ run, traffic, budget, skewSeconds, seconds, target, capabilities, vendor }: Result): string {
  const requests = `${traffic.requests} requests of at most ${budget.requests} in ${seconds} s`
  return renderTable([
    ['target', target],
    ['documents', `${vendor.title} ${vendor.documentVersion}, ${run.spec}`],
    ['suite', `${run.suite}, profile ${run.profile}`],
    ['traffic', `${requests}, ${traffic.retries} of them retries`],
    ...traffic.failures.map((failure) => ['no response', failure] as const),
    ['clock skew', skewSeconds === null ? 'unknown: no Date header' : `${skewSeconds} s`],
    ...capabilities.map(({ name, value, source }) => [name, `${value} (${source})`] as const),
  ])
}

function describeMode({ run, traffic }: Result): string {
  const descriptions = { observe: 'read-only', seeded: 'read-only with given ids', managed: 'with writes and clean-up' }
  return `${descriptions[run.mode]}, ${traffic.requests} requests`
}

function renderSection(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`<section><h2>${escapeXml(title)}</h2>${items.join('\n')}</section>`]
}

function renderNotice(tone: 'good' | 'bad' | 'unsure', text: string): string {
  return renderElement('p', { class: `notice ${tone}` }, [escapeXml(text)])
}

function renderTable(rows: readonly (readonly [string, string])[]): string {
  const cells = rows.map(
    ([name, text]) =>
      `<tr><th scope="row">${escapeXml(name)}</th><td>${PROSE_ROWS.includes(name) ? escapeXml(text) : `<code>${escapeXml(text)}</code>`}</td></tr>`,
  )
  return `<table><tbody>${cells.join('')}</tbody></table>`
}
