import type { CheckContext } from '../../kit/check-context.ts'
import {
  type Check,
  bestPractice,
  citeJsonApi,
  citeStandard,
  citeVendor,
  informative,
  defineWriteCheck,
} from '../../kit/check.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { sendAll, sendAndCheck } from '../../kit/checks/send.ts'
import { getHeader, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isSameJson } from '../../kit/json.ts'
import {
  checkEach,
  createBlocked,
  createInconclusive,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import {
  buildAttributeUpdate,
  buildCreateRequest,
  buildNewestRunsRequest,
  buildReadRequest,
  buildRunDocument,
  getAttributes,
  getEntries,
  getPrimaryResources,
  readMeta,
  readRuns,
  RUNS_PATH,
} from './flow-runs.ts'
import {
  buildNewRun,
  type CreatedRun,
  createdRuns,
  getRequiredAttributes,
  getRunningRun,
  hasEnded,
  readCreated,
  readRunState,
  requireCreatedRuns,
} from './sandbox.ts'

const HINT = 'a flow and a message thread for test runs'
const common = { evidence: ['creation', HINT] } as const

/** Creating runs. */
export const creationChecks: readonly Check[] = [
  defineWriteCheck('JAPI-060', citeJsonApi('MUST', 'Creating Resources: 201 Created'), {
    ...common,
    title: 'POST with the four required attributes returns 201 with the run',
    run: async ({ probeOnce }) => checkEach(await probeOnce(createdRuns), findResponseViolation),
  }),
  defineWriteCheck('JAPI-061', citeJsonApi('SHOULD', 'Creating Resources: Location'), {
    ...common,
    title: '`Location` is the URL of the new run and equals `links.self`',
    run: checkLocations,
  }),
  defineWriteCheck(
    'JAPI-062',
    citeStandard('MUST', 'RFC 9110 section 15.3.2: 201 says that a new resource was created'),
    {
      ...common,
      title: 'A created run has a new id and can be read',
      run: async (context) =>
        checkEach(await requireCreatedRuns(context), ({ exchange, id, isNew, readBack }): Violation | null => {
          if (!isNew) return { message: 'the id of an existing run', pointer: '/data/id', example: id, exchange }
          if (readBack !== undefined && isSuccess(readBack) && getString(readBack.body, 'data', 'id') === id)
            return null
          const example = `${id}: status ${readBack?.status}`
          return { message: 'the created run cannot be read', example, exchange: readBack ?? exchange }
        }),
    },
  ),
  defineWriteCheck('JAPI-063', bestPractice, {
    ...common,
    title: "A created run appears in its thread's list, and `total` increases",
    run: async (context) => checkEach(await requireCreatedRuns(context), findListViolation),
  }),
  defineWriteCheck('JAPI-065', citeVendor('MUST', 'FlowRunCreateAttributes.initialMessage'), {
    ...common,
    title: '`initialMessage` may be an empty object',
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(createdRuns), ({ exchange }) =>
        isSuccess(exchange) ? null : { message: `status ${exchange.status} for an empty initialMessage`, exchange },
      ),
  }),
  defineWriteCheck('JAPI-066', citeVendor('MUST', 'FlowRunCreateAttributes.state'), {
    ...common,
    title: '`state` is returned as sent: nested values, lists, null, any script, one or several schedule ids',
    evidence: ['member of a sent state', HINT],
    run: async (context) => mergeJudgements((await requireCreatedRuns(context)).map(compareStates)),
  }),
  defineWriteCheck('JAPI-135', citeVendor('SHOULD', 'FlowRunCreateAttributes.initialMessage'), {
    ...common,
    title: '`initialMessage` is returned as sent, by the creation, a single read, the list, and with `include`',
    evidence: ['response with the run', 'a message thread that accepts a template'],
    run: checkInitialMessage,
  }),
  defineWriteCheck('JAPI-071', citeVendor('SHOULD', 'createFlowRun'), {
    ...common,
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
  }),
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
  // A deletion by another client in the meantime decreases the total.
  const isStable = idsBefore.every((listed) => idsAfter.includes(listed) || idsAfter.length >= 100)
  if (!isStable || to > from) return null
  return { message: "the thread's total did not increase", example: `total ${from}, then ${to}`, exchange }
}

/** Compares the sent members only: the run may have added others to its state. */
function compareStates({ id, sentAttributes, exchange, readBack, after }: CreatedRun): Judgement {
  const members = getEntries(sentAttributes['state'])
  const reads = [exchange, ...(readBack === undefined ? [] : [readBack]), after]
  return mergeJudgements(
    reads.map((response) => {
      const run = getPrimaryResources(response.body).find((resource) => resource['id'] === id)
      // A run that is not listed is the subject of JAPI-063.
      return checkEach(run === undefined ? [] : members, ([name, value]) => {
        const returned = getPath(run, 'attributes', 'state', name)
        if (isSameJson(returned, value)) return null
        const [message, example] = ['the returned state is not as sent', `${name}: ${JSON.stringify(returned)}`]
        return { message, pointer: '/data/*/attributes/state', example, exchange: response }
      })
    }),
  )
}

const TEMPLATE_MESSAGE = {
  type: 'template',
  template: {
    id: '7f9a9715-5e7c-4328-ab47-bb9e595438c9',
    components: [{ type: 'body', parameters: [{ type: 'text', text: 'Zoë 007' }] }],
  },
} as const

async function checkInitialMessage(context: CheckContext): Promise<Judgement> {
  const { client } = context
  const attributes = { ...(await getRequiredAttributes(context)), initialMessage: TEMPLATE_MESSAGE }
  const created = await client.sendRequest(buildCreateRequest(buildRunDocument(attributes), 'open'))
  const id = getString(created.body, 'data', 'id')
  if (!isSuccess(created) || id === undefined)
    throw createInconclusive(`the creation with a template returned ${created.status}`, 'a thread that accepts it')
  await readCreated(id, context)
  const newest = buildNewestRunsRequest(attributes)
  const requests = [
    buildReadRequest(id, {}, 'open'),
    buildReadRequest(id, { include: 'messageThread' }, 'open'),
    newest,
    { ...newest, path: `${newest.path}&include=flow` },
  ]
  return checkEach([created, ...(await sendAll(requests, context))], (exchange): Violation | null => {
    const run = getPrimaryResources(exchange.body).find((resource) => resource['id'] === id)
    const message = getPath(run, 'attributes', 'initialMessage')
    if (run === undefined || isSameJson(message, TEMPLATE_MESSAGE)) return null
    const pointer = '/data/*/attributes/initialMessage'
    return {
      message: 'initialMessage is not as sent',
      pointer,
      example: JSON.stringify(message) ?? 'missing',
      exchange,
    }
  })
}

/** An id chosen by the client. */
const CLIENT_ID = 'f30f30f3-0f30-4f30-8f30-f30f30f30f30'

/** Creations and updates with more than one acceptable response. */
export const creationVariantChecks: readonly Check[] = [
  defineWriteCheck('JAPI-022', informative, {
    ...common,
    title: 'A body of type application/json is accepted or returns 415',
    evidence: ['creation as application/json', HINT],
    run: sendAndCheck(
      async (context) => [buildCreateRequest(await buildNewRun(context), 'open', 'application/json')],
      (exchange) =>
        isSuccess(exchange) || exchange.status === 415 ? null : { message: `status ${exchange.status}`, exchange },
    ),
  }),
  defineWriteCheck('JAPI-069', citeJsonApi('MUST', 'Creating Resources: create-client-generated-ids-forbidden'), {
    ...common,
    title: 'A creation with a client-generated id returns 403 or uses that id',
    evidence: ['creation with an id', HINT],
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
  }),
  defineWriteCheck('JAPI-072', bestPractice, {
    ...common,
    title: 'The same creation sent twice creates two runs',
    evidence: ['repeated creation', HINT],
    run: checkDuplicateCreation,
  }),
  defineWriteCheck('JAPI-094', informative, {
    ...common,
    title: 'An update of status and state applies both or neither',
    evidence: ['update of both', HINT],
    run: checkCombinedUpdate,
  }),
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
