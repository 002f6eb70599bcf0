import { brokenLevel, type Result, summaryOf } from './result.ts'

/** What the process that ran the suite ends with. */
export const EXIT = {
  kept: 0,
  broken: 1,
  usage: 2,
  unreachable: 3,
  ourFault: 4,
  tooLittleEvidence: 5,
  leaked: 6,
} as const

/** The exit code of a result; a broken MUST outweighs everything that happened beside it. */
export function exitCode(result: Result): number {
  if (result.preflight.kind === 'unconfigured') return EXIT.usage
  if (result.preflight.kind !== 'ready') return EXIT.unreachable
  if (result.checks.some((check) => brokenLevel(check) === 'MUST')) return EXIT.broken
  if (result.checks.some(({ outcome }) => outcome.kind === 'error')) return EXIT.ourFault
  if (result.ledger.some(({ fate }) => fate === 'leaked')) return EXIT.leaked
  return hasEnoughEvidence(result) ? EXIT.kept : EXIT.tooLittleEvidence
}

/** Three of four of the selected MUSTs, or of everything where there is no MUST among them, must have been judged. */
function hasEnoughEvidence(result: Result): boolean {
  const { must, should, unjudged } = summaryOf(result)
  if (must.of > 0) return unjudged.filter(({ level }) => level === 'MUST').length * 4 <= must.of
  return should.of > 0 && unjudged.length * 4 <= should.of
}
