// Checks: JAPI-022, JAPI-060, JAPI-061, JAPI-062, JAPI-063, JAPI-065, JAPI-066, JAPI-069, JAPI-071, JAPI-072, JAPI-094
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { bestPractice, citeStandard, citeVendor } from '../../kit/checks/rule-source.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { sendAll, sendAndCheck } from '../../kit/checks/send.ts'
import { getHeader, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isSameJson } from '../../kit/json.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildAttributeUpdate,
  buildCreateRequest,
  buildReadRequest,
  getAttributes,
  getEntries,
  readMeta,
  readRuns,
  RUNS_PATH,
} from './flow-runs.ts'
import {
  buildNewRun,
  type CreatedRun,
  createdRuns,
  getRunningRun,
  hasEnded,
  readRunState,
  requireCreatedRuns,
} from './sandbox.ts'

const common = { unit: 'creation', hint: 'a flow and a message thread for test runs', needs: ['writes'] } as const

/** Creating runs. */
export const creationChecks: readonly Check[] = [
  {
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Creating Resources: 201 Created'),
    id: 'JAPI-060',
    title: 'POST with the four required attributes returns 201 with the run',
    run: async ({ probeOnce }) => checkEach(await probeOnce(createdRuns), findResponseViolation),
  },
  {
    ...common,
    ...citeStandard('SHOULD', 'JSON:API 1.1, Creating Resources: Location'),
    id: 'JAPI-061',
    title: '`Location` is the URL of the new run and equals `links.self`',
    run: checkLocations,
  },
  {
    ...common,
    ...citeStandard('MUST', 'RFC 9110 section 15.3.2: 201 says that a new resource was created'),
    id: 'JAPI-062',
    title: 'A created run has a new id and can be read',
    run: async (context) =>
      checkEach(await requireCreatedRuns(context), ({ exchange, id, isNew, readBack }): Violation | null => {
        if (!isNew) return { message: 'the id of an existing run', pointer: '/data/id', example: id, exchange }
        if (readBack !== undefined && isSuccess(readBack) && getString(readBack.body, 'data', 'id') === id) return null
        const example = `${id}: status ${readBack?.status}`
        return { message: 'the created run cannot be read', example, exchange: readBack ?? exchange }
      }),
  },
  {
    ...common,
    ...bestPractice,
    id: 'JAPI-063',
    title: "A created run appears in its thread's list, and `total` increases",
    run: async (context) => checkEach(await requireCreatedRuns(context), findListViolation),
  },
  {
    ...common,
    ...citeVendor('MUST', 'FlowRunCreateAttributes.initialMessage'),
    id: 'JAPI-065',
    title: '`initialMessage` may be an empty object',
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(createdRuns), ({ exchange }) =>
        isSuccess(exchange) ? null : { message: `status ${exchange.status} for an empty initialMessage`, exchange },
      ),
  },
  {
    ...common,
    ...citeVendor('MUST', 'FlowRunCreateAttributes.state'),
    id: 'JAPI-066',
    title: '`state` is returned as sent: nested values, lists, null, any script, one or several schedule ids',
    unit: 'member of a sent state',
    run: async (context) => mergeJudgements((await requireCreatedRuns(context)).map(compareStates)),
  },
  {
    ...common,
    ...citeVendor('SHOULD', 'createFlowRun'),
    id: 'JAPI-071',
    title: 'A created run is queued or running, and its `cost` is not negative',
    run: async (context) =>
      checkEach(await requireCreatedRuns(context), ({ exchange }): Violation | null => {
        const attributes = getAttributes(exchange.body)
        const [status, cost] = [getString(attributes, 'status') ?? '', getPath(attributes, 'cost')]
        if (!context.profile.initialStatuses.includes(status)) {
          return { message: `a created run is ${status}`, pointer: '/data/attributes/status', exchange }
        }
        if (Number.isInteger(cost) && Number(cost) >= 0) return null
        const message = 'the cost is not a non-negative integer'
        return { message, pointer: '/data/attributes/cost', example: JSON.stringify(cost), exchange }
      }),
  },
]

function findResponseViolation({ sentAttributes, exchange, id }: CreatedRun): Violation | null {
  if (exchange.status !== 201) return expectStatus(exchange, 201)
  const isRun = getString(exchange.body, 'data', 'type') === 'flowRuns'
  if (!isRun || id === undefined) return { message: 'the response has no flow run', pointer: '/data', exchange }
  const attributes = getAttributes(exchange.body)
  const name = ['flowId', 'messageThreadId'].find((each) => !isSameJson(attributes?.[each], sentAttributes[each]))
  return name === undefined
    ? null
    : { message: `${name} is not as sent`, pointer: `/data/attributes/${name}`, exchange }
}

async function checkLocations(context: CheckContext): Promise<Judgement> {
  const violations: Violation[] = []
  const created = (await requireCreatedRuns(context)).filter(({ isNew }) => isNew)
  for (const { exchange, id } of created) {
    const location = getHeader(exchange, 'location')
    const self = getString(exchange.body, 'data', 'links', 'self')
    const expected = new URL(`${context.basePath}${RUNS_PATH}/${id}`, context.origin).href
    if (location === null) violations.push({ message: 'Location is missing', exchange })
    else if (new URL(location, expected).href !== expected)
      violations.push({ message: 'Location is not the URL of the run', example: location, exchange })
    else if (self !== undefined && new URL(self, expected).href !== expected) {
      const message = 'Location is not links.self'
      violations.push({ message, pointer: '/data/links/self', example: self, exchange })
    } else if (!isSuccess(await context.client.sendRequest(buildReadRequest(id)))) {
      violations.push({ message: 'the URL in Location cannot be read', example: location, exchange })
    }
  }
  return { evidence: created.length, violations }
}

function findListViolation({ exchange, id, before, after }: CreatedRun): Violation | null {
  const [idsBefore, idsAfter] = [readRuns(before).map((run) => run.id), readRuns(after).map((run) => run.id)]
  if (id === undefined || !idsAfter.includes(id))
    return { message: "the thread's list does not contain the created run", example: id ?? '', exchange: after }
  const [from, to] = [readMeta(before).total, readMeta(after).total]
  // Somebody else's deletion in the meantime decreases the total.
  const isStable = idsBefore.every((listed) => idsAfter.includes(listed) || idsAfter.length >= 100)
  if (!isStable || to > from) return null
  return { message: "the thread's total did not increase", example: `total ${from}, then ${to}`, exchange }
}

/** Compares the sent members only: the run may have added others to its state. */
function compareStates({ sentAttributes, exchange, readBack }: CreatedRun): Judgement {
  const members = getEntries(sentAttributes['state'])
  return mergeJudgements(
    [exchange, readBack ?? []].flat().map((response) =>
      checkEach(members, ([name, value]) => {
        const returned = getPath(getAttributes(response.body), 'state', name)
        if (isSameJson(returned, value)) return null
        const [message, example] = ['the returned state is not as sent', JSON.stringify(returned) ?? 'missing']
        return { message, pointer: `/data/attributes/state/${name}`, example, exchange: response }
      }),
    ),
  )
}

/** An id chosen by the client. */
const CLIENT_ID = 'f30f30f3-0f30-4f30-8f30-f30f30f30f30'

/** Creations and updates with more than one acceptable response. */
export const creationVariantChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-022',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'A body of type application/json is accepted or returns 415',
    unit: 'creation as application/json',
    run: sendAndCheck(
      async (context) => [buildCreateRequest(await buildNewRun(context), 'open', 'application/json')],
      (exchange) =>
        isSuccess(exchange) || exchange.status === 415 ? null : { message: `status ${exchange.status}`, exchange },
    ),
  },
  {
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Creating Resources: create-client-generated-ids-forbidden'),
    id: 'JAPI-069',
    title: 'A creation with a client-generated id returns 403 or uses that id',
    unit: 'creation with an id',
    run: sendAndCheck(
      async (context) => [buildCreateRequest(await buildNewRun(context, { id: CLIENT_ID }), 'open')],
      (exchange) => {
        if (exchange.status === 403) return null
        const message = `status ${exchange.status} instead of 403`
        // Another 4xx rejects the id as well.
        if (isClientError(exchange)) return { message, level: 'INFO', exchange }
        if (!isSuccess(exchange)) return { message, exchange }
        const id = getString(exchange.body, 'data', 'id')
        if (id === CLIENT_ID) return null
        return { message: 'the id is silently replaced', pointer: '/data/id', example: id ?? '', exchange }
      },
    ),
  },
  {
    ...common,
    ...bestPractice,
    id: 'JAPI-072',
    title: 'The same creation sent twice creates two runs',
    unit: 'repeated creation',
    run: checkDuplicateCreation,
  },
  {
    ...common,
    id: 'JAPI-094',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'An update of status and state applies both or neither',
    unit: 'update of both',
    run: checkCombinedUpdate,
  },
]

async function checkDuplicateCreation(context: CheckContext): Promise<Judgement> {
  const request = buildCreateRequest(await buildNewRun(context))
  const exchanges = await sendAll([request, request], context)
  const [first, second] = exchanges.map((exchange) => getString(exchange.body, 'data', 'id'))
  const exchange = exchanges.at(-1)
  if (exchange === undefined || !exchanges.every(isSuccess)) throw createBlocked('no run could be created')
  const violation = { message: 'the second creation returns the first run', example: first ?? '', exchange }
  return { evidence: 1, violations: first === second ? [violation] : [] }
}

async function checkCombinedUpdate(context: CheckContext): Promise<Judgement> {
  const { id } = await getRunningRun(context)
  const request = buildAttributeUpdate(id, { status: 'finished', state: { replaced: true } })
  const exchange = await context.client.sendRequest(request)
  const after = await readRunState(id, context)
  const isReplaced = isSameJson(after.attributes['state'], { replaced: true })
  const isAtomic = isSuccess(exchange) ? hasEnded(after) && isReplaced : !isReplaced
  const violation = { message: 'a part of the update was applied', example: id, exchange }
  return { evidence: 1, violations: isAtomic ? [] : [violation] }
}
