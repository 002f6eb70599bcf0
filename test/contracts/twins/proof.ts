import { expect, it } from 'vitest'
import { exitCode, type VendorName, verify } from '../../../contracts/index.ts'
import { servedBy } from './served.ts'
import type { Twin } from './twin.ts'

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
      only: servedBy(vendor),
    })
    const others = result.checks.filter(({ outcome }) => !['pass', 'not-selected'].includes(outcome.kind))
    expect(others.map(({ id, outcome }) => [id, outcome])).toEqual([])
    expect(result.checks.flatMap(({ outcome }) => (outcome.kind === 'pass' ? outcome.notes : []))).toEqual([])
    expect(result.ledger.filter(({ fate }) => fate !== 'deleted')).toEqual([])
    expect(exitCode(result)).toBe(0)
  })
}
