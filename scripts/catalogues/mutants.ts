import { twinMutants } from '../../test/contracts/mutants/index.ts'
import { mockMutants } from '../../test/mutants/index.ts'

/** A server with one planted fault: a small test server, or the mock with a changed function or response. */
export interface Mutant {
  readonly vendor: string
  /** The planted fault. */
  readonly name: string
  /** Ids of the checks that must fail. */
  readonly killedBy: readonly string[]
}

export const allMutants: readonly Mutant[] = [twinMutants, mockMutants].flatMap((families) =>
  Object.entries<readonly Omit<Mutant, 'vendor'>[]>(families).flatMap(([vendor, family]) =>
    family.map(({ name, killedBy }) => ({ vendor, name, killedBy })),
  ),
)

/** Returns the mutants that each check detects, by check and vendor, as JSON for the page's report and `flowtwin explain`. */
export function serializeMutantsByCheck(): string {
  const ids = [...new Set(allMutants.flatMap(({ killedBy }) => killedBy))].toSorted()
  const proofs = ids.map((id) => {
    const killers = allMutants.filter(({ killedBy }) => killedBy.includes(id))
    const vendors = [...new Set(killers.map(({ vendor }) => vendor))]
    // A test server and the mock may have the same fault; it is listed once.
    const named = vendors.map((vendor) => [
      vendor,
      [...new Set(killers.filter((one) => one.vendor === vendor).map(({ name }) => name))],
    ])
    return [id, Object.fromEntries(named) as object] as const
  })
  return `${JSON.stringify(Object.fromEntries(proofs), null, 1)}\n`
}
