import type { Command } from 'commander'
import { type WorldOptions, requestControl, printJson, runWorldRequest, addControlOptions } from './world.ts'

/** What is told of a hazard. */
interface ScenarioSummary {
  readonly id: string
  readonly title: string
  readonly symptom: string
  readonly vendors: readonly { readonly vendor: string }[]
}

/** Adds the verbs about named ways in which reading a list goes wrong. */
export function addScenarioCommand(program: Command): void {
  const hazard = program.command('hazard').description('List, show, arm and clear hazards of reading page by page.')
  addControlOptions(
    hazard.command('list', { isDefault: true }).description('all of them, with the vendors they are real for'),
  ).action(async (options: WorldOptions) => {
    const told = (await fetchScenarios(options)).map(({ id, title, symptom, vendors }) => ({
      id,
      title,
      symptom,
      vendors: vendors.map(({ vendor }) => vendor),
    }))
    printJson(options, { hazards: told })
  })
  addControlOptions(hazard.command('show <id>').description('one, with its remedy, its world and its rules')).action(
    async (id: string, options: WorldOptions) => {
      const known = await fetchScenarios(options)
      const found = known.find((one) => one.id === id)
      if (found !== undefined) return printJson(options, found)
      const { UsageError } = await import('../usage-error.ts')
      throw new UsageError(`there is no hazard "${id}"; there are ${known.map((one) => one.id).join(', ')}.`)
    },
  )
  addControlOptions(
    hazard.command('arm <id>').description('arm its rules beside those that are armed; all begin to count anew'),
  )
    .option('--vendor <name>', 'with this vendor only, of those for whom it is real')
    .action(async (id: string, { vendor, ...options }: WorldOptions & { readonly vendor?: string }) => {
      const body = { hazard: id, ...(vendor === undefined ? {} : { vendor }) }
      await runWorldRequest(options, { method: 'POST', path: '/hazards', body })
    })
  addControlOptions(hazard.command('clear').description('disarm the rules of hazards, and no others')).action(
    async (options: WorldOptions) => runWorldRequest(options, { method: 'DELETE', path: '/hazards' }),
  )
}

async function fetchScenarios(options: WorldOptions): Promise<readonly ScenarioSummary[]> {
  const { hazards } = (await requestControl(options, { method: 'GET', path: '/hazards' })) as {
    readonly hazards: readonly ScenarioSummary[]
  }
  return hazards
}
