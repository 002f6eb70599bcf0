import type { Quirk } from '../../mock/http/quirk.ts'
import { vendors } from '../../mock/vendors/index.ts'

const INTRODUCTION = `<!-- Written by \`npm run docs\` from the mock server; do not edit. -->

# Quirks

Where a vendor's documents contradict themselves or say nothing, what Flowtwin does is a switch. The position in **bold** holds
unless a world is told otherwise: \`flowtwin serve --quirk id=position\`, \`createTwin({ quirks: { id: 'position' } })\`;
\`flowtwin quirks\` prints this list. **Evidence** says how sure the bold position is: documented by the vendor, read in its
source, inferred, or decided by us because nobody says.
`

/** The page of all quirks, from the vendors themselves. */
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
