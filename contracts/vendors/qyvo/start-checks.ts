import { citeVendor, type Check, defineWriteCheck } from '../../kit/check.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { sendAll, sendAndCheck } from '../../kit/checks/send.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, createInconclusive, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getNumber, getObjects, getPath, getString, isSameJson } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import {
  buildActionRequest,
  inventPhone,
  isPublished,
  publishedFlow,
  requireStartedId,
  START_CONTEXT,
  type StartContact,
  startedSession,
  listContactKeys,
  toContactKey,
} from './sandbox.ts'
import { buildFeedRequest, readSessions, sessions } from './feed.ts'

const HINT = 'a published flow'
const common = { evidence: ['start', HINT] } as const

export const startChecks: readonly Check[] = [
  defineWriteCheck('POLL-028', citeVendor('MUST', 'newFlowTriggered'), {
    ...common,
    title: 'Starting a published flow creates one session, starting a draft creates none',
    run: checkFlowStart,
  }),
  defineWriteCheck('POLL-029', citeVendor('MUST', 'Triggered.status'), {
    ...common,
    title: 'A start returns the session id and the status started or already_running',
    run: async (context) => {
      await requireStartedId(context)
      return checkEach([(await context.probeOnce(startedSession)).exchange], (exchange) => {
        const status = getString(exchange.body, 'status') ?? ''
        const violation = { message: 'the status is not started', pointer: '/status', example: status, exchange }
        return status === 'started' ? null : violation
      })
    },
  }),
  defineWriteCheck('POLL-030', citeVendor('SHOULD', 'triggerFlow/201'), {
    ...common,
    title: 'A start that creates a session gets 201',
    run: async (context) => {
      await requireStartedId(context)
      return checkEach([(await context.probeOnce(startedSession)).exchange], (exchange) => expectStatus(exchange, 201))
    },
  }),
  defineWriteCheck('POLL-031', citeVendor('MUST', 'triggerFlow/200'), {
    ...common,
    title: 'A second start during a running session gets 200 and creates none',
    evidence: ['second start while the first session runs', HINT],
    run: checkSecondStart,
  }),
  defineWriteCheck('POLL-032', citeVendor('MUST', 'triggerFlow/404'), {
    ...common,
    title: 'A start with an unknown flow or contact gets 404',
    evidence: ['start with an unknown id', HINT],
    run: sendAndCheck(
      async ({ probeOnce, ledger }) => {
        const { flow, contact } = await probeOnce(startedSession)
        const bodies = [
          { flow_id: UNKNOWN_UUID, ...toContactKey(contact) },
          { flow_id: flow, contact_id: ledger.addInventedId(UNKNOWN_UUID) },
        ]
        return bodies.map((body) => buildActionRequest('triggerFlow', body, 'invalid'))
      },
      (exchange) => expectStatus(exchange, 404, exchange.request.body),
    ),
  }),
  defineWriteCheck('POLL-033', citeVendor('MUST', 'triggerFlow/422'), {
    ...common,
    title: 'A start without a contact, with two contact keys, or without a valid flow gets 422',
    evidence: ['invalid start', HINT],
    run: sendAndCheck(
      async ({ probeOnce }) => {
        const { flow, contact } = await probeOnce(startedSession)
        const { id, phone } = contact
        const bodies = [
          { flow_id: flow },
          ...(id === undefined || phone === undefined ? [] : [{ flow_id: flow, contact_id: id, phone }]),
          toContactKey(contact),
          { flow_id: INVALID_VALUE, ...toContactKey(contact) },
        ]
        return bodies.map((body) => buildActionRequest('triggerFlow', body, 'invalid'))
      },
      (exchange) => expectStatus(exchange, 422, exchange.request.body),
    ),
  }),
  defineWriteCheck('POLL-034', citeVendor('MUST', 'TriggerFlow.context'), {
    ...common,
    title: 'The context of a start is the context of the session, unchanged',
    evidence: ['field of the sent context', HINT],
    run: async (context) => {
      const session = await findStartedSession(context)
      const whole = await context.client.sendRequest(buildFeedRequest())
      const inWhole = readSessions(whole).find(({ id }) => isSameId(id, session.id))
      const reads = [session, ...(inWhole === undefined ? [] : [{ ...inWhole, exchange: whole }])]
      return mergeJudgements(
        reads.map(({ item, exchange }) =>
          checkEach(Object.entries(START_CONTEXT), ([name, value]) => {
            const actual = getPath(item, 'context', name)
            if (isSameJson(actual, value)) return null
            const message = 'the context differs from the sent one'
            return { message, pointer: `/*/context/${name}`, example: JSON.stringify(actual) ?? 'missing', exchange }
          }),
        ),
      )
    },
  }),
  defineWriteCheck('POLL-035', citeVendor('MUST', 'FlowSession.contact_id'), {
    ...common,
    title: 'The session belongs to the requested flow and contact',
    run: async (context) => {
      const { flow, contact } = await context.probeOnce(startedSession)
      const session = await findStartedSession(context)
      const expected = { flow_id: flow, contact_id: contact.id, contact_phone: contact.phone }
      return checkEach(Object.entries(expected), ([name, value]) =>
        value === undefined || isSameId(getString(session.item, name), value)
          ? null
          : { message: `${name} is not the requested one`, pointer: `/*/${name}`, exchange: session.exchange },
      )
    },
  }),
  defineWriteCheck('POLL-054', citeVendor('MUST', 'triggerFlow/200'), {
    ...common,
    title: 'A second start, by id or by phone number, leaves the running session as it is',
    evidence: ['second start while the first session runs', HINT],
    run: checkRepeatedStart,
  }),
  defineWriteCheck('POLL-055', citeVendor('MUST', 'TriggerFlow.phone'), {
    ...common,
    title: 'A start with an unknown phone number creates one contact, opted in, and one session',
    run: checkStartByPhone,
  }),
  defineWriteCheck('POLL-056', citeVendor('SHOULD', 'triggerFlow'), {
    ...common,
    title: 'A running session of one flow does not prevent a session of another flow',
    evidence: ['start of a second flow', 'two published flows'],
    run: checkSecondFlow,
  }),
]

async function checkFlowStart(context: CheckContext): Promise<Judgement> {
  const { flow, contact, listings } = await context.probeOnce(startedSession)
  const id = await requireStartedId(context)
  const sessions = findContactSessions(listings[0], contact)
  const isOne = sessions.filter((session) => isSameId(session.id, id)).length === 1
  const published = checkEach([listings[0]], (exchange) => {
    const message = `${sessions.length} sessions after one start`
    return isOne ? null : { message, example: `${id} of ${flow}`, exchange }
  })
  const draft = context.knownIds['draftFlowId']
  if (draft === undefined) return published
  return mergeJudgements([published, await checkDraftStart(draft, contact, context)])
}

async function checkDraftStart(draft: string, contact: StartContact, { client }: CheckContext): Promise<Judgement> {
  const body = { flow_id: draft, ...toContactKey(contact) }
  const exchange = await client.sendRequest(buildActionRequest('triggerFlow', body, 'invalid'))
  const feed = await client.sendRequest(buildFeedRequest({ flow_id: draft }))
  const startViolations = isClientError(exchange)
    ? []
    : [{ message: `status ${exchange.status} for the start of a draft`, exchange }]
  const sessionViolations = findContactSessions(feed, contact).map(({ id }) => {
    return { message: 'the draft has a session', example: id, exchange: feed }
  })
  return { evidence: 1, violations: [...startViolations, ...sessionViolations] }
}

async function checkSecondStart(context: CheckContext): Promise<Judgement> {
  const { contact, secondStart, listings } = await context.probeOnce(startedSession)
  const id = await requireStartedId(context)
  const [before, after] = [findContactSessions(listings[0], contact), findContactSessions(listings[1], contact)]
  const session = after.find((candidate) => isSameId(candidate.id, id))
  if (session === undefined || getString(session.item, 'status') !== 'running') {
    throw createInconclusive('the session ended before the second start', 'a flow that waits for a reply')
  }
  const status = getString(secondStart.body, 'status')
  const violations: Violation[] = []
  if (secondStart.status !== 200)
    violations.push({ message: `status ${secondStart.status} instead of 200`, exchange: secondStart })
  else if (status !== 'already_running')
    violations.push({ message: 'the status is not already_running', pointer: '/status', exchange: secondStart })
  if (after.length > before.length) violations.push({ message: 'a second session was created', exchange: listings[1] })
  return { evidence: 1, violations }
}

async function findStartedSession(context: CheckContext): Promise<ListItem & { readonly exchange: Exchange }> {
  const id = await requireStartedId(context)
  const { listings } = await context.probeOnce(startedSession)
  const session = readSessions(listings[0]).find((candidate) => isSameId(candidate.id, id))
  if (session === undefined) throw createInconclusive('the started session is not listed', 'see POLL-028')
  return { ...session, exchange: listings[0] }
}

function findContactSessions(feed: Exchange, { id, phone }: StartContact): readonly ListItem[] {
  return isSuccess(feed)
    ? readSessions(feed).filter(({ item }) =>
        id === undefined ? getString(item, 'contact_phone') === phone : isSameId(getString(item, 'contact_id'), id),
      )
    : []
}

/** Fields that a running session changes by itself. */
const CHANGING_FIELDS: readonly string[] = [
  'status',
  'current_node_id',
  'last_interaction_at',
  'expires_at',
  'completed_at',
]

async function checkRepeatedStart(context: CheckContext): Promise<Judgement> {
  const { flow, contact } = await context.probeOnce(startedSession)
  const before = await findStartedSession(context)
  const starts = await sendAll(
    listContactKeys(contact).map((key) =>
      buildActionRequest('triggerFlow', { flow_id: flow, ...key, context: { flowtwin: 'again' } }),
    ),
    context,
  )
  const exchange = await context.client.sendRequest(buildFeedRequest({ flow_id: flow }))
  const after = readSessions(exchange).find(({ id }) => isSameId(id, before.id))
  if (after === undefined || getString(after.item, 'status') !== 'running')
    throw createInconclusive('the session ended before the second start', 'a flow that waits for a reply')
  const statuses = checkEach(starts, (start): Violation | null =>
    start.status === 200 && getString(start.body, 'status') === 'already_running'
      ? null
      : {
          message: `status ${start.status} and not already_running`,
          example: start.request.body ?? '',
          exchange: start,
        },
  )
  // Nodes may add values to the context.
  const changed = Object.entries(before.item).filter(([name, value]) =>
    name === 'context'
      ? Object.entries(START_CONTEXT).some(([key]) => !isSameJson(getPath(after.item, name, key), getPath(value, key)))
      : !CHANGING_FIELDS.includes(name) && !isSameJson(after.item[name], value),
  )
  const violations = changed.map(([name]) => ({
    message: `a second start changes ${name}`,
    pointer: `/*/${name}`,
    exchange,
  }))
  return mergeJudgements([statuses, { evidence: 0, violations }])
}

/** Distances to the phone numbers of other contacts of the run. */
const STARTED_PHONE = 25
const TAKEN_PHONES = 8

async function checkStartByPhone(context: CheckContext): Promise<Judgement> {
  const { client, probeOnce } = context
  const flow = await probeOnce(publishedFlow)
  const phones = Array.from({ length: TAKEN_PHONES }, (_, index) => inventPhone(context, STARTED_PHONE + index))
  const lookups = await sendAll(
    phones.map((phone) => buildActionRequest('getContact', { phone })),
    context,
  )
  const phone = phones[lookups.findIndex(({ status }) => status === 404)]
  if (phone === undefined)
    throw createInconclusive('all test numbers are taken', 'a run an hour after the previous one')
  const count = async (): Promise<number> => {
    const { body } = await client.sendRequest(buildActionRequest('getFlow', { flow_id: flow }))
    return getNumber(body, 'sessions_count') ?? Number.NaN
  }
  const before = await count()
  const start = await client.sendRequest(buildActionRequest('triggerFlow', { flow_id: flow, phone }))
  if (!isSuccess(start)) return { evidence: 1, violations: [{ message: `status ${start.status}`, exchange: start }] }
  const contact = await client.sendRequest(buildActionRequest('getContact', { phone }))
  const after = await count()
  const found = await client.sendRequest(buildActionRequest('searchContacts', { query: phone }))
  const feed = await client.sendRequest(buildFeedRequest({ flow_id: flow }))
  const id = getString(start.body, 'id')
  const session = readSessions(feed).find((candidate) => isSameId(candidate.id, id))
  const violations: Violation[] = []
  if (!isSuccess(contact)) violations.push({ message: 'the contact cannot be read', exchange: contact })
  else if (typeof getPath(contact.body, 'opted_in_at') !== 'string')
    violations.push({ message: 'the contact is not opted in', pointer: '/opted_in_at', exchange: contact })
  if (session !== undefined && !isSameId(getString(session.item, 'contact_id'), getString(contact.body, 'id')))
    violations.push({ message: 'the session belongs to another contact', pointer: '/*/contact_id', exchange: feed })
  if (getObjects(found.body).length > 1)
    violations.push({ message: 'several contacts have the number', exchange: found })
  if (after <= before) {
    const example = `${before}, then ${after}`
    violations.push({ message: 'sessions_count does not count the session', level: 'SHOULD', example, exchange: start })
  }
  return { evidence: 1, violations }
}

async function checkSecondFlow(context: CheckContext): Promise<Judgement> {
  const { client, probeOnce } = context
  const { flow, contact } = await probeOnce(startedSession)
  await findStartedSession(context)
  const flows = [...new Set((await probeOnce(sessions)).flatMap(({ item }) => getString(item, 'flow_id') ?? []))]
  for (const other of flows.filter((id) => id !== flow)) {
    if (!(await isPublished(other, context))) continue
    const request = buildActionRequest('triggerFlow', { flow_id: other, ...toContactKey(contact) })
    return checkEach([await client.sendRequest(request)], (exchange): Violation | null => {
      if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
      const isStarted = getString(exchange.body, 'status') === 'started'
      return isStarted ? null : { message: 'no session of the second flow was started', pointer: '/status', exchange }
    })
  }
  throw createInconclusive('only one published flow is known', 'sessions of two published flows')
}
