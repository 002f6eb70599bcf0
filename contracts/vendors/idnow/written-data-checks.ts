import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, bestPractice, citeVendor, defineWriteCheck } from '../../kit/check.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { createWriteAuthenticationCheck } from '../../kit/checks/security/authentication.ts'
import { mapInOrder, sendAll, sendIfApplicable } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { isSameId, OTHER_UNKNOWN_UUID } from '../../kit/ids.ts'
import { getObjects, getPath, getString, isObject, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { checkEach, createNotApplicable, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildCreateRequest,
  buildDatablocksRequest,
  buildNewestRequest,
  buildSessionRequest,
  createdSession,
  toOtherEnvironment,
} from './sandbox.ts'
import { buildFlowsRequest } from './combination-checks.ts'
import { findContradictions } from './session-time-checks.ts'
import { buildSessionsRequest, readPage, readScope, readSessions } from './sessions.ts'

const unit = ['session', 'a flow to create sessions of'] as const

/** The longest state, with characters that take several bytes. */
const LONGEST_STATE = 'é'.repeat(2048)

/** Bodies whose values are easily changed: digits with leading zeros, capital letters, other scripts, every JSON type. */
const BODIES: readonly JsonObject[] = [
  {
    input: {
      flowtwinOrder: {
        items: [{ sku: '0012', count: 2, price: 9.5, gift: true, note: null }],
        name: { given: 'Zoë', family: '王' },
      },
    },
    metadata: { subjectId: '00420042', locale: 'de' },
    state: '0042',
  },
  { input: {}, metadata: { subjectId: 'Sübject MiXed-王', locale: 'en' }, state: LONGEST_STATE },
]

/** A created session with its later reads; `id` is undefined when the creation was rejected. */
interface WrittenSession {
  readonly id: string | undefined
  readonly sentBody: JsonObject
  readonly exchange: Exchange
  readonly readBack: Exchange
  readonly lists: readonly Exchange[]
}

const writtenSessions = defineProbe<readonly WrittenSession[]>(
  'creating sessions with special values',
  async (context) => {
    // The first creation shows that the flow accepts sessions at all.
    await context.probeOnce(createdSession)
    const scope = readScope(context)
    return await mapInOrder(BODIES, async (sentBody) => {
      const exchange = await context.client.sendRequest(buildCreateRequest(scope, sentBody))
      const id = readCreatedId(exchange)
      if (id === undefined) return { id, sentBody, exchange, readBack: exchange, lists: [] }
      const sorts = [
        { sortBy: 'status', sortDesc: 'false' },
        { sortBy: 'status', sortDesc: 'true' },
      ]
      const requests = sorts.map((sort) => buildSessionsRequest(scope, { ...sort, size: '50' }, 'open'))
      const [readBack, ...lists] = await sendAll(
        [buildSessionRequest(scope.environment, id), buildNewestRequest(scope), ...requests],
        context,
      )
      return { id, sentBody, exchange, readBack: readBack ?? exchange, lists }
    })
  },
)

function readCreatedId({ status, body }: Exchange): string | undefined {
  return status < 300 ? getString(body, 'sessionContext', 'sessionId') : undefined
}

/** What was written is read back, and nothing else changes. */
export const writtenDataChecks: readonly Check[] = [
  createWriteAuthenticationCheck({
    requests: defineProbe(createdSession.name, async (context) => {
      const { sentBody } = await context.probeOnce(createdSession)
      return [buildCreateRequest(readScope(context), sentBody)]
    }),
    readState: async (context) => {
      const { sentBody } = await context.probeOnce(createdSession)
      const listed = readSessions(await context.client.sendRequest(buildNewestRequest(readScope(context))))
      const subject = getString(sentBody, 'metadata', 'subjectId')
      return listed.filter(({ item }) => getString(item, 'subjectId') === subject).map(({ id }) => id)
    },
    statement: 'createSession',
  }),
  defineWriteCheck('PAGE-049', citeVendor('MUST', 'SessionDetail.state'), {
    title: 'A session has exactly the state, subject and input that were sent, and the timestamps of its creation',
    evidence: unit,
    run: checkValues,
  }),
  defineWriteCheck('PAGE-050', citeVendor('SHOULD', 'createSession'), {
    title: 'A creation adds one session to the list and the total, and changes no other session',
    evidence: ['session that a creation could change', unit[1]],
    run: checkSideEffects,
  }),
  defineWriteCheck('PAGE-051', citeVendor('MUST', 'createSession/400'), {
    title:
      'A creation with members of the wrong type gets 400 and creates nothing; fields of the server are not written',
    evidence: ['invalid creation', unit[1]],
    run: checkInvalidBodies,
  }),
  defineWriteCheck('PAGE-052', citeVendor('SHOULD', 'createSession'), {
    title: 'A session created in the other environment is listed and readable only there',
    evidence: unit,
    run: checkOtherEnvironment,
  }),
  defineWriteCheck('PAGE-053', bestPractice, {
    title: 'A repeated creation is a further session',
    evidence: ['pair of equal creations', unit[1]],
    run: async (context) => {
      const { id, sentBody } = await context.probeOnce(createdSession)
      const scope = readScope(context)
      const exchange = await context.client.sendRequest(buildCreateRequest(scope, sentBody))
      const again = readCreatedId(exchange)
      if (again === undefined)
        return { evidence: 1, violations: [{ message: `status ${exchange.status} for a repeated creation`, exchange }] }
      const read = await context.client.sendRequest(buildSessionRequest(scope.environment, again))
      const isNew = !isSameId(again, id) && isSuccess(read)
      const violation = { message: 'a repeated creation is no further session', example: again, exchange }
      return { evidence: 1, violations: isNew ? [] : [violation] }
    },
  }),
]

async function checkValues(context: CheckContext): Promise<Judgement> {
  const written = await context.probeOnce(writtenSessions)
  const version = await readFlowVersion(context)
  const judgements = await mapInOrder(written, async (session) => {
    const { id, sentBody, exchange, readBack, lists } = session
    // A flow may reject an input that it does not know.
    if (id === undefined && !isSameJson(sentBody['input'], {})) return { evidence: 0, violations: [] }
    if (id === undefined)
      return { evidence: 1, violations: [{ message: `status ${exchange.status} for the longest state`, exchange }] }
    const subjectId = getString(sentBody, 'metadata', 'subjectId')
    const rows = [
      ...lists.map((list) => ({ exchange: list, row: readSessions(list).find((item) => item.id === id)?.item })),
      { exchange: readBack, row: readBack.body },
    ]
    const violations = rows.flatMap(({ exchange: read, row }): readonly Violation[] => {
      if (!isObject(row) || !isSuccess(read)) return []
      const contradictions = findContradictions({ item: row, exchange: read }, context.profile.graceSeconds * 1000)
      const creation = getPath(exchange.body, 'sessionContext')
      const expected: readonly (readonly [string, Json | undefined])[] = [
        ['subjectId', subjectId],
        ['createdAt', getPath(creation, 'createdAt')],
        ['flowVersion', getPath(exchange.body, 'flowVersion')],
        ['flowVersion', version],
        ...(getPath(row, 'expiresAt') === null ? [] : [['expiresAt', getPath(creation, 'expiresAt')] as const]),
      ]
      const differences = expected
        .filter(([name, value]) => value !== undefined && getPath(row, name) !== value)
        .map(([name, value]) => {
          const example = `${read.request.path}: ${JSON.stringify(getPath(row, name))}, not ${JSON.stringify(value)}`
          return {
            message: `${name} is not as at the creation`,
            level: 'SHOULD' as const,
            pointer: `/${name}`,
            example,
            exchange: read,
          }
        })
      const broken = contradictions.map((message) => ({
        message,
        level: 'SHOULD' as const,
        example: id,
        exchange: read,
      }))
      return [...differences, ...broken]
    })
    const hasState = !isSuccess(readBack) || getPath(readBack.body, 'state') === sentBody['state']
    const example = JSON.stringify(getPath(readBack.body, 'state'))?.slice(0, 80) ?? 'missing'
    const state = hasState ? [] : [{ message: 'state is not as sent', pointer: '/state', example, exchange: readBack }]
    return mergeJudgements([
      { evidence: 1, violations: [...violations, ...state] },
      await checkInput(id, sentBody, context),
    ])
  })
  return mergeJudgements(judgements)
}

/** The current version of the flow, by the list of flows; undefined where the list has no versions. */
async function readFlowVersion(context: CheckContext): Promise<Json | undefined> {
  const exchange = await sendIfApplicable(buildFlowsRequest(context, { size: '100' }), context)
  const flow = getObjects(exchange?.body, 'content').find((item) =>
    isSameId(getString(item, 'id'), readScope(context).flowId),
  )
  return flow?.['version']
}

/** Checks the data blocks that are named as a member of the input. */
async function checkInput(id: string, sentBody: JsonObject, context: CheckContext): Promise<Judgement> {
  const members = Object.entries((sentBody['input'] ?? {}) as JsonObject)
  if (members.length === 0) return { evidence: 0, violations: [] }
  const exchange = await context.client.sendRequest(buildDatablocksRequest(readScope(context).environment, id))
  const violations = getObjects(exchange.body, 'dataBlocks').flatMap((block) => {
    const sent = members.find(([name]) => name === getString(block, 'type'))
    if (sent === undefined || isSameJson(block['content'], sent[1])) return []
    const example = JSON.stringify(block['content'])
    return [
      {
        message: 'the input is not as sent',
        level: 'SHOULD' as const,
        pointer: '/dataBlocks/*/content',
        example,
        exchange,
      },
    ]
  })
  return { evidence: 0, violations }
}

async function checkSideEffects(context: CheckContext): Promise<Judgement> {
  const { id, before, after } = await context.probeOnce(createdSession)
  const [earlier, later] = [readSessions(before), readSessions(after)]
  const known = new Set(earlier.map((session) => session.id))
  const added = later.filter((session) => !known.has(session.id) && session.id !== '')
  const isFull = added.length < later.length || earlier.length === 0
  const growth = readPage(after).totalElements - readPage(before).totalElements
  const example = `${growth} more in totalElements, ${added.length} new sessions`
  const violations: Violation[] = findDuplicates(later.map((session) => session.id)).map((duplicate) => {
    return { message: 'a session is listed twice after a creation', example: duplicate, exchange: after }
  })
  if (isFull && growth !== new Set(added.map((session) => session.id)).size)
    violations.push({
      message: 'the total does not grow by the new sessions',
      pointer: '/page/totalElements',
      example,
      exchange: after,
    })
  // The oldest sessions of the page have moved to the next one.
  const remaining = earlier.slice(0, Math.max(0, later.length - added.length))
  const judgement = checkEach(remaining, (session): Violation | null => {
    const current = later.find((other) => other.id === session.id)
    if (current === undefined)
      return { message: 'a creation removes another session', example: session.id, exchange: after }
    // Sessions that have not ended may change by themselves.
    const isEnded = getString(session.item, 'completedAt') !== undefined
    const names = Object.keys(session.item).filter((name) => !isSameJson(session.item[name], current.item[name]))
    if (!isEnded || names.length === 0 || session.id === id) return null
    return {
      message: `a creation changes ${names.join(', ')} of another session`,
      example: session.id,
      exchange: after,
    }
  })
  return mergeJudgements([judgement, { evidence: 1, violations }])
}

async function checkInvalidBodies(context: CheckContext): Promise<Judgement> {
  const { client, probeOnce } = context
  const [scope, { sentBody }] = [readScope(context), await probeOnce(createdSession)]
  const bodies: readonly (readonly [Json, Violation['level']?])[] = [
    [{ ...sentBody, metadata: ['a list'] }],
    [{ ...sentBody, metadata: 'a text' }],
    [{ ...sentBody, metadata: { subjectId: 7 } }],
    [{ ...sentBody, metadata: { subjectId: { a: 1 } } }],
    [{ ...sentBody, metadata: { subjectId: '' } }, 'SHOULD'],
    [{ ...sentBody, input: ['a list'] }],
    [{ ...sentBody, input: 7 }],
    [{ ...sentBody, state: { a: 1 } }],
    [{ ...sentBody, state: ['a list'] }],
    [{ ...sentBody, redirectUrl: 7 }],
    [{ ...sentBody, redirectUrl: 'flowtwin, no URL' }, 'SHOULD'],
  ]
  const readNewest = async (): Promise<Exchange> => await client.sendRequest(buildNewestRequest(scope))
  const before = new Set(readSessions(await readNewest()).map(({ id }) => id))
  const exchanges = await sendAll(
    bodies.map(([body]) => buildCreateRequest(scope, body, 'invalid')),
    context,
  )
  const rejected = checkEach(exchanges, (exchange, index) => {
    const violation = expectStatus(exchange, 400, exchange.request.body?.slice(0, 160) ?? '')
    const level = bodies[index]?.[1]
    return violation === null ? null : { ...violation, ...(level === undefined ? {} : { level }) }
  })
  const listing = await readNewest()
  const created = readSessions(listing).filter(({ id }) => !before.has(id))
  // Fewer new sessions than rejected requests may be those of other clients.
  const hasCreated =
    before.size > 0 && created.length >= exchanges.filter(isClientError).length && rejected.violations.length === 0
  const violations = hasCreated
    ? [{ message: 'rejected creations create sessions', example: `${created.length} new sessions`, exchange: listing }]
    : []
  return mergeJudgements([rejected, { evidence: 0, violations }, await checkServerFields(context)])
}

/** Sends fields that only the server sets: they are rejected or ignored. */
async function checkServerFields(context: CheckContext): Promise<Judgement> {
  const [scope, { sentBody }] = [readScope(context), await context.probeOnce(createdSession)]
  const fields = { sessionId: OTHER_UNKNOWN_UUID, sessionStatus: 'COMPLETED', outcome: 'accepted', flowVersion: 99 }
  const exchange = await context.client.sendRequest(buildCreateRequest(scope, { ...sentBody, ...fields }))
  const id = readCreatedId(exchange)
  if (id === undefined) return { evidence: 1, violations: [] }
  const read = await context.client.sendRequest(buildSessionRequest(scope.environment, id))
  const values = [
    id,
    getString(read.body, 'sessionStatus'),
    getString(read.body, 'outcome'),
    getPath(read.body, 'flowVersion'),
  ]
  const written = Object.entries(fields).filter(([, value], index) => values[index] === value)
  const message = 'a field of the server was written'
  return {
    evidence: 1,
    violations: written.map(([name]) => ({ message, pointer: `/${name}`, example: id, exchange: read })),
  }
}

async function checkOtherEnvironment(context: CheckContext): Promise<Judgement> {
  const { sentBody, otherEnvironment } = await context.probeOnce(createdSession)
  if (!isSuccess(otherEnvironment)) throw createNotApplicable('the credential can read one environment only')
  const [scope, other] = [readScope(context), toOtherEnvironment(readScope(context))]
  const exchange = await context.client.sendRequest(buildCreateRequest(other, sentBody))
  if (isClientError(exchange)) throw createNotApplicable('the flow accepts no sessions in the other environment')
  const id = readCreatedId(exchange) ?? ''
  const [there, here, listed, notListed] = await sendAll(
    [
      buildSessionRequest(other.environment, id),
      buildSessionRequest(scope.environment, id),
      buildNewestRequest(other),
      buildNewestRequest(scope),
    ],
    context,
  )
  if (there === undefined || here === undefined || listed === undefined || notListed === undefined)
    return { evidence: 0, violations: [] }
  const hasSession = (list: Exchange): boolean => readSessions(list).some((session) => session.id === id)
  const rules: readonly (readonly [boolean, string, Exchange])[] = [
    [
      getString(exchange.body, 'environment') !== other.environment,
      'the session is created in another environment',
      exchange,
    ],
    [!isSuccess(there), 'the session is not readable in its environment', there],
    [isSuccess(here), 'the session is readable in another environment', here],
    [!hasSession(listed), 'the session is not listed in its environment', listed],
    [hasSession(notListed), 'the session is listed in another environment', notListed],
  ]
  const violations = rules
    .filter(([isBroken]) => isBroken)
    .map(([, message, read]) => ({ message, example: id, exchange: read }))
  return { evidence: 1, violations }
}
