import type { Check } from '../../kit/check.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/finding.ts'
import { getPath, isObject, type JsonObject, isSameJson, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { getIncludedResources, getPrimaryResources } from './flow-runs.ts'
import { bothIncludes, compoundList, getResourceKeys } from './include-checks.ts'
import { RELATED_ENDPOINTS, buildRelatedRequest } from './related.ts'
import { sampleRun } from './walks.ts'

const RELATED_NAMES = ['flow', 'messageThread'] as const
/** What runs belong to: by link, by inclusion, by itself, in lists. */
export const relatedChecks: readonly Check[] = [
  {
    id: 'JAPI-013',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Relationships: related resource links' },
    title: 'The related links of a run lead to what they name',
    unit: 'related link',
    remedy: 'one flow run or more',
    run: checkRelatedLinks,
  },
  {
    id: 'JAPI-037',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An included resource is what it is when it is read by itself',
    unit: 'included resource',
    remedy: 'one flow run or more',
    run: async (context) => {
      const exchange = await context.probeOnce(bothIncludes)
      const judged: Judgement[] = []
      for (const resource of getIncludedResources(exchange.body))
        judged.push(await checkSameAttributes(resource, exchange, context))
      return mergeJudgements(judged)
    },
  },
  {
    id: 'JAPI-038',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'With a list comes what its runs belong to, each once and nothing else',
    unit: 'resource that a listed run belongs to',
    remedy: 'one flow run or more',
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(compoundList)
      if (!isSuccess(exchange)) throw createBlocked(`listing with include answered ${exchange.status}`)
      const due = new Set(getPrimaryResources(exchange.body).flatMap(getRelatedKeys))
      const along = getIncludedResources(exchange.body).flatMap(getResourceKeys)
      const lost = checkEach([...due], (one) =>
        along.filter((other) => other === one).length === 1
          ? null
          : { message: 'not exactly once among what comes along', pointer: '/included', witness: one, exchange },
      )
      const foreign = along.filter((one) => !due.has(one))
      const violations = foreign.map((one) => ({ message: 'no run belongs to it', witness: one, exchange }))
      return mergeJudgements([lost, { evidence: 0, violations }])
    },
  },
]

async function checkRelatedLinks({ probeOnce, client, basePath }: CheckContext): Promise<Judgement> {
  const { item } = await probeOnce(sampleRun)
  const reads: { readonly due: string; readonly exchange: Exchange }[] = []
  for (const name of RELATED_NAMES) {
    const link = getString(item, 'relationships', name, 'links', 'related')
    const due = getString(item, 'attributes', `${name}Id`)
    if (link === undefined || due === undefined) continue
    const { pathname, search } = new URL(link, 'http://target.invalid')
    const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname
    // A link may lead anywhere; it is asked for at the target and nowhere else.
    const operation = path.startsWith(`${RELATED_ENDPOINTS[name].path}/`) ? RELATED_ENDPOINTS[name].read : null
    reads.push({ due, exchange: await client.sendRequest({ operation, path: `${path}${search}`, intent: 'open' }) })
  }
  return checkEach(reads, ({ due, exchange }): Violation | null => {
    const witness = exchange.request.path
    if (!isSuccess(exchange)) return { message: `status ${exchange.status} behind a related link`, witness, exchange }
    return getString(exchange.body, 'data', 'id') === due ? null : { message: 'another resource', witness, exchange }
  })
}

/** The members of a resource as they stand by themselves, against how they came along. */
export async function checkSameAttributes(
  resource: JsonObject,
  exchange: Exchange,
  { client }: CheckContext,
): Promise<Judgement> {
  const name = RELATED_NAMES.find((one) => `${one}s` === getString(resource, 'type'))
  const id = getString(resource, 'id')
  if (name === undefined || id === undefined) return { evidence: 0, violations: [] }
  const own = await client.sendRequest(buildRelatedRequest(name, id))
  const now = getPath(own.body, 'data', 'attributes')
  const included = getPath(resource, 'attributes')
  // What was changed between the two reads is no difference between two ways of reading.
  if (!isSuccess(own) || !isSameJson(getPath(now, 'updatedAt'), getPath(included, 'updatedAt'))) {
    return { evidence: isSuccess(own) ? 1 : 0, violations: [] }
  }
  const members = Object.entries(isObject(included) ? included : {})
  return checkEach(members, ([member, value]) =>
    isSameJson(getPath(now, member), value)
      ? null
      : { message: `${member} is another than by itself`, pointer: '/included/*/attributes', witness: id, exchange },
  )
}

function getRelatedKeys(run: JsonObject): readonly string[] {
  return RELATED_NAMES.flatMap((name) => {
    const id = getString(run, 'attributes', `${name}Id`)
    return id === undefined ? [] : [`${name}s ${id}`]
  })
}
