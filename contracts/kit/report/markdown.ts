import { getBrokenLevel, type CheckResult, type Result, summarizeResult } from '../result.ts'
import type { ExitRules } from '../run/exit-code.ts'
import {
  formatRows,
  getFindings,
  getReason,
  toExplanationRows,
  toFindingRows,
  toPrintableResult,
} from './finding-text.ts'
import { listBrokenChecks, summarizeRun } from './summary.ts'

/** Renders a result as the summary of a workflow step. Text of the target stands only in code, where Markdown has no meaning. */
export function renderMarkdown(given: Result, rules?: ExitRules): string {
  const result = toPrintableResult(given)
  const { verdict, counts, remarks } = summarizeRun(result, rules)
  const heading = `## ${escapeText(result.vendor.title)} at ${formatCode(result.target)}`
  if (result.preflight.kind !== 'ready') return `${heading}\n\n${formatCodeBlock(verdict)}\n`
  const expected = result.checks.filter(({ outcome }) => outcome.kind === 'expected-failure')
  const problems = (result.baseline?.problems ?? []).map((problem) => `- ${formatCode(problem)}`)
  const inconclusive = summarizeResult(result).inconclusive.map(
    (check) => `${formatCheckLine(check)}: ${formatCode(getReason(check))}`,
  )
  const { suite, spec, profile } = result.run
  const sections = [
    heading,
    `**${escapeText(verdict)}**`,
    formatHeadline(result),
    ...formatSection('Broken', listBrokenChecks(result).map(formatBrokenCheck)),
    ...formatSection('Baseline', problems),
    formatCodeBlock([counts, ...remarks].join('\n')),
    ...formatSection('Expected failures', expected.map(formatCheckLine)),
    ...formatSection('Inconclusive', inconclusive),
    `Suite ${suite}, document ${formatCode(spec)}, profile ${formatCode(profile)}.`,
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

function formatBrokenCheck(check: CheckResult): string {
  const lines = formatRows([...getFindings(check).flatMap(toFindingRows), ...toExplanationRows(check)])
  const security = check.security ? ' (security)' : ''
  return `<details><summary><b>${check.id}</b> ${getBrokenLevel(check)}${security} ${escapeText(check.title)}</summary>\n\n${formatCodeBlock(lines)}\n\n</details>`
}

/** Renders a code block whose fence is longer than any backticks in the content. */
function formatCodeBlock(content: string): string {
  const fence = '`'.repeat(Math.max(3, countBackticks(content) + 1))
  return `${fence}text\n${content}\n${fence}`
}

/** Renders a code span whose fence is longer than any backticks in the content. */
function formatCode(content: string): string {
  const longest = countBackticks(content)
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${content}${fence}` : `${fence} ${content} ${fence}`
}

/** Returns the length of the longest run of backticks. */
function countBackticks(content: string): number {
  return Math.max(0, ...[...content.matchAll(/`+/g)].map(([ticks]) => ticks.length))
}

function escapeText(content: string): string {
  return content.replaceAll(/[\\`*_{}[\]<>#|~&]/g, String.raw`\$&`)
}
