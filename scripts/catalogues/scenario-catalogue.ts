import { pagingScenarios } from '../../mock/scenarios/catalogue.ts'
import { type PagingScenario, buildScenarioRules, listScenarioVendors } from '../../mock/scenarios/paging-scenario.ts'
import type { VendorName } from '../../mock/http/vendor.ts'
import { SECOND } from '../../mock/world/time.ts'

const INTRODUCTION = `<!-- Written by \`npm run docs\` from mock/scenarios; do not edit. -->

# Paging scenarios

A paging scenario is a prepared world in which a common mistake in reading a paged list becomes visible: a client that makes the
mistake loses runs, reads them twice, never ends or stops early. Each scenario has a name and a seed, and behaves the same on every
machine. \`test/scenarios/\` has a client with the mistake for each scenario, and one correct client for each kind of list.

\`\`\`sh
flowtwin scenario                                                        # lists all; "scenario show <id>" shows one with its rules
flowtwin world create shop --scenario row-moves --vendor rapidpro        # creates a world with a scenario
flowtwin scenario add insert-between-pages --vendor idnow                # adds the rules of a scenario to an existing world
flowtwin scenario clear                                                  # removes the rules of all scenarios, and no other rule
\`\`\`

The control API has the same operations: \`GET /_twin/v1/scenarios\`, \`POST /_twin/v1/worlds\`,
\`POST /_twin/v1/worlds/default/scenarios\`. In tests ([testing.md](testing.md)):
\`await connect(createTwin(), { world: { scenario: 'row-moves', vendor: 'rapidpro' } })\`.

Without \`--vendor\` a scenario applies to every vendor that it is realistic for. A world with a scenario starts with the scenario's
rules, and has them again after a reset; options such as a seed override those of the scenario. The rules are fault rules
([faults.md](faults.md)): adding one restarts the counters of all rules, and a response that a rule changed carries
\`x-flowtwin-fault: <scenario>-<vendor>-<number>\`. A scenario without rules exists only in a world that was created with it.
\`flowtwin delivery-report\` lists the runs that a client missed or read twice.
`

/** Renders docs/scenarios.md. */
export function renderScenarioCatalogue(): string {
  const rows = pagingScenarios.map(
    (scenario) =>
      `| [\`${scenario.id}\`](#${scenario.id}) | ${scenario.title} | ${scenario.symptom} | ${listScenarioVendors(scenario).join(', ')} |`,
  )
  const table = ['| scenario | title | symptom | realistic for |', '|---|---|---|---|', ...rows].join('\n')
  return [INTRODUCTION, table, '', pagingScenarios.map(renderScenario).join('\n')].join('\n')
}

function renderScenario(scenario: PagingScenario): string {
  const { id, title, description, mistake, symptom, remedy } = scenario
  const vendors = listScenarioVendors(scenario)
  return [
    `## ${id}`,
    `${title}. ${description}`,
    `- **Symptom**: ${symptom}, for a client that ${mistake}.`,
    `- **Remedy**: ${remedy}`,
    ...vendors.map((vendor) => `- **Realistic for ${vendor}**: ${scenario.vendors[vendor]?.reason ?? ''}`),
    `- **World**: ${renderWorldParameters(scenario)}. ${renderAddCommand(scenario, vendors)}`,
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

function renderAddCommand(scenario: PagingScenario, vendors: readonly VendorName[]): string {
  const ruled = vendors.filter((vendor) => buildScenarioRules(scenario, [vendor]).length > 0)
  if (ruled.length === vendors.length) return `\`flowtwin scenario add ${scenario.id}\``
  const first = vendors.find((vendor) => !ruled.includes(vendor)) ?? ''
  const createCommand = `\`flowtwin world create new --scenario ${scenario.id} --vendor ${first}\``
  if (ruled.length === 0) return `Without rules: ${createCommand}`
  return `Rules for ${ruled.join(', ')} only: \`flowtwin scenario add ${scenario.id} --vendor ${ruled[0] ?? ''}\`; for the others ${createCommand}`
}
