import { type CheckContext, type Probe, defineProbe } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeJsonApi, citeVendor } from '../../kit/check.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { mapInOrder, sendAndCheck } from '../../kit/checks/send.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE } from '../../kit/ids.ts'
import { getPath, getString, isObject, type JsonObject } from '../../kit/json.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildListRequest,
  getEntries,
  getIncludedResources,
  getPrimaryResources,
  getResourceKeys,
  type RelatedName,
} from './flow-runs.ts'
import { readExisting, sampleRun } from './walks.ts'

const hint = 'one flow run or more'
const flowInclude = createIncludeProbe('flow')
const threadInclude = createIncludeProbe('messageThread')
export const bothIncludes = createIncludeProbe('flow,messageThread')
const bothIncludesReversed = createIncludeProbe('messageThread,flow')
const emptyInclude = createIncludeProbe('')

/** A page of the list with all related resources. */
export const compoundList = defineProbe<Exchange>(
  'listing with include',
  async ({ client }) =>
    await client.sendRequest(buildListRequest({ sort: 'createdAt', include: 'flow,messageThread' })),
)

/** The `include` parameter. */
export const includeChecks: readonly Check[] = [
  createIncludeCheck('JAPI-030', flowInclude, 'flow'),
  createIncludeCheck('JAPI-031', threadInclude, 'messageThread'),
  defineCheck('JAPI-032', bestPractice, {
    title: '`include` accepts flow and messageThread together, in any order',
    evidence: ['read with both', hint],
    run: async ({ probeOnce }) =>
      checkEach(
        [await probeOnce(bothIncludes), await probeOnce(bothIncludesReversed)],
        (exchange): Violation | null => {
          const types = getIncludedResources(exchange.body).map((resource) => getString(resource, 'type') ?? '')
          if (types.length === 2 && types.includes('flows') && types.includes('messageThreads')) return null
          const message = 'not exactly the flow and the message thread'
          return { message, pointer: '/included', example: types.join(', '), exchange }
        },
      ),
  }),
  defineCheck('JAPI-033', citeJsonApi('MUST', 'Inclusion of Related Resources: inclusion-bad-request'), {
    title: 'An unknown include path returns 400',
    evidence: ['unknown include path', hint],
    run: sendAndCheck(
      () => [buildListRequest({ include: INVALID_VALUE }, 'invalid')],
      (exchange) => expectStatus(exchange, 400),
    ),
  }),
  defineCheck('JAPI-034', citeJsonApi('MUST', 'Compound Documents: full linkage'), {
    title: 'Every included resource is referenced by the linkage of a primary resource',
    evidence: ['included resource', hint],
    run: async (context) =>
      await checkCompoundDocuments(context, (exchange) => {
        const linked = getPrimaryResources(exchange.body).flatMap(getLinkageKeys)
        return checkEach(getIncludedResources(exchange.body).flatMap(getResourceKeys), (key) =>
          linked.includes(key)
            ? null
            : { message: 'no linkage references it', pointer: '/included/*', example: key, exchange },
        )
      }),
  }),
  defineCheck('JAPI-035', citeJsonApi('MUST', 'Compound Documents: resource-unique'), {
    title: 'No resource is included twice',
    evidence: ['included resource', hint],
    run: async (context) =>
      await checkCompoundDocuments(context, (exchange) => {
        const keys = getIncludedResources(exchange.body).flatMap(getResourceKeys)
        const violation = { message: 'included twice', pointer: '/included/*', exchange }
        const violations = findDuplicates(keys).map((example) => ({ ...violation, example }))
        return { evidence: keys.length, violations }
      }),
  }),
  defineCheck('JAPI-036', citeJsonApi('MUST', 'Inclusion of Related Resources: inclusion-unrequested'), {
    title: 'An empty `include` includes nothing',
    evidence: ['read with an empty include', hint],
    run: async ({ probeOnce }) =>
      checkEach([await probeOnce(emptyInclude)], (exchange) =>
        getIncludedResources(exchange.body).length === 0
          ? null
          : { message: 'resources that were not requested', pointer: '/included', exchange },
      ),
  }),
]

function createIncludeProbe(include: string): Probe<Exchange> {
  return defineProbe(include === '' ? 'reading with an empty include' : `reading with ${include}`, async (context) => {
    const exchange = await readExisting(await context.probeOnce(sampleRun), { include }, context)
    if (isSuccess(exchange)) return exchange
    throw createBlocked(`${exchange.method} ${exchange.request.path} returned ${exchange.status}`)
  })
}

/** Creates the check that one include name adds exactly the related resource, referenced by linkage. */
function createIncludeCheck(id: string, read: Probe<Exchange>, name: RelatedName): Check {
  return defineCheck(id, citeVendor('MUST', 'readFlowRun?include'), {
    title: `\`include=${name}\` includes exactly the ${name} of the run, and the linkage references it`,
    evidence: ['read with include', hint],
    run: async ({ probeOnce }) =>
      checkEach([await probeOnce(read)], (exchange) => findIncludeViolations(exchange, name)),
  })
}

function findIncludeViolations(exchange: Exchange, name: RelatedName): readonly Violation[] {
  const [run] = getPrimaryResources(exchange.body)
  const expected = `${name}s ${getString(run, 'attributes', `${name}Id`)}`
  const included = getIncludedResources(exchange.body).flatMap(getResourceKeys)
  const violations: Violation[] = []
  if (included.length !== 1 || included[0] !== expected) {
    const message = `not exactly the ${name} of the run`
    violations.push({ message, pointer: '/included', example: included.join(', '), exchange })
  }
  if (run === undefined || !getLinkageKeys(run).includes(expected)) {
    const pointer = `/data/relationships/${name}/data`
    violations.push({ message: 'the linkage does not reference it', pointer, example: expected, exchange })
  }
  return violations
}

/** Checks the list, which shows duplicates, and two reads of one run. */
async function checkCompoundDocuments(context: CheckContext, judge: (exchange: Exchange) => Judgement) {
  const exchanges = await mapInOrder([compoundList, bothIncludes, flowInclude], context.probeOnce)
  return mergeJudgements(exchanges.filter(isSuccess).map(judge))
}

function getLinkageKeys(resource: JsonObject): readonly string[] {
  return getEntries(resource['relationships']).flatMap(([, relationship]) =>
    [getPath(relationship, 'data')].flat().filter(isObject).flatMap(getResourceKeys),
  )
}
