import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { type Exchange, getHeader, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isObject, isSameJson } from '../../kit/json.ts'
import { checkEach, createBlocked, type Judgement, type Violation } from '../../kit/outcome.ts'
import {
  buildCreateRequest,
  buildReadRequest,
  buildUpdateRequest,
  readAttributes,
  readMeta,
  readRuns,
  RUNS_PATH,
} from './flow-runs.ts'
import {
  buildRunDocument,
  type CreatedRun,
  createdRuns,
  getRequiredAttributes,
  getRunningRun,
  hasEnded,
  readRunState,
  requireCreatedRuns,
} from './sandbox.ts'

const common = { unit: 'creation', hint: 'a flow and a message thread to write in', needs: ['writes'] } as const

/** What a creation does. */
export const creationChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-060',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: 201 Created' },
    title: 'A POST with the four required attributes answers 201 with the resource',
    run: async ({ probeOnce }) => checkEach(await probeOnce(createdRuns), findResponseViolation),
  },
  {
    ...common,
    id: 'JAPI-061',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: Location' },
    title: 'Location is there, is the link to self if there is one, and leads to the new run',
    run: checkLocations,
  },
  {
    ...common,
    id: 'JAPI-062',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.3.2: 201 says that a new resource was created' },
    title: 'The new run has an id that nobody had before, and can be read',
    run: async (context) =>
      checkEach(await requireCreatedRuns(context), ({ exchange, id, isNew, readBack }): Violation | null => {
        if (!isNew)
          return { message: 'the id of a run that was there before', pointer: '/data/id', example: id, exchange }
        if (readBack !== undefined && isSuccess(readBack) && getString(readBack.body, 'data', 'id') === id) return null
        return {
          message: 'the new run cannot be read',
          example: `${id}: status ${readBack?.status}`,
          exchange: readBack ?? exchange,
        }
      }),
  },
  {
    ...common,
    id: 'JAPI-063',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A new run appears in the list of its thread, whose total grows',
    run: async (context) => checkEach(await requireCreatedRuns(context), findListViolation),
  },
  {
    ...common,
    id: 'JAPI-065',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreateAttributes.initialMessage' },
    title: 'initialMessage may be an empty object',
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(createdRuns), ({ exchange }) =>
        isSuccess(exchange) ? null : { message: `status ${exchange.status} to a creation without a message`, exchange },
      ),
  },
  {
    ...common,
    id: 'JAPI-066',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreateAttributes.state' },
    title: 'The state comes back as it was sent: nesting, lists, null, any script, one schedule or several',
    unit: 'member of a state that was sent',
    run: async (context) =>
      checkEach((await requireCreatedRuns(context)).flatMap(compareStates), ({ violation }) => violation),
  },
  {
    ...common,
    id: 'JAPI-071',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'createFlowRun' },
    title: 'A new run is queued or running, and its cost is not negative',
    run: async (context) =>
      checkEach(await requireCreatedRuns(context), ({ exchange }): Violation | null => {
        const attributes = readAttributes(exchange)
        const [status, cost] = [getString(attributes, 'status') ?? '', getPath(attributes, 'cost')]
        if (!context.profile.initialStatuses.includes(status)) {
          return { message: `a new run is ${status}`, pointer: '/data/attributes/status', exchange }
        }
        const counted = Number.isInteger(cost) && Number(cost) >= 0
        return counted
          ? null
          : {
              message: 'the cost is no count',
              pointer: '/data/attributes/cost',
              example: JSON.stringify(cost),
              exchange,
            }
      }),
  },
]

function findResponseViolation({ sentAttributes, exchange, id }: CreatedRun): Violation | null {
  if (exchange.status !== 201) return { message: `status ${exchange.status} instead of 201`, exchange }
  const typed = getString(exchange.body, 'data', 'type') === 'flowRuns'
  if (!typed || id === undefined) return { message: 'no flow run in the answer', pointer: '/data', exchange }
  const other = ['flowId', 'messageThreadId'].find(
    (name) => !isSameJson(getPath(readAttributes(exchange), name), getPath(sentAttributes, name)),
  )
  return other === undefined
    ? null
    : { message: `the run has another ${other} than was asked for`, pointer: `/data/attributes/${other}`, exchange }
}

async function checkLocations(context: CheckContext): Promise<Judgement> {
  const violations: Violation[] = []
  const made = (await requireCreatedRuns(context)).filter(({ isNew }) => isNew)
  for (const { exchange, id } of made) {
    const location = getHeader(exchange, 'location')
    const self = getString(exchange.body, 'data', 'links', 'self')
    const due = new URL(`${context.basePath}${RUNS_PATH}/${id}`, context.origin).href
    if (location === null) violations.push({ message: 'no Location', exchange })
    else if (new URL(location, due).href !== due)
      violations.push({ message: 'Location leads elsewhere', example: location, exchange })
    else if (self !== undefined && new URL(self, due).href !== due) {
      violations.push({
        message: 'Location is not the link to self',
        pointer: '/data/links/self',
        example: self,
        exchange,
      })
    } else if (!isSuccess(await context.client.sendRequest(buildReadRequest(id)))) {
      violations.push({ message: 'nothing is where Location leads', example: location, exchange })
    }
  }
  return { evidence: made.length, violations }
}

function findListViolation({ exchange, id, before, after }: CreatedRun): Violation | null {
  const [earlier, later] = [before, after].map((list) => readRuns(list).map((run) => run.id)) as [string[], string[]]
  if (id === undefined || !later.includes(id)) {
    return { message: 'the list of its thread does not show the new run', example: id ?? '', exchange: after }
  }
  const [from, to] = [readMeta(before).total, readMeta(after).total]
  // A run that somebody deleted meanwhile may have taken the total down again.
  const quiet = earlier.every((other) => later.includes(other) || later.length >= 100)
  if (!quiet || to > from) return null
  return { message: 'the total of its thread did not grow', example: `total ${from}, then ${to}`, exchange }
}

/** The state may have grown meanwhile, so only what was sent is compared. */
function compareStates({
  sentAttributes,
  exchange,
  readBack,
}: CreatedRun): readonly { readonly violation: Violation | null }[] {
  const state = getPath(sentAttributes, 'state')
  return [exchange, ...(readBack === undefined ? [] : [readBack])].flatMap((answer) =>
    Object.entries(isObject(state) ? state : {}).map(([name, value]) => {
      const back = getPath(readAttributes(answer), 'state', name)
      if (isSameJson(back, value)) return { violation: null }
      const pointer = `/data/attributes/state/${name}`
      return {
        violation: {
          message: 'the state comes back changed',
          pointer,
          example: JSON.stringify(back) ?? 'missing',
          exchange: answer,
        },
      }
    }),
  )
}

const variantDefaults = { hint: 'a flow and a message thread to write in', needs: ['writes'] } as const
/** An id that a client might choose. */
const CLIENT_ID = 'f30f30f3-0f30-4f30-8f30-f30f30f30f30'

/** Creations and changes of which a server may think in more than one way. */
export const creationVariantChecks: readonly Check[] = [
  {
    ...variantDefaults,
    id: 'JAPI-022',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'A body in plain JSON is accepted or answers 415',
    unit: 'creation in plain JSON',
    run: async (context) => {
      const document = buildRunDocument(await getRequiredAttributes(context))
      const exchange = await context.client.sendRequest(buildCreateRequest(document, 'open', 'application/json'))
      return checkEach([exchange], () =>
        isSuccess(exchange) || exchange.status === 415 ? null : { message: `status ${exchange.status}`, exchange },
      )
    },
  },
  {
    ...variantDefaults,
    id: 'JAPI-069',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: create-client-generated-ids-forbidden' },
    title: 'A creation with an id answers 403, or the run has that id',
    unit: 'creation with an id',
    run: async (context) => {
      const document = buildRunDocument(await getRequiredAttributes(context), { id: CLIENT_ID })
      const exchange = await context.client.sendRequest(buildCreateRequest(document, 'open'))
      return checkEach([exchange], (): Violation | null => {
        if (exchange.status === 403) return null
        // Refused in other words is refused all the same.
        if (isClientError(exchange))
          return { message: `status ${exchange.status} instead of 403`, level: 'INFO', exchange }
        if (!isSuccess(exchange)) return { message: `status ${exchange.status} instead of 403`, exchange }
        const id = getString(exchange.body, 'data', 'id')
        return id === CLIENT_ID
          ? null
          : { message: 'the id is silently replaced', pointer: '/data/id', example: id ?? '', exchange }
      })
    },
  },
  {
    ...variantDefaults,
    id: 'JAPI-072',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'The same creation twice makes two runs',
    unit: 'creation that was sent twice',
    run: checkDuplicateCreation,
  },
  {
    ...variantDefaults,
    id: 'JAPI-094',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'An update with status and state ends the run and replaces its state, or is refused',
    unit: 'update with both',
    run: checkCombinedUpdate,
  },
]

async function checkDuplicateCreation(context: CheckContext): Promise<Judgement> {
  const document = buildRunDocument(await getRequiredAttributes(context))
  const answers: Exchange[] = []
  for (let time = 0; time < 2; time++) answers.push(await context.client.sendRequest(buildCreateRequest(document)))
  const [first, second] = answers.map((exchange) => getString(exchange.body, 'data', 'id'))
  const last = answers.at(-1)
  if (last === undefined || !answers.every(isSuccess)) throw createBlocked('no run could be created')
  const example = first ?? ''
  const violations =
    first === second ? [{ message: 'the second creation gives the first run', example, exchange: last }] : []
  return { evidence: 1, violations }
}

async function checkCombinedUpdate(context: CheckContext): Promise<Judgement> {
  const { id } = await getRunningRun(context)
  const document = buildRunDocument({ status: 'finished', state: { replaced: true } }, { id })
  const exchange = await context.client.sendRequest(buildUpdateRequest(id, document, 'open'))
  const after = await readRunState(id, context)
  const replaced = JSON.stringify(after.attributes['state']) === '{"replaced":true}'
  const whole = isSuccess(exchange) ? hasEnded(after) && replaced : !replaced
  return {
    evidence: 1,
    violations: whole ? [] : [{ message: 'half of the update was applied', example: id, exchange }],
  }
}
