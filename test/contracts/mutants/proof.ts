import { describe, expect, it } from 'vitest'
import { type Check, type VendorName, vendors, verify } from '../../../contracts/index.ts'
import { createInMemoryTransport, type Transport } from '../../../contracts/kit/http/transport.ts'
import { profileOf, type Twin } from '../twins/twin.ts'
import type { Mutant } from './mutant.ts'

/** How broken servers are opened and judged. */
export interface Proof<Row> {
  readonly open: () => Twin<Row>
  readonly ids?: Readonly<Record<string, string>>
  /** The checks that may not turn red besides those that a mutant names. */
  readonly judged: readonly string[]
}

/** What judges faults that cost many requests besides the checks that they are to break: whether everything else is well. */
const FEW = ['HTTP-001', 'SCH-001', 'AUTH-001', 'ERR-001']

/**
 * Holds the suite against broken servers. Each must be hit, must turn its named checks red, and may turn nothing else
 * red but what it names: a red check for the wrong reason proves nothing.
 */
export function proveMutants<Row>(
  vendor: VendorName,
  mutants: readonly Mutant<Row>[],
  { open, ids = {}, judged }: Proof<Row>,
): void {
  describe(`${vendor}: a broken server turns the named check red`, () => {
    it.each(mutants.map((mutant) => [mutant.kills.join(', '), mutant.name, mutant] as const))(
      '%s: %s',
      async (_, __, mutant) => {
        const twin = open()
        let hits = 0
        const hit = () => hits++
        const send = mutant.spoil(twin, hit)
        const { others = {}, load = false, raw = () => null } = mutant.given ?? {}
        const plain = createInMemoryTransport(send)
        const transport: Transport = {
          isExact: true,
          send: async (wire) => raw(wire, hit) ?? (await plain.send(wire)),
        }
        const control = movesTime(vendor, mutant.kills) && twin.control !== undefined ? { control: twin.control } : {}
        const target = { baseUrl: 'http://twin.test', credential: twin.credential, transport, ids, others, ...control }
        const named = [...mutant.kills, ...(mutant.also ?? [])]
        const only = [...(mutant.narrow === true ? FEW : judged), ...named]
        const permits = { writes: true, probeMethods: true, load }
        const options = { ...permits, clock: twin.clock, only, profile: profileOf(twin), limits: { time: 1_000_000 } }
        const result = await verify(vendor, target, options)
        const failed = result.checks.filter(({ outcome }) => outcome.kind === 'fail').map(({ id }) => id)
        const errors = result.checks.filter(({ outcome }) => outcome.kind === 'error')
        expect(result.preflight).toEqual({ kind: 'ready' })
        expect(hits).toBeGreaterThan(0)
        expect(errors).toEqual([])
        expect(failed.toSorted().join(' ')).toBe(named.toSorted().join(' '))
      },
    )
  })
}

/** Whether a fault shows only while time passes; everything else is judged faster while it stands. */
function movesTime(vendor: VendorName, kills: readonly string[]): boolean {
  const checks: readonly Check[] = vendors[vendor].checks
  return checks.some(({ id, needs = [] }) => kills.includes(id) && needs.includes('control'))
}
