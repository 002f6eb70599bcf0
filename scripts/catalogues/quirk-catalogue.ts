import type { Quirk } from '../../mock/http/quirk.ts'
import { vendors } from '../../mock/vendors/index.ts'

const INTRODUCTION = `<!-- Written by \`npm run docs\` from the mock server; do not edit. -->

# Quirks

A quirk is a switch for behaviour that a vendor's documents leave open or contradict. The position in **bold** is the default; change
it with \`flowtwin serve --quirk id=position\` or \`createTwin({ quirks: { id: 'position' } })\`. \`flowtwin quirks\` prints this list,
and \`GET /_twin/v1/quirks?world=<name>\` returns it with the positions of a world.
The evidence for the default follows in brackets: documented by the vendor, read in its source, inferred, or decided by us.
`

/** Renders docs/quirks.md. */
export function renderQuirkCatalogue(): string {
  const parts = vendors.map(
    ({ name, quirks }) => `## ${name} (${quirks.length})\n\n${quirks.map(renderQuirk).join('\n')}`,
  )
  return [INTRODUCTION, ...parts].join('\n')
}

function renderQuirk({ id, question, source, evidence, defaultPosition, positions }: Quirk): string {
  const lines = Object.entries(positions).map(
    ([position, does]) => `- ${position === defaultPosition ? `**\`${position}\`**` : `\`${position}\``}: ${does}`,
  )
  return `### \`${id}\`\n\n${question} (${evidence}; ${source})\n\n${lines.join('\n')}\n`
}
