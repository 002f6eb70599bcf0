import { mutants } from '../test/contracts/mutants/index.ts'
import { mockMutants } from '../test/mutants/index.ts'

/** A server that the tests break: a small twin, or the mock in its own code or on the wire. */
export interface BrokenServer {
  readonly vendor: string
  /** What is wrong with it. */
  readonly name: string
  /** The checks that must turn red. */
  readonly kills: readonly string[]
}

export const brokenServers: readonly BrokenServer[] = [mutants, mockMutants].flatMap((families) =>
  Object.entries<readonly Omit<BrokenServer, 'vendor'>[]>(families).flatMap(([vendor, family]) =>
    family.map(({ name, kills }) => ({ vendor, name, kills })),
  ),
)

/** What proves each check, for the report on the page and for `flowtwin explain`: by check and vendor, as JSON. */
export function proofsOfChecks(): string {
  const ids = [...new Set(brokenServers.flatMap(({ kills }) => kills))].toSorted()
  const proofs = ids.map((id) => {
    const killers = brokenServers.filter(({ kills }) => kills.includes(id))
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
