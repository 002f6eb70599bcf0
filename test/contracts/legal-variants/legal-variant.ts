import { expect, it } from 'vitest'
import { type VendorName, verify } from '../../../contracts/index.ts'
import type { Mutation } from '../mutants/mutant.ts'
import { UNJUDGED_OUTCOMES } from '../twins/verify-twin.ts'
import { toProfile, type Twin } from '../twins/twin.ts'

/** A change of a server that the documents allow, so that the suite must still pass. */
export interface LegalVariant<Row> {
  readonly name: string
  readonly change: Mutation<Row>
  /** Checks without evidence on this server, with their outcomes. */
  readonly expectedOutcomes?: Readonly<Record<string, 'inconclusive' | 'not-applicable' | 'blocked'>>
}

/** The server that the variants change. */
interface VariantTarget<Row> {
  readonly createTwin: () => Twin<Row>
  readonly ids?: Readonly<Record<string, string>>
  /** Checks without evidence on the unchanged server. */
  readonly unjudgedChecks: readonly string[]
}

/** Runs the suite against legal variants; every finding is a false positive. */
export function verifyLegalVariants<Row>(
  vendor: VendorName,
  variants: readonly LegalVariant<Row>[],
  { createTwin, ids = {}, unjudgedChecks }: VariantTarget<Row>,
): void {
  it.each(variants.map((variant) => [variant.name, variant] as const))(
    `${vendor}: the suite passes a server with %s`,
    async (_, variant) => {
      const twin = createTwin()
      let hits = 0
      const fetch = variant.change(twin, () => hits++)
      const control = twin.control === undefined ? {} : { control: twin.control }
      const target = { baseUrl: 'http://twin.test', credential: twin.credential, fetch, ids, ...control }
      const result = await verify(vendor, target, {
        clock: twin.clock,
        writes: true,
        probeMethods: true,
        profile: toProfile(twin),
        // Checks may advance the virtual clock by hours.
        limits: { durationSeconds: 1_000_000 },
      })
      const isUnjudged = (id: string, kind: string): boolean =>
        kind === 'not-selected' || (unjudgedChecks.includes(id) && UNJUDGED_OUTCOMES.includes(kind))
      const others = result.checks.filter(({ id, outcome }) => outcome.kind !== 'pass' && !isUnjudged(id, outcome.kind))
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
        Object.fromEntries(
          Object.entries(variant.expectedOutcomes ?? {}).filter(([id, kind]) => !isUnjudged(id, kind)),
        ),
      )
      expect(result.ledger.filter(({ state }) => state === 'leaked')).toEqual([])
    },
  )
}
