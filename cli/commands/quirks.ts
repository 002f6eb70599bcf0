import type { Command } from 'commander'
import pc from 'picocolors'
import { vendors } from '../../mock/vendors/index.ts'

export function addQuirksCommand(program: Command): void {
  program
    .command('quirks')
    .description('List the behaviour switches: questions that the documents leave open, with their positions.')
    .option('--json', 'print them as JSON')
    .action(listQuirks)
}

function listQuirks({ json = false }: { readonly json?: boolean }): void {
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  if (json) {
    console.log(JSON.stringify(quirks, null, 2))
    return
  }
  for (const { id, question, positions, defaultPosition, evidence, source } of quirks) {
    console.log(`${pc.bold(id)}  ${pc.dim(`${evidence}; ${source}`)}\n  ${question}`)
    for (const [position, meaning] of Object.entries(positions)) {
      console.log(`  ${position === defaultPosition ? '*' : ' '} ${position}: ${meaning}`)
    }
    console.log()
  }
  console.log(`* default; change it with: flowtwin serve --quirk ${quirks[0]?.id ?? 'id'}=position`)
}
