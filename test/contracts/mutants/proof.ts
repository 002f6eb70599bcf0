import { describe, expect, it } from 'vitest'
import { type Check, type VendorName, vendors, verify } from '../../../contracts/index.ts'
import { createInMemoryTransport, type Transport } from '../../../contracts/kit/http/transport.ts'
import { toProfile, type Twin } from '../twins/twin.ts'
import type { Mutant } from './mutant.ts'

/** The server that the mutants change, and the checks that judge them. */
export interface ProofSetup<Row> {
  readonly createTwin: () => Twin<Row>
  readonly ids?: Readonly<Record<string, string>>
  /** The checks that must pass besides those that kill the mutant. */
  readonly checks: readonly string[]
}

/** The checks that must pass for a mutant with `isNarrow`, besides those that kill it. */
const NARROW_CHECKS = ['HTTP-001', 'SCH-001', 'AUTH-001', 'ERR-001']

/**
 * Runs the suite against mutants. Each mutation must take effect and must fail exactly the checks that the mutant names:
 * a check that fails for another reason proves nothing.
 */
export function proveMutants<Row>(
  vendor: VendorName,
  mutants: readonly Mutant<Row>[],
  { createTwin, ids = {}, checks }: ProofSetup<Row>,
): void {
  describe(`${vendor}: a mutant fails exactly its checks`, () => {
    it.each(mutants.map((mutant) => [mutant.killedBy.join(', '), mutant.name, mutant] as const))(
      '%s: %s',
      async (_, __, mutant) => {
        const twin = createTwin()
        let hits = 0
        const recordHit = () => hits++
        const inMemory = createInMemoryTransport(mutant.mutate(twin, recordHit))
        const { otherCredentials = {}, load = false, respondRaw = () => null } = mutant.setup ?? {}
        const transport: Transport = {
          isExact: true,
          send: async (request) => respondRaw(request, recordHit) ?? (await inMemory.send(request)),
        }
        const { credential, clock, control } = twin
        const expected = [...mutant.killedBy, ...(mutant.alsoKilledBy ?? [])]
        const result = await verify(
          vendor,
          {
            baseUrl: 'http://twin.test',
            credential,
            transport,
            ids,
            otherCredentials,
            ...(control !== undefined && needsControl(vendor, mutant.killedBy) && { control }),
          },
          {
            writes: true,
            probeMethods: true,
            load,
            clock,
            only: [...(mutant.isNarrow === true ? NARROW_CHECKS : checks), ...expected],
            profile: toProfile(twin),
            // Checks may advance the virtual clock by hours. With a pace, Qyvo's checks send all values in spite of the announced limit.
            limits: { durationSeconds: 1_000_000, ...(vendor === 'qyvo' && { rps: 1000 }) },
          },
        )
        const failed = result.checks.filter(({ outcome }) => outcome.kind === 'fail').map(({ id }) => id)
        expect(result.preflight).toEqual({ kind: 'ready' })
        expect(hits).toBeGreaterThan(0)
        expect(result.checks.filter(({ outcome }) => outcome.kind === 'error')).toEqual([])
        expect(failed.toSorted().join(' ')).toBe(expected.toSorted().join(' '))
      },
    )
  })
}

/** True when a check that must fail needs to advance the clock; the others run faster without control. */
function needsControl(vendor: VendorName, ids: readonly string[]): boolean {
  const checks: readonly Check[] = vendors[vendor].checks
  return checks.some(({ id, needs = [] }) => ids.includes(id) && needs.includes('control'))
}
