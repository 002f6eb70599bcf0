import { brokenLevel, type CheckResult, type Result, summaryOf } from '../result.ts'
import { findingRows, findingsOf, meaningRows, reasonOf } from './finding-text.ts'

/** A result as the summary of a workflow step: the headline, what broke with how to see it again, what nobody could judge. */
export function markdownReport(result: Result): string {
  const head = `## ${text(result.vendor.title)} at ${code(result.target)}`
  if (result.preflight.kind !== 'ready') return `${head}\n\nNot checked: ${text(result.preflight.reason)}\n`
  const failed = result.checks.filter((check) => brokenLevel(check) !== null)
  const { unjudged } = summaryOf(result)
  return [
    head,
    headline(result),
    ...section('Broken', failed.map(broken)),
    ...section(
      'Baseline',
      (result.baseline?.problems ?? []).map((problem) => `- ${text(problem)}`),
    ),
    ...section(
      'Expected failures',
      result.checks.filter(({ outcome }) => outcome.kind === 'expected-failure').map(line),
    ),
    ...section(
      'Not judged',
      unjudged.map((check) => `${line(check)}: ${text(reasonOf(check))}`),
    ),
    ...section('Left behind', leaked(result)),
    `Suite ${result.run.suite}, document ${code(result.run.spec)}, profile ${code(result.run.profile)}, ${result.traffic.requests} requests.`,
  ]
    .join('\n\n')
    .concat('\n')
}

function headline(result: Result): string {
  const { must, should, unjudged } = summaryOf(result)
  return [
    '| MUST | SHOULD | inconclusive |',
    '|---|---|---|',
    `| ${must.held}/${must.of} | ${should.held}/${should.of} | ${unjudged.length} |`,
  ].join('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`### ${title}`, lines.join('\n')]
}

function line({ id, level, title }: CheckResult): string {
  return `- **${id}** ${level} ${text(title)}`
}

function broken(check: CheckResult): string {
  const rows = [...findingsOf(check).flatMap(findingRows), ...meaningRows(check)]
  const shown = rows.map(([name, what]) => `${name.padEnd(9)} ${what}`).join('\n')
  const security = check.security ? ' (security)' : ''
  return `<details><summary><b>${check.id}</b> ${brokenLevel(check)}${security} ${text(check.title)}</summary>\n\n${fenced(shown)}\n\n</details>`
}

function leaked({ ledger }: Result): readonly string[] {
  return ledger.filter(({ fate }) => fate === 'leaked').map(({ id }) => `- ${code(id)}`)
}

/** Longer than any run of ticks inside, so that what a target sent cannot end the block. */
function fenced(content: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${content}\n${fence}`
}

function code(content: string): string {
  return `\`${content.replaceAll(/[`\n]/g, ' ')}\``
}

function text(content: string): string {
  return content.replaceAll(/[\\`*_{}[\]<>#|]/g, String.raw`\$&`).replaceAll('\n', ' ')
}
