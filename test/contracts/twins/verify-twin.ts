import { expect, it } from 'vitest'
import { getExitCode, type VendorName, verify } from '../../../contracts/index.ts'
import { unjudgedOfTwins } from '../unjudged.ts'
import { profileOf, type Twin } from './twin.ts'

/** How a check ends that a plain server gives nothing to judge by. */
export const UNJUDGED: readonly string[] = ['not-applicable', 'not-selected', 'inconclusive']

/** Holds the suite against a twin that obeys the documents: nothing may break, and nothing may be left without evidence. */
export function proveTwin<Row>(
  vendor: VendorName,
  { open, ids = {} }: { readonly open: () => Twin<Row>; readonly ids?: Readonly<Record<string, string>> },
): void {
  it(`${vendor}: a plain second server that obeys the documents keeps the contract, with evidence for every check`, async () => {
    const twin = open()
    const target = { baseUrl: 'http://twin.test', credential: twin.credential, send: twin.send, ids }
    const result = await verify(vendor, target, {
      clock: twin.clock,
      writes: true,
      probeMethods: true,
      profile: profileOf(twin),
    })
    const others = result.checks.filter(({ outcome }) => outcome.kind !== 'pass')
    const silent = others.filter(({ outcome }) => UNJUDGED.includes(outcome.kind))
    expect(others.filter((check) => !silent.includes(check)).map(({ id, outcome }) => [id, outcome])).toEqual([])
    expect(silent.map(({ id }) => id).toSorted()).toEqual(unjudgedOfTwins[vendor].toSorted())
    const judged = result.checks.filter(({ level }) => level !== 'INFO')
    expect(judged.flatMap(({ outcome }) => (outcome.kind === 'pass' ? outcome.notes : []))).toEqual([])
    expect(result.ledger.filter(({ state }) => state !== 'deleted')).toEqual([])
    expect(getExitCode(result)).toBe(0)
  })
}
