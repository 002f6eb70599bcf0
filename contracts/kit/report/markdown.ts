import { getBrokenLevel, type CheckResult, type Result, summarizeResult } from '../result.ts'
import { toFindingRows, getFindings, toExplanationRows, getReason } from './finding-text.ts'

/** A result as the summary of a workflow step: the headline, what broke with how to see it again, what nobody could judge. */
export function renderMarkdown(result: Result): string {
  const head = `## ${escapeText(result.vendor.title)} at ${formatCode(result.target)}`
  if (result.preflight.kind !== 'ready') return `${head}\n\nNot checked: ${escapeText(result.preflight.reason)}\n`
  const failed = result.checks.filter((check) => getBrokenLevel(check) !== null)
  const { inconclusive } = summarizeResult(result)
  return [
    head,
    formatHeadline(result),
    ...formatSection('Broken', failed.map(formatBrokenCheck)),
    ...formatSection(
      'Baseline',
      (result.baseline?.problems ?? []).map((problem) => `- ${escapeText(problem)}`),
    ),
    ...formatSection(
      'Expected failures',
      result.checks.filter(({ outcome }) => outcome.kind === 'expected-failure').map(formatCheckLine),
    ),
    ...formatSection(
      'Not judged',
      inconclusive.map((check) => `${formatCheckLine(check)}: ${escapeText(getReason(check))}`),
    ),
    ...formatSection('Left behind', listLeaked(result)),
    `Suite ${result.run.suite}, document ${formatCode(result.run.spec)}, profile ${formatCode(result.run.profile)}, ${result.traffic.requests} requests.`,
  ]
    .join('\n\n')
    .concat('\n')
}

function formatHeadline(result: Result): string {
  const { must, should, inconclusive } = summarizeResult(result)
  return [
    '| MUST | SHOULD | inconclusive |',
    '|---|---|---|',
    `| ${must.passed}/${must.total} | ${should.passed}/${should.total} | ${inconclusive.length} |`,
  ].join('\n')
}

function formatSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`### ${title}`, lines.join('\n')]
}

function formatCheckLine({ id, level, title }: CheckResult): string {
  return `- **${id}** ${level} ${escapeText(title)}`
}

function formatBrokenCheck(check: CheckResult): string {
  const rows = [...getFindings(check).flatMap(toFindingRows), ...toExplanationRows(check)]
  const shown = rows.map(([name, what]) => `${name.padEnd(9)} ${what}`).join('\n')
  const security = check.security ? ' (security)' : ''
  return `<details><summary><b>${check.id}</b> ${getBrokenLevel(check)}${security} ${escapeText(check.title)}</summary>\n\n${formatCodeBlock(shown)}\n\n</details>`
}

function listLeaked({ ledger }: Result): readonly string[] {
  return ledger.filter(({ fate }) => fate === 'leaked').map(({ id }) => `- ${formatCode(id)}`)
}

/** Longer than any run of ticks inside, so that what a target sent cannot end the block. */
function formatCodeBlock(content: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${content}\n${fence}`
}

function formatCode(content: string): string {
  return `\`${content.replaceAll(/[`\n]/g, ' ')}\``
}

function escapeText(content: string): string {
  return content.replaceAll(/[\\`*_{}[\]<>#|]/g, String.raw`\$&`).replaceAll('\n', ' ')
}
