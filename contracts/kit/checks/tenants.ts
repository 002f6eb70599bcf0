import type { Check, Source } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import { UNKNOWN_UUID } from '../made-up.ts'
import type { Context, Observation } from '../observation.ts'
import { inconclusive, notApplicable } from '../outcome.ts'
import { idsOf, type Read, readCall, type Survey } from '../surface.ts'
import { guardedReads, requireOther } from './credentials.ts'

/** What another tenant's credential gets: the lists as they are for it, what is ours, and what nobody has. */
interface Neighbour {
  readonly lists: readonly { readonly read: Read; readonly exchange: Exchange }[]
  readonly ours: readonly Exchange[]
  readonly unknown: readonly Exchange[]
}

/** That tenants do not see each other; all of them need a credential of another tenant. */
export function tenantChecks(survey: Survey, statement: string): readonly Check[] {
  const { surface } = survey
  const guarded = guardedReads(survey)
  const neighbour: Observation<Neighbour> = {
    name: 'asking as another tenant',
    make: async (context) => await asNeighbour(survey, guarded, context),
  }
  const source: Source = { kind: 'vendor', statement }
  return [
    {
      id: 'AUTH-010',
      level: 'MUST',
      source,
      title: 'A tenant sees nothing of another: neither by its id nor in a list',
      unit: 'read with the credential of another tenant',
      remedy: 'items of this tenant',
      needs: ['second-credential'],
      security: true,
      judge: async (context) => {
        const { lists, ours } = await context.observe(neighbour)
        const own = new Set((await context.observe(guarded)).flatMap(({ exchange }) => idsOf(surface, exchange)))
        return judgeEach([...lists.map(({ exchange }) => exchange), ...ours], (exchange): Violation | null => {
          const seen = isSuccess(exchange) ? idsOf(surface, exchange).find((id) => own.has(id)) : undefined
          return seen === undefined ? null : { what: 'another tenant sees what is ours', witness: seen, exchange }
        })
      },
    },
    {
      id: 'AUTH-012',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'What belongs to others is refused like what does not exist',
      unit: 'pair of a foreign and an unknown id',
      remedy: 'an operation that reads one thing',
      needs: ['second-credential'],
      security: true,
      judge: async (context) => {
        const { ours, unknown } = await context.observe(neighbour)
        if (ours.length === 0) throw notApplicable('the target has no operation that reads one thing')
        return judgeEach(ours, (exchange, index) => {
          const other = unknown[index]
          return other === undefined || (other.status === exchange.status && shapeOf(other) === shapeOf(exchange))
            ? null
            : { what: `a foreign id answers ${exchange.status}, an unknown one ${other.status}`, exchange }
        })
      },
    },
  ]
}

async function asNeighbour(
  { surface }: Survey,
  guarded: Observation<readonly Read[]>,
  context: Context,
): Promise<Neighbour> {
  const credential = requireOther(context, 'second')
  const reads = await context.observe(guarded)
  if (reads.length === 0) throw inconclusive('there is nothing to read', 'something that needs a credential')
  const [lists, ours, unknown]: [{ read: Read; exchange: Exchange }[], Exchange[], Exchange[]] = [[], [], []]
  for (const read of reads) {
    const name = surface.single[read.operation.id]
    const exchange = await context.client.send({ ...read.call, credential, intent: 'open' })
    if (name === undefined) {
      lists.push({ read, exchange })
      continue
    }
    const made = readCall(read.operation, { ...read.values, [name]: UNKNOWN_UUID })
    ours.push(exchange)
    unknown.push(await context.client.send({ ...made, credential, intent: 'invalid' }))
  }
  return { lists, ours, unknown }
}

function shapeOf({ body }: Exchange): string {
  return typeof body === 'object' && body !== null ? Object.keys(body).toSorted().join() : typeof body
}
