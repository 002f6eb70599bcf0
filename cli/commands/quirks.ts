import pc from 'picocolors'
import { vendors } from '../../mock/vendors/index.ts'

/** Prints every quirk: what is open, the positions, and which of them holds unless a world is told otherwise. */
export function listQuirks({ json = false }: { readonly json?: boolean }): void {
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  if (json) {
    console.log(JSON.stringify(quirks, null, 2))
    return
  }
  for (const { id, question, positions, defaultPosition, evidence, source } of quirks) {
    console.log(`${pc.bold(id)}  ${pc.dim(`${evidence}; ${source}`)}\n  ${question}`)
    for (const [position, does] of Object.entries(positions)) {
      console.log(`  ${position === defaultPosition ? '*' : ' '} ${position}: ${does}`)
    }
    console.log()
  }
  console.log(
    `* holds unless a world is told otherwise, as with: flowtwin serve --quirk ${quirks[0]?.id ?? 'id'}=position`,
  )
}
