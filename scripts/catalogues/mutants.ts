import { mutants } from '../../test/contracts/mutants/index.ts'
import { mockMutants } from '../../test/mutants/index.ts'

/** A server that the tests break: a small twin, or the mock in its own code or on the wire. */
export interface Mutant {
  readonly vendor: string
  /** What is wrong with it. */
  readonly name: string
  /** The checks that must turn red. */
  readonly kills: readonly string[]
}

export const allMutants: readonly Mutant[] = [mutants, mockMutants].flatMap((families) =>
  Object.entries<readonly Omit<Mutant, 'vendor'>[]>(families).flatMap(([vendor, family]) =>
    family.map(({ name, kills }) => ({ vendor, name, kills })),
  ),
)

/** What proves each check, for the report on the page and for `flowtwin explain`: by check and vendor, as JSON. */
export function serializeMutantsByCheck(): string {
  const ids = [...new Set(allMutants.flatMap(({ kills }) => kills))].toSorted()
  const proofs = ids.map((id) => {
    const killers = allMutants.filter(({ kills }) => kills.includes(id))
    const vendors = [...new Set(killers.map(({ vendor }) => vendor))]
    // A twin and the mock are broken in the same way where that can be; to name it once is enough.
    const named = vendors.map((vendor) => [
      vendor,
      [...new Set(killers.filter((one) => one.vendor === vendor).map(({ name }) => name))],
    ])
    return [id, Object.fromEntries(named) as object] as const
  })
  return `${JSON.stringify(Object.fromEntries(proofs), null, 1)}\n`
}
