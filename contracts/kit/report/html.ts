import { explanationOf, familyOf } from '../explanations.ts'
import { groupedBy } from '../grouping.ts'
import { brokenLevel, type CheckResult, type Result, summaryOf } from '../result.ts'
import { findingRows, findingsOf, meaningRows, reasonOf } from './finding-text.ts'
import { STYLE } from './html-style.ts'
import { element, escaped } from './markup.ts'
import { LEGEND, walkFigure } from './walk-picture.ts'

/** What is said in words; everything else is quoted as it was sent or received. */
const PROSE: readonly string[] = ['why', 'perhaps', 'expected', 'observed']

/** A result as one page that needs nothing else: no script, no other file, light or dark as the reader has it. */
export function htmlReport(result: Result): string {
  const title = `${result.vendor.title} at ${result.run.host}`
  const body = result.preflight.kind === 'ready' ? judged(result) : [notice('bad', result.preflight.reason)]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>Does this API do what the documents of ${escaped(result.vendor.title)} say? Asked on ${escaped(result.run.startedAt.slice(0, 16).replace('T', ' '))} UTC, ${modeWords(result)}.</p>
${body.join('\n')}
</main>
</body>
</html>
`
}

function judged(result: Result): readonly string[] {
  const broken = result.checks.filter((check) => brokenLevel(check) !== null)
  return [
    verdict(result),
    headline(result),
    ...section('What broke', broken.map(brokenItem)),
    ...section(
      'Known faults',
      result.checks.filter(({ outcome }) => outcome.kind === 'expected-failure').map(brokenItem),
    ),
    ...section(
      'Waivers that fail the run',
      (result.baseline?.problems ?? []).map((text) => notice('bad', text)),
    ),
    ...section('What nobody could judge', summaryOf(result).unjudged.map(openItem)),
    ...section('The walks through the lists', figures(result)),
    ...section('All checks, by family', families(result)),
    ...section('What the run created', ledgerTable(result)),
    ...section('About this run', [facts(result)]),
  ]
}

/** Never more than was seen: no violation found is not the same as none there. */
function verdict(result: Result): string {
  const { must, should, unjudged } = summaryOf(result)
  const broken = result.checks.filter((check) => brokenLevel(check) === 'MUST').length
  if (result.traffic.exhausted !== null)
    return notice('unsure', `The run ended early (${result.traffic.exhausted}); this is what it knew then.`)
  if (broken > 0) return notice('bad', `${broken} of ${must.of} binding rules ${broken === 1 ? 'is' : 'are'} broken.`)
  if (must.held + should.held === 0) return notice('unsure', 'Nothing could be judged.')
  const open = unjudged.length === 0 ? '' : ` ${unjudged.length} rules could not be judged.`
  return notice('good', `No violation of a binding rule was found in ${observations(result)} observations.${open}`)
}

function observations({ checks }: Result): number {
  return checks.reduce((sum, { outcome }) => sum + ('evidence' in outcome ? outcome.evidence : 0), 0)
}

function headline(result: Result): string {
  const { must, should, unjudged } = summaryOf(result)
  const cells = [
    ['MUST', `${must.held}/${must.of}`, 'binding rules that held'],
    ['SHOULD', `${should.held}/${should.of}`, 'recommendations that held'],
    ['inconclusive', String(unjudged.length), 'not enough to judge by'],
  ]
  const shown = cells.map(
    ([name = '', value = '', words = '']) => `<div><dt>${name}</dt><dd>${value}</dd><p>${words}</p></div>`,
  )
  return `<dl class="headline">${shown.join('')}</dl>`
}

function brokenItem(check: CheckResult): string {
  const { id, title, security } = check
  const level = brokenLevel(check) ?? 'expected'
  const mark = `<b class="${level === 'MUST' ? 'bad' : 'unsure'}">${level}</b>${security ? ' <b class="bad">security</b>' : ''}`
  const blocks = findingsOf(check).map((finding) => table(findingRows(finding)))
  return `<details><summary>${mark} <code>${id}</code> ${escaped(title)}</summary>${table(meaningRows(check))}${blocks.join('')}</details>`
}

function openItem(check: CheckResult): string {
  return `<p><code>${check.id}</code> ${escaped(check.title)}<br><small>${check.outcome.kind}: ${escaped(reasonOf(check))}</small></p>`
}

function families({ checks }: Result): readonly string[] {
  return [...groupedBy(checks, ({ id }) => familyOf(id))].map(([family, own]) => {
    const held = own.filter(({ outcome }) => outcome.kind === 'pass').length
    const rows = own.map((check) => {
      const { id, level, title, unit, outcome } = check
      const seen = 'evidence' in outcome ? `${outcome.evidence} × ${unit}` : reasonOf(check)
      return `<tr><td><code>${id}</code></td><td>${level}</td><td>${escaped(title)}</td><td class="${toneOf(check)}">${outcome.kind}</td><td>${escaped(seen)}</td></tr>`
    })
    const { family: name } = explanationOf(family)
    return `<details><summary>${escaped(name)} <small>${held} of ${own.length} held</small></summary><table><tbody>${rows.join('')}</tbody></table></details>`
  })
}

function toneOf({ outcome }: CheckResult): string {
  if (outcome.kind === 'pass') return 'good'
  if (outcome.kind === 'fail' || outcome.kind === 'error') return 'bad'
  return outcome.kind === 'not-selected' || outcome.kind === 'not-applicable' ? 'faint' : 'unsure'
}

function figures({ walks }: Result): readonly string[] {
  if (walks.length === 0) return []
  const colours = [
    ['tie', 'the same instant as the one before'],
    ['wrong', 'out of order'],
  ].map(
    ([kind = '', words = '']) =>
      `<svg class="key" viewBox="0 0 8 8"><circle class="${kind}" cx="4" cy="4" r="4"/></svg> ${words}`,
  )
  return [`<p><small>${escaped(LEGEND)} ${colours.join(', ')}.</small></p>`, ...walks.map(walkFigure)]
}

function ledgerTable({ ledger }: Result): readonly string[] {
  return ledger.length === 0 ? [] : [table(ledger.map(({ id, fate }) => [fate, id]))]
}

function facts({ run, traffic, budget, skewSeconds, seconds, target, capabilities, vendor }: Result): string {
  return table([
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

function modeWords({ run, traffic }: Result): string {
  const words = {
    observe: 'reading only',
    seeded: 'reading only, with ids that were given',
    managed: 'creating things of its own and removing what can be removed',
  }
  return `${words[run.mode]}, with ${traffic.requests} requests`
}

function section(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`<section><h2>${escaped(title)}</h2>${items.join('\n')}</section>`]
}

function notice(tone: 'good' | 'bad' | 'unsure', text: string): string {
  return element('p', { class: `notice ${tone}` }, [escaped(text)])
}

function table(rows: readonly (readonly [string, string])[]): string {
  const shown = rows.map(
    ([name, text]) =>
      `<tr><th scope="row">${escaped(name)}</th><td>${PROSE.includes(name) ? escaped(text) : `<code>${escaped(text)}</code>`}</td></tr>`,
  )
  return `<table><tbody>${shown.join('')}</tbody></table>`
}
