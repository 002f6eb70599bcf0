import { getExplanation } from '../explanations.ts'
import type { Finding } from '../outcome.ts'
import type { CheckResult } from '../result.ts'

/** A finding as lines of a name and a text: the same words in every report. */
export function toFindingRows(finding: Finding): readonly (readonly [string, string])[] {
  const { observed, expected, pointer, witnesses, count, request, fingerprint } = finding
  return [
    ['expected', expected],
    ['observed', count > 1 ? `${observed} (${count} of this kind)` : observed],
    ...(pointer === null || pointer === '' ? [] : [['at', pointer] as const]),
    ...witnesses.map((witness) => ['witness', witness] as const),
    ...(request === null
      ? []
      : [['curl', request.curl] as const, ['answer', `${request.status} ${request.excerpt}`] as const]),
    ['finding', fingerprint],
  ]
}

/** Why it matters and where it usually comes from. */
export function toExplanationRows({ id }: CheckResult): readonly (readonly [string, string])[] {
  const { why, causes } = getExplanation(id)
  return [['why', why], ...causes.map((cause) => ['perhaps', cause] as const)]
}

/** What became of a check that neither held nor broke, in a sentence without a stop. */
export function getReason({ outcome }: Pick<CheckResult, 'outcome'>): string {
  if (outcome.kind === 'inconclusive') return `${outcome.reason}; needed: ${outcome.remedy}`
  return 'reason' in outcome ? (outcome.reason.split('\n')[0] ?? '') : ''
}

/** The findings that a check reports as broken, expected or noted. */
export function getFindings({ outcome }: Pick<CheckResult, 'outcome'>): readonly Finding[] {
  if (outcome.kind === 'pass') return outcome.notes
  return outcome.kind === 'fail' || outcome.kind === 'expected-failure' ? outcome.findings : []
}
