import { signal } from '@preact/signals'

/** By check and vendor, what is wrong with the servers that the tests break and the check has to notice. */
type MutantsByCheck = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const mutantsByCheck = signal<MutantsByCheck | null>(null)

/** Asks for them once, when there is a report to show them with; a report is of use without them, too. */
export async function loadMutants(): Promise<void> {
  if (mutantsByCheck.value !== null) return
  const response = await fetch('/_twin/mutants.json').catch(() => null)
  if (response?.ok === true) mutantsByCheck.value = (await response.json()) as MutantsByCheck
}

/** Those that imitate the vendor of the report first, the others with the name of theirs. */
export function findMutants(id: string, vendor: string): readonly string[] {
  const { [vendor]: own = [], ...others } = mutantsByCheck.value?.[id] ?? {}
  const further = Object.entries(others).flatMap(([name, servers]) => servers.map((server) => `${name}: ${server}`))
  return [...own, ...further]
}
