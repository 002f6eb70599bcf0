import type { Command } from 'commander'
import { type Options, outside, print, send, shared } from './control-command.ts'

/** What is told of a hazard. */
interface Told {
  readonly id: string
  readonly title: string
  readonly symptom: string
  readonly vendors: readonly { readonly vendor: string }[]
}

/** Adds the verbs about named ways in which reading a list goes wrong. */
export function addHazards(program: Command): void {
  const hazard = program.command('hazard').description('List, show, arm and clear hazards of reading page by page.')
  shared(
    hazard.command('list', { isDefault: true }).description('all of them, with the vendors they are real for'),
  ).action(async (options: Options) => {
    const told = (await catalogue(options)).map(({ id, title, symptom, vendors }) => ({
      id,
      title,
      symptom,
      vendors: vendors.map(({ vendor }) => vendor),
    }))
    print(options, { hazards: told })
  })
  shared(hazard.command('show <id>').description('one, with its remedy, its world and its rules')).action(
    async (id: string, options: Options) => {
      const known = await catalogue(options)
      const found = known.find((one) => one.id === id)
      if (found !== undefined) return print(options, found)
      const { UsageError } = await import('./usage-error.ts')
      throw new UsageError(`there is no hazard "${id}"; there are ${known.map((one) => one.id).join(', ')}.`)
    },
  )
  shared(hazard.command('arm <id>').description('arm its rules beside those that are armed; all begin to count anew'))
    .option('--vendor <name>', 'with this vendor only, of those for whom it is real')
    .action(async (id: string, { vendor, ...options }: Options & { readonly vendor?: string }) => {
      const body = { hazard: id, ...(vendor === undefined ? {} : { vendor }) }
      await send(options, { method: 'POST', path: '/hazards', body })
    })
  shared(hazard.command('clear').description('disarm the rules of hazards, and no others')).action(
    async (options: Options) => send(options, { method: 'DELETE', path: '/hazards' }),
  )
}

async function catalogue(options: Options): Promise<readonly Told[]> {
  const { hazards } = (await outside(options, { method: 'GET', path: '/hazards' })) as {
    readonly hazards: readonly Told[]
  }
  return hazards
}
