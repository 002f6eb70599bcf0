import { getBrokenLevel, type CheckResult, type Result, summarizeResult } from '../result.ts'
import { formatRows, getFindings, getReason, toExplanationRows, toFindingRows } from './finding-text.ts'

/** Renders a result as the summary of a workflow step. */
export function renderMarkdown(result: Result): string {
  const heading = `## ${escapeText(result.vendor.title)} at ${formatCode(result.target)}`
  if (result.preflight.kind !== 'ready')
    return `${heading}\n\nPreflight failed: ${escapeText(result.preflight.reason)}\n`
  const failed = result.checks.filter((check) => getBrokenLevel(check) !== null)
  const expected = result.checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const problems = (result.baseline?.problems ?? []).map((problem) => `- ${escapeText(problem)}`)
  const inconclusive = summarizeResult(result).inconclusive.map(
    (check) => `${formatCheckLine(check)}: ${escapeText(getReason(check))}`,
  )
  const { suite, spec, profile } = result.run
  const sections = [
    heading,
    formatHeadline(result),
    ...formatSection('Failed', failed.map(formatFailedCheck)),
    ...formatSection('Baseline', problems),
    ...formatSection('Expected failures', expected.map(formatCheckLine)),
    ...formatSection('Inconclusive', inconclusive),
    ...formatSection('Leaked', listLeaked(result)),
    `Suite ${suite}, document ${formatCode(spec)}, profile ${formatCode(profile)}, ${result.traffic.requests} requests.`,
  ]
  return `${sections.join('\n\n')}\n`
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

function formatFailedCheck(check: CheckResult): string {
  const lines = formatRows([...getFindings(check).flatMap(toFindingRows), ...toExplanationRows(check)])
  const security = check.security ? ' (security)' : ''
  return `<details><summary><b>${check.id}</b> ${getBrokenLevel(check)}${security} ${escapeText(check.title)}</summary>\n\n${formatCodeBlock(lines)}\n\n</details>`
}

function listLeaked({ ledger }: Result): readonly string[] {
  return ledger.filter(({ state }) => state === 'leaked').map(({ id }) => `- ${formatCode(id)}`)
}

/** Renders a code block whose fence is longer than any backticks in the content. */
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
