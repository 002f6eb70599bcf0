import { describe, expect, it } from 'vitest'
import { type VendorName, vendors, verify } from '../../../contracts/index.ts'
import { inMemory, type Transport } from '../../../contracts/kit/transport.ts'
import { profileOf, type Twin } from '../twins/twin.ts'
import type { Mutant } from './mutant.ts'

/** How broken servers are opened and judged. */
export interface Proof<Row> {
  readonly open: () => Twin<Row>
  readonly ids?: Readonly<Record<string, string>>
  /** The checks that may not turn red besides those that a mutant names; those that cost little when left out. */
  readonly judged?: readonly string[]
}

/** The families that a vendor has for itself, and the checks of all vendors that cost few requests. */
const FRUGAL =
  /^(?:POLL|JAPI|CUR|PAGE|ORD-00[123]|TIME-00[1-3]|AUTH-00[1-35]|ERR-00[12346]|NEG-00[28]|SCH-0(?:0[13457]|1[02])|HTTP-0(?:0[1-57]|1[2356]|20))/

/** What judges faults that cost many requests besides the checks that they are to break: whether everything else is well. */
const FEW = ['HTTP-001', 'SCH-001', 'AUTH-001', 'ERR-001']

/** The ids that a broken server of a vendor is judged by besides those that it is to break. */
function frugal(vendor: VendorName): readonly string[] {
  return vendors[vendor].checks.map(({ id }) => id).filter((id) => FRUGAL.test(id))
}

/**
 * Holds the suite against broken servers. Each must be hit, must turn its named checks red, and may turn nothing else
 * red but what it names: a red check for the wrong reason proves nothing.
 */
export function proveMutants<Row>(
  vendor: VendorName,
  mutants: readonly Mutant<Row>[],
  { open, ids = {}, judged = frugal(vendor) }: Proof<Row>,
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
        const plain = inMemory(send)
        const transport: Transport = {
          exact: true,
          send: async (wire) => raw(wire, hit) ?? (await plain.send(wire)),
        }
        const target = { baseUrl: 'http://twin.test', credential: twin.credential, transport, ids, others }
        const named = [...mutant.kills, ...(mutant.also ?? [])]
        const only = [...(mutant.narrow === true ? FEW : judged), ...named]
        const options = { clock: twin.clock, writes: true, probeMethods: true, load, only, profile: profileOf(twin) }
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
