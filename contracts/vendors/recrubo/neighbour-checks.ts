import type { AddressValues, Call } from '../../kit/call.ts'
import type { Check } from '../../kit/check.ts'
import { refusalCheck } from '../../kit/checks/errors.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together } from '../../kit/finding.ts'
import { at, type JsonObject, textAt } from '../../kit/json.ts'
import { UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { discriminating } from '../../kit/oracles/filtering.ts'
import { blocked } from '../../kit/outcome.ts'
import { metaOf, primaryOf } from './flow-runs.ts'
import { alike } from './related-checks.ts'
import { relatedCall, relatedListCall, type RelatedName } from './related.ts'
import { someRun } from './walks.ts'

const NAMES = ['flow', 'messageThread'] as const
const MANY = { 'page[size]': '200' }

/** The first 200 flows, oldest first; those of most organizations are all among them. */
const flows = listed('flow', 'listing the flows')
const threads = listed('messageThread', 'listing the message threads')

/** The lists of what runs belong to. */
export const neighbourChecks: readonly Check[] = [
  filterCheck('JAPI-112', 'flow', { observation: flows, attribute: 'name' }),
  filterCheck('JAPI-113', 'messageThread', { observation: threads, attribute: 'identifier' }),
  {
    id: 'JAPI-114',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'listFlows' },
    title: 'Every flow that a run names is in the list of flows, as it is by itself',
    unit: 'flow of a run',
    remedy: 'one flow run or more',
    judge: namedFlows,
  },
  {
    id: 'JAPI-115',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'listFlows?sort' },
    title: 'Flows are sorted by creation when asked for, and a minus turns them around',
    unit: 'flow in two directions',
    remedy: 'two flows or more',
    judge: turned,
  },
  refusalCheck(
    {
      id: 'JAPI-116',
      level: 'MUST',
      source: { kind: 'vendor', statement: 'readFlow/404' },
      title: 'An unknown flow and an unknown message thread answer 404',
      unit: 'unknown id',
      remedy: 'let the run ask for one',
    },
    {
      calls: () => NAMES.map((name) => relatedCall(name, UNKNOWN_UUID, 'invalid')),
      holds: ({ status }) => status === 404,
      due: '404',
    },
  ),
]

function listed(name: RelatedName, what: string): Observation<Exchange> {
  return {
    name: what,
    make: async (context) => await list(relatedListCall(name, { ...MANY, sort: 'createdAt' }), context),
  }
}

async function list(call: Call, { client }: Context): Promise<Exchange> {
  const exchange = await client.send(call)
  if (isSuccess(exchange) && Array.isArray(at(exchange.body, 'data'))) return exchange
  throw blocked(`GET ${call.path} answered ${exchange.status} without resources`)
}

/** The check that a list filtered by one attribute shows what has that value, and nothing else. */
function filterCheck(
  id: string,
  name: RelatedName,
  { observation, attribute }: { readonly observation: Observation<Exchange>; readonly attribute: string },
): Check {
  return {
    id,
    level: 'SHOULD',
    source: { kind: 'vendor', statement: name === 'flow' ? 'listFlows?filter' : 'listMessageThreads?filter' },
    title: `filter[${attribute}] gives the resources with that ${attribute}, all of them and no others`,
    unit: 'resource that matches or was let through',
    remedy: `resources of two values of ${attribute}`,
    judge: async (context) => {
      const all = primaryOf((await context.observe(observation)).body)
      const valueOf = (one: JsonObject): string | undefined => textAt(one, 'attributes', attribute)
      const chosen = discriminating(all, valueOf)
      if (chosen === null) return { evidence: 0, violations: [] }
      const query: AddressValues['query'] = { ...MANY, sort: 'createdAt', [`filter[${attribute}]`]: chosen.value }
      const exchange = await context.client.send(relatedListCall(name, query, 'open'))
      if (isRefusal(exchange)) return { evidence: 1, violations: [{ what: 'the filter is refused', exchange }] }
      const found = primaryOf(exchange.body)
      const due = all.filter((one) => valueOf(one) === chosen.value)
      return together([
        judgeEach(found, (one) =>
          valueOf(one) === chosen.value
            ? null
            : { what: 'a resource with another value', witness: textAt(one, 'id') ?? '', exchange },
        ),
        judgeEach(due, (one) =>
          found.some((other) => other['id'] === one['id'])
            ? null
            : { what: 'a resource with the value is missing', witness: textAt(one, 'id') ?? '', exchange },
        ),
      ])
    },
  }
}

async function namedFlows(context: Context): Promise<Judgement> {
  const [exchange, run] = [await context.observe(flows), await context.observe(someRun)]
  const id = textAt(run.item, 'attributes', 'flowId')
  const { total, currentSize } = metaOf(exchange)
  if (id === undefined || total > currentSize) return { evidence: 0, violations: [] }
  const row = primaryOf(exchange.body).find((one) => one['id'] === id)
  if (row === undefined) return { evidence: 1, violations: [{ what: 'a flow is not listed', witness: id, exchange }] }
  return await alike(row, exchange, context)
}

async function turned(context: Context): Promise<Judgement> {
  const exchange = await context.observe(flows)
  const { total, currentSize } = metaOf(exchange)
  const backwards = await list(relatedListCall('flow', { ...MANY, sort: '-createdAt' }), context)
  const stamps = (answer: Exchange): readonly (string | undefined)[] =>
    primaryOf(answer.body).map((one) => textAt(one, 'attributes', 'createdAt'))
  if (total > currentSize || stamps(exchange).length < 2) return { evidence: 0, violations: [] }
  const due = stamps(exchange).toReversed()
  return judgeEach(stamps(backwards), (stamp, index) =>
    stamp === due[index] ? null : { what: 'another flow stands here when the order is turned', exchange: backwards },
  )
}
