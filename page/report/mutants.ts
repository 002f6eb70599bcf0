import { signal } from '@preact/signals'

/** By check id and vendor, descriptions of the mutants that the check detects. */
type MutantsByCheck = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const mutantsByCheck = signal<MutantsByCheck | null>(null)

/** Loads the mutants once. A failure is ignored, because a report is useful without them. */
export async function loadMutants(): Promise<void> {
  if (mutantsByCheck.value !== null) return
  const response = await fetch('mutants.json').catch(() => null)
  if (response?.ok === true) mutantsByCheck.value = (await response.json()) as MutantsByCheck
}

/** Returns the mutants that a check detects: those of the vendor first, then the others with their vendor's name. */
export function findMutants(checkId: string, vendor: string): readonly string[] {
  const { [vendor]: own = [], ...others } = mutantsByCheck.value?.[checkId] ?? {}
  return [...own, ...Object.entries(others).flatMap(([name, mutants]) => mutants.map((mutant) => `${name}: ${mutant}`))]
}
