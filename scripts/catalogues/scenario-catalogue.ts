import { pagingScenarios } from '../../mock/scenarios/catalogue.ts'
import { type PagingScenario, buildScenarioRules, listScenarioVendors } from '../../mock/scenarios/paging-scenario.ts'
import type { VendorName } from '../../mock/http/vendor.ts'
import { SECOND } from '../../mock/world/time/instant.ts'

const INTRODUCTION = `<!-- Written by \`npm run docs\` from mock/hazards; do not edit. -->

# Hazards of reading page by page

Ways in which a client that reads a list loses runs, takes them twice, never ends or stops early, each of them named, seeded and the same
on any machine. In \`test/hazards/\` there is a naive client for each that falls for it, and one careful client for each kind of list that
falls for none.

\`\`\`sh
flowtwin hazard                                                     # all of them; "hazard show <id>" tells one with its rules
flowtwin world create shop --hazard row-moves --vendor rapidpro     # a world that shows one, or POST /_twin/v1/worlds
flowtwin hazard arm insert-between-pages --vendor idnow             # in a world that is there, or POST /_twin/v1/worlds/default/hazards
flowtwin hazard clear                                               # disarms what hazards have armed, and no other rule
\`\`\`

In tests ([testing.md](testing.md)) such a world is made by \`await connect(createTwin(), { world: { hazard: 'row-moves', vendor: 'rapidpro' } })\`.

Without a vendor it happens with all for whom it is real. A world that shows a hazard begins with its rules armed, and again after a reset; what
is given beside it, such as a seed, counts more than what the hazard brings. Rules are those of [faults.md](faults.md): to arm one more makes
all begin to count anew, and answers that one had a part in carry \`x-flowtwin-fault: <hazard>-<vendor>-<number>\`. A hazard that takes no rule
is there in its world from the start, and cannot be armed in another. \`flowtwin audit\` tells afterwards what a client was never served, or twice.
`

/** The page of all hazards. */
export function renderScenarioCatalogue(): string {
  const rows = pagingScenarios.map(
    (hazard) =>
      `| [\`${hazard.id}\`](#${hazard.id}) | ${hazard.title} | ${hazard.symptom} | ${listScenarioVendors(hazard).join(', ')} |`,
  )
  const table = ['| hazard | what it is | symptom | real for |', '|---|---|---|---|', ...rows].join('\n')
  return [INTRODUCTION, table, '', pagingScenarios.map(renderScenario).join('\n')].join('\n')
}

function renderScenario(hazard: PagingScenario): string {
  const { id, title, description, mistake, symptom, remedy } = hazard
  const vendors = listScenarioVendors(hazard)
  return [
    `## ${id}`,
    `${title}. ${description}`,
    `- **Symptom**: ${symptom}, for a client that ${mistake}.`,
    `- **Remedy**: ${remedy}`,
    ...vendors.map((vendor) => `- **Real for ${vendor}**: ${hazard.vendors[vendor]?.reason ?? ''}`),
    `- **World**: ${renderWorldParameters(hazard)}. ${renderArmCommand(hazard, vendors)}`,
    '',
  ]
    .join('\n')
    .replace(/^(## .*\n)(.*\n)/, '$1\n$2\n')
}

function renderWorldParameters({ parameters }: PagingScenario): string {
  const { every, ...counts } = parameters
  const given = { ...counts, ...(every === undefined ? {} : { every: `${every / SECOND}s` }) }
  return Object.entries(given)
    .map(([name, value]) => `\`${name}\` ${value}`)
    .join(', ')
}

function renderArmCommand(hazard: PagingScenario, vendors: readonly VendorName[]): string {
  const ruled = vendors.filter((vendor) => buildScenarioRules(hazard, [vendor]).length > 0)
  if (ruled.length === vendors.length) return `\`flowtwin hazard arm ${hazard.id}\``
  const first = vendors.find((vendor) => !ruled.includes(vendor)) ?? ''
  const made = `\`flowtwin world create new --hazard ${hazard.id} --vendor ${first}\``
  if (ruled.length === 0) return `It takes no rule: ${made}`
  return `Rules for ${ruled.join(', ')} only: \`flowtwin hazard arm ${hazard.id} --vendor ${ruled[0] ?? ''}\`; for the others ${made}`
}
