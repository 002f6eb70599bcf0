import type { Check } from '../../kit/check.ts'
import { createStatusCheck } from '../../kit/checks/http/error-format.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, createBlocked, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPath, isObject, type JsonObject, getString } from '../../kit/json.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { getIncludedResources, buildListRequest, getPrimaryResources } from './flow-runs.ts'
import { readExisting, sampleRun } from './walks.ts'

const hint = 'one flow run or more'
const flowInclude = createIncludeProbe('flow')
const threadInclude = createIncludeProbe('messageThread')
export const bothIncludes = createIncludeProbe('flow,messageThread')
const bothIncludesReversed = createIncludeProbe('messageThread,flow')
const emptyInclude = createIncludeProbe('')

/** A page of the list with everything that can come along. */
export const compoundList: Probe<Exchange> = {
  name: 'listing with include',
  run: async ({ client }) =>
    await client.sendRequest(buildListRequest({ sort: 'createdAt', include: 'flow,messageThread' })),
}

/** What comes along with a run. */
export const includeChecks: readonly Check[] = [
  createIncludeCheck('JAPI-030', flowInclude, 'flow'),
  createIncludeCheck('JAPI-031', threadInclude, 'messageThread'),
  {
    id: 'JAPI-032',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Flow and message thread come along together, in whatever order they are named',
    unit: 'read with both',
    hint: hint,
    run: async ({ probeOnce }) =>
      checkEach(
        [await probeOnce(bothIncludes), await probeOnce(bothIncludesReversed)],
        (exchange): Violation | null => {
          const types = getIncludedResources(exchange.body).map((one) => getString(one, 'type') ?? '')
          return ['flows', 'messageThreads'].every((type) => types.includes(type)) && types.length === 2
            ? null
            : {
                message: 'not exactly the flow and the message thread',
                pointer: '/included',
                example: types.join(', '),
                exchange,
              }
        },
      ),
  },
  createStatusCheck(
    {
      id: 'JAPI-033',
      level: 'MUST',
      source: { kind: 'standard', reference: 'JSON:API 1.1, Inclusion of Related Resources: inclusion-bad-request' },
      title: 'An unknown include path answers 400',
      unit: 'unknown include path',
      hint: hint,
    },
    {
      buildRequests: () => [buildListRequest({ include: INVALID_VALUE }, 'invalid')],
      isExpected: ({ status }) => status === 400,
      expected: '400',
    },
  ),
  {
    id: 'JAPI-034',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Compound Documents: full linkage' },
    title: 'Every included resource is named by the linkage of a primary one',
    unit: 'included resource',
    hint: hint,
    run: async (context) =>
      checkCompoundDocuments(context, (exchange) => {
        const named = getPrimaryResources(exchange.body).flatMap(getLinkageKeys)
        return checkEach(getIncludedResources(exchange.body).flatMap(getResourceKeys), (own) =>
          named.includes(own)
            ? null
            : { message: 'no linkage names it', pointer: '/included/*', example: own, exchange },
        )
      }),
  },
  {
    id: 'JAPI-035',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Compound Documents: resource-unique' },
    title: 'No resource is included twice',
    unit: 'included resource',
    hint: hint,
    run: async (context) =>
      checkCompoundDocuments(context, (exchange) => {
        const all = getIncludedResources(exchange.body).flatMap(getResourceKeys)
        const twice = findDuplicates(all).map((example) => ({
          message: 'included twice',
          pointer: '/included/*',
          example,
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
    hint: hint,
    run: async ({ probeOnce }) =>
      checkEach([await probeOnce(emptyInclude)], (exchange) =>
        getIncludedResources(exchange.body).length === 0
          ? null
          : { message: 'resources that nobody asked for', pointer: '/included', exchange },
      ),
  },
]

function createIncludeProbe(include: string): Probe<Exchange> {
  return {
    name: include === '' ? 'reading with an empty include' : `reading with ${include}`,
    run: async (context) => {
      const exchange = await readExisting(await context.probeOnce(sampleRun), { include }, context)
      if (isSuccess(exchange)) return exchange
      throw createBlocked(`${exchange.method} ${exchange.request.path} answered ${exchange.status}`)
    },
  }
}

/** The check that one include name brings along what the run belongs to, named by linkage, and nothing else. */
function createIncludeCheck(id: string, read: Probe<Exchange>, name: 'flow' | 'messageThread'): Check {
  return {
    id,
    level: 'MUST',
    source: { kind: 'vendor', statement: 'readFlowRun?include' },
    title: `include=${name} brings along exactly the run's own, and the linkage names it`,
    unit: 'read with include',
    hint: hint,
    run: async ({ probeOnce }) =>
      checkEach([await probeOnce(read)], (exchange) => findIncludeViolations(exchange, name)),
  }
}

function findIncludeViolations(exchange: Exchange, name: string): readonly Violation[] {
  const [run] = getPrimaryResources(exchange.body)
  const due = `${name}s ${getString(run, 'attributes', `${name}Id`)}`
  const included = getIncludedResources(exchange.body).flatMap(getResourceKeys)
  const exact = included.length === 1 && included[0] === due
  const linked = run !== undefined && getLinkageKeys(run).includes(due)
  const [what, example] = ['not exactly what the run belongs to', included.join(', ')]
  const pointer = `/data/relationships/${name}/data`
  return [
    ...(exact ? [] : [{ what, pointer: '/included', example, exchange }]),
    ...(linked ? [] : [{ what: 'the linkage does not name it', pointer, example: due, exchange }]),
  ]
}

async function checkCompoundDocuments(
  context: CheckContext,
  judge: (exchange: Exchange) => Judgement,
): Promise<Judgement> {
  // The list is where repetition shows; reads of one run are where the vendor shows includes.
  const exchanges = [
    await context.probeOnce(compoundList),
    await context.probeOnce(bothIncludes),
    await context.probeOnce(flowInclude),
  ]
  const judged = exchanges.filter(isSuccess).map(judge)
  return {
    evidence: judged.reduce((sum, { evidence }) => sum + evidence, 0),
    violations: judged.flatMap(({ violations }) => violations),
  }
}

function getLinkageKeys(resource: JsonObject): readonly string[] {
  const relationships = getPath(resource, 'relationships')
  return Object.values(isObject(relationships) ? relationships : {}).flatMap((relationship) => {
    const data = getPath(relationship, 'data')
    return [data].flat().filter(isObject).flatMap(getResourceKeys)
  })
}

/** Nothing for a resource without an identity: that it has none is another check's concern. */
export function getResourceKeys(resource: JsonObject): readonly string[] {
  const [type, id] = [getString(resource, 'type'), getString(resource, 'id')]
  return type === undefined || id === undefined ? [] : [`${type} ${id}`]
}
