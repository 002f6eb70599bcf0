import type { Command } from 'commander'
import { addControlOptions, addRequest, printJson, sendControlRequest, type WorldOptions } from '../control-request.ts'
import { UsageError } from '../usage-error.ts'

interface ScenarioSummary {
  readonly id: string
  readonly title: string
  readonly symptom: string
  readonly vendors: readonly { readonly vendor: string }[]
}

export function addScenarioCommand(program: Command): void {
  const scenario = program
    .command('scenario')
    .description('List, show, add and clear paging scenarios: prepared problems of reading lists page by page.')
  addControlOptions(scenario.command('list', { isDefault: true }).description('list all with their vendors')).action(
    async (options: WorldOptions) => {
      const scenarios = (await fetchScenarios(options)).map(({ id, title, symptom, vendors }) => ({
        id,
        title,
        symptom,
        vendors: vendors.map(({ vendor }) => vendor),
      }))
      printJson(options, { scenarios })
    },
  )
  addControlOptions(scenario.command('show <id>').description('show one with its remedy, world and rules')).action(
    async (id: string, options: WorldOptions) => {
      const scenarios = await fetchScenarios(options)
      const match = scenarios.find((candidate) => candidate.id === id)
      if (match === undefined)
        throw new UsageError(`there is no scenario "${id}"; give ${scenarios.map((known) => known.id).join(', ')}.`)
      printJson(options, match)
    },
  )
  const add = scenario.command('add <id>').description('add the rules of one; the counters of all rules restart')
  addRequest(add, ({ vendor }, id) => ({ method: 'POST', path: '/scenarios', body: { scenario: id, vendor } })).option(
    '--vendor <name>',
    'only for this vendor, of those that it is realistic for',
  )
  const clear = scenario.command('clear').description('remove the rules of all scenarios, and no other rule')
  addRequest(clear, () => ({ method: 'DELETE', path: '/scenarios' }))
}

async function fetchScenarios(options: WorldOptions): Promise<readonly ScenarioSummary[]> {
  const { scenarios } = (await sendControlRequest(options, { method: 'GET', path: '/scenarios' })) as {
    readonly scenarios: readonly ScenarioSummary[]
  }
  return scenarios
}
