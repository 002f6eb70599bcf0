import type { Check } from '../../kit/check.ts'
import { refusalCheck } from '../../kit/checks/errors.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, isObject, type JsonObject, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { repeated } from '../../kit/oracles/sets.ts'
import { blocked } from '../../kit/outcome.ts'
import { includedOf, listCall, primaryOf } from './flow-runs.ts'
import { readExisting, someRun } from './walks.ts'

const remedy = 'one flow run or more'
const flow = readWith('flow')
const thread = readWith('messageThread')
export const both = readWith('flow,messageThread')
const bothTurned = readWith('messageThread,flow')
const none = readWith('')

/** A page of the list with everything that can come along. */
export const compoundList: Observation<Exchange> = {
  name: 'listing with include',
  make: async ({ client }) => await client.send(listCall({ sort: 'createdAt', include: 'flow,messageThread' })),
}

/** What comes along with a run. */
export const includeChecks: readonly Check[] = [
  exactlyCheck('JAPI-030', flow, 'flow'),
  exactlyCheck('JAPI-031', thread, 'messageThread'),
  {
    id: 'JAPI-032',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Flow and message thread come along together, in whatever order they are named',
    unit: 'read with both',
    remedy,
    judge: async ({ observe }) =>
      judgeEach([await observe(both), await observe(bothTurned)], (exchange): Violation | null => {
        const types = includedOf(exchange.body).map((one) => textAt(one, 'type') ?? '')
        return ['flows', 'messageThreads'].every((type) => types.includes(type)) && types.length === 2
          ? null
          : {
              what: 'not exactly the flow and the message thread',
              pointer: '/included',
              witness: types.join(', '),
              exchange,
            }
      }),
  },
  refusalCheck(
    {
      id: 'JAPI-033',
      level: 'MUST',
      source: { kind: 'standard', reference: 'JSON:API 1.1, Inclusion of Related Resources: inclusion-bad-request' },
      title: 'An unknown include path answers 400',
      unit: 'unknown include path',
      remedy,
    },
    { calls: () => [listCall({ include: GARBAGE }, 'invalid')], holds: ({ status }) => status === 400, due: '400' },
  ),
  {
    id: 'JAPI-034',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Compound Documents: full linkage' },
    title: 'Every included resource is named by the linkage of a primary one',
    unit: 'included resource',
    remedy,
    judge: async (context) =>
      eachCompound(context, (exchange) => {
        const named = primaryOf(exchange.body).flatMap(linkage)
        return judgeEach(includedOf(exchange.body).flatMap(identity), (own) =>
          named.includes(own) ? null : { what: 'no linkage names it', pointer: '/included/*', witness: own, exchange },
        )
      }),
  },
  {
    id: 'JAPI-035',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Compound Documents: resource-unique' },
    title: 'No resource is included twice',
    unit: 'included resource',
    remedy,
    judge: async (context) =>
      eachCompound(context, (exchange) => {
        const all = includedOf(exchange.body).flatMap(identity)
        const twice = repeated(all).map((witness) => ({
          what: 'included twice',
          pointer: '/included/*',
          witness,
          exchange,
        }))
        return { evidence: all.length, violations: twice }
      }),
  },
  {
    id: 'JAPI-036',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Inclusion of Related Resources: inclusion-unrequested' },
    title: 'An empty include brings nothing along',
    unit: 'read with an empty include',
    remedy,
    judge: async ({ observe }) =>
      judgeEach([await observe(none)], (exchange) =>
        includedOf(exchange.body).length === 0
          ? null
          : { what: 'resources that nobody asked for', pointer: '/included', exchange },
      ),
  },
]

function readWith(include: string): Observation<Exchange> {
  return {
    name: include === '' ? 'reading with an empty include' : `reading with ${include}`,
    make: async (context) => {
      const exchange = await readExisting(await context.observe(someRun), { include }, context)
      if (isSuccess(exchange)) return exchange
      throw blocked(`${exchange.method} ${exchange.call.path} answered ${exchange.status}`)
    },
  }
}

/** The check that one include name brings along what the run belongs to, named by linkage, and nothing else. */
function exactlyCheck(id: string, read: Observation<Exchange>, name: 'flow' | 'messageThread'): Check {
  return {
    id,
    level: 'MUST',
    source: { kind: 'vendor', statement: 'readFlowRun?include' },
    title: `include=${name} brings along exactly the run's own, and the linkage names it`,
    unit: 'read with include',
    remedy,
    judge: async ({ observe }) => judgeEach([await observe(read)], (exchange) => inexact(exchange, name)),
  }
}

function inexact(exchange: Exchange, name: string): readonly Violation[] {
  const [run] = primaryOf(exchange.body)
  const due = `${name}s ${textAt(run, 'attributes', `${name}Id`)}`
  const included = includedOf(exchange.body).flatMap(identity)
  const exact = included.length === 1 && included[0] === due
  const linked = run !== undefined && linkage(run).includes(due)
  const [what, witness] = ['not exactly what the run belongs to', included.join(', ')]
  const pointer = `/data/relationships/${name}/data`
  return [
    ...(exact ? [] : [{ what, pointer: '/included', witness, exchange }]),
    ...(linked ? [] : [{ what: 'the linkage does not name it', pointer, witness: due, exchange }]),
  ]
}

async function eachCompound(context: Context, judge: (exchange: Exchange) => Judgement): Promise<Judgement> {
  // The list is where repetition shows; reads of one run are where the vendor shows includes.
  const exchanges = [await context.observe(compoundList), await context.observe(both), await context.observe(flow)]
  const judged = exchanges.filter(isSuccess).map(judge)
  return {
    evidence: judged.reduce((sum, { evidence }) => sum + evidence, 0),
    violations: judged.flatMap(({ violations }) => violations),
  }
}

function linkage(resource: JsonObject): readonly string[] {
  const relationships = at(resource, 'relationships')
  return Object.values(isObject(relationships) ? relationships : {}).flatMap((relationship) => {
    const data = at(relationship, 'data')
    return [data].flat().filter(isObject).flatMap(identity)
  })
}

/** Nothing for a resource without an identity: that it has none is another check's concern. */
export function identity(resource: JsonObject): readonly string[] {
  const [type, id] = [textAt(resource, 'type'), textAt(resource, 'id')]
  return type === undefined || id === undefined ? [] : [`${type} ${id}`]
}
