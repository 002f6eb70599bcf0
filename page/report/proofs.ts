import { signal } from '@preact/signals'

/** By check and vendor, what is wrong with the servers that the tests break and the check has to notice. */
type Proofs = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const proofs = signal<Proofs | null>(null)

/** Asks for them once, when there is a report to show them with; a report is of use without them, too. */
export async function loadProofs(): Promise<void> {
  if (proofs.value !== null) return
  const response = await fetch('/_twin/broken-servers.json').catch(() => null)
  if (response?.ok === true) proofs.value = (await response.json()) as Proofs
}

/** Those that imitate the vendor of the report first, the others with the name of theirs. */
export function brokenServersOf(id: string, vendor: string): readonly string[] {
  const { [vendor]: own = [], ...others } = proofs.value?.[id] ?? {}
  const further = Object.entries(others).flatMap(([name, servers]) => servers.map((server) => `${name}: ${server}`))
  return [...own, ...further]
}
