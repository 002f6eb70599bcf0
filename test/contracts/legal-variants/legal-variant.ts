import { expect, it } from 'vitest'
import { type VendorName, verify } from '../../../contracts/index.ts'
import type { Spoil } from '../mutants/mutant.ts'
import { UNJUDGED } from '../twins/verify-twin.ts'
import { profileOf, type Twin } from '../twins/twin.ts'

/** A server that differs from the twin in a way that the documents allow: the suite must stay green. */
export interface Cousin<Row> {
  readonly name: string
  readonly differ: Spoil<Row>
  /** Checks that cannot judge this server, with what they say instead of passing. */
  readonly otherwise?: Readonly<Record<string, 'inconclusive' | 'not-applicable' | 'blocked'>>
}

/** How cousins are opened, and what the suite cannot judge of any of them. */
export interface Family<Row> {
  readonly open: () => Twin<Row>
  readonly ids?: Readonly<Record<string, string>>
  /** Checks that do not apply unless a difference makes them. */
  readonly silent: readonly string[]
}

/** Holds the suite against legal differences: a finding here would be a false one. */
export function proveCousins<Row>(
  vendor: VendorName,
  cousins: readonly Cousin<Row>[],
  { open, ids = {}, silent }: Family<Row>,
): void {
  it.each(cousins.map((cousin) => [cousin.name, cousin] as const))(
    `${vendor}: %s keeps the contract, too`,
    async (_, cousin) => {
      const twin = open()
      let hits = 0
      const send = cousin.differ(twin, () => hits++)
      const control = twin.control === undefined ? {} : { control: twin.control }
      const target = { baseUrl: 'http://twin.test', credential: twin.credential, send, ids, ...control }
      const result = await verify(vendor, target, {
        clock: twin.clock,
        writes: true,
        probeMethods: true,
        profile: profileOf(twin),
        // Checks that let time pass may let hours pass.
        limits: { durationSeconds: 1_000_000 },
      })
      const expected = (id: string, kind: string): boolean =>
        kind === 'not-selected' || (silent.includes(id) && UNJUDGED.includes(kind))
      const others = result.checks.filter(({ id, outcome }) => outcome.kind !== 'pass' && !expected(id, outcome.kind))
      expect(hits).toBeGreaterThan(0)
      expect(
        others
          .filter(({ outcome }) => outcome.kind === 'fail' || outcome.kind === 'error')
          .map(({ id, outcome }) => [
            id,
            ...('findings' in outcome
              ? outcome.findings.map(({ observed, request }) => [observed, request?.curl])
              : []),
          ]),
      ).toEqual([])
      expect(Object.fromEntries(others.map(({ id, outcome }) => [id, outcome.kind]))).toEqual(
        Object.fromEntries(Object.entries(cousin.otherwise ?? {}).filter(([id, kind]) => !expected(id, kind))),
      )
      expect(result.ledger.filter(({ state }) => state === 'leaked')).toEqual([])
    },
  )
}
