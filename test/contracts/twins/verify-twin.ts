import { expect, it } from 'vitest'
import { getExitCode, type VendorName, verify } from '../../../contracts/index.ts'
import { unjudgedOfTwins } from '../unjudged.ts'
import { toProfile, type Twin } from './twin.ts'

/** The outcomes of checks without evidence. */
export const UNJUDGED_OUTCOMES: readonly string[] = ['not-applicable', 'not-selected', 'inconclusive']

/** Runs the suite against a twin: no check may fail, and only the listed ones may lack evidence. */
export function verifyTwin<Row>(
  vendor: VendorName,
  { createTwin, ids = {} }: { readonly createTwin: () => Twin<Row>; readonly ids?: Readonly<Record<string, string>> },
): void {
  it(`${vendor}: a minimal conforming server passes every check with evidence`, async () => {
    const twin = createTwin()
    const target = { baseUrl: 'http://twin.test', credential: twin.credential, fetch: twin.fetch, ids }
    const result = await verify(vendor, target, {
      clock: twin.clock,
      writes: true,
      probeMethods: true,
      profile: toProfile(twin),
    })
    const others = result.checks.filter(({ outcome }) => outcome.kind !== 'pass')
    const silent = others.filter(({ outcome }) => UNJUDGED_OUTCOMES.includes(outcome.kind))
    expect(others.filter((check) => !silent.includes(check)).map(({ id, outcome }) => [id, outcome])).toEqual([])
    expect(silent.map(({ id }) => id).toSorted()).toEqual(unjudgedOfTwins[vendor].toSorted())
    const judged = result.checks.filter(({ level }) => level !== 'INFO')
    expect(judged.flatMap(({ outcome }) => (outcome.kind === 'pass' ? outcome.notes : []))).toEqual([])
    expect(result.ledger.filter(({ state }) => state !== 'deleted')).toEqual([])
    expect(getExitCode(result)).toBe(0)
  })
}
