// Checks: POLL-028, POLL-029, POLL-030, POLL-031, POLL-032, POLL-033, POLL-034, POLL-035
import { citeVendor } from '../../kit/checks/rule-source.ts'
import type { Check } from '../../kit/check.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { sendAndCheck } from '../../kit/checks/send.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, createInconclusive, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getPath, isSameJson, getString } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import {
  buildActionRequest,
  publishedFlow,
  requireStartedId,
  START_CONTEXT,
  startedSession,
  testContact,
} from './sandbox.ts'
import { buildFeedRequest, readSessions } from './feed.ts'

const common = { needs: ['writes'], unit: 'start', hint: 'a published flow' } as const

export const startChecks: readonly Check[] = [
  {
    ...common,
    ...citeVendor('MUST', 'newFlowTriggered'),
    id: 'POLL-028',
    title: 'Starting a published flow creates one session, starting a draft creates none',
    run: checkFlowStart,
  },
  {
    ...common,
    ...citeVendor('MUST', 'Triggered.status'),
    id: 'POLL-029',
    title: 'A start returns the session id and the status started or already_running',
    run: async (context) => {
      await requireStartedId(context)
      return checkEach([(await context.probeOnce(startedSession)).exchange], (exchange) => {
        const status = getString(exchange.body, 'status') ?? ''
        const violation = { message: 'the status is not started', pointer: '/status', example: status, exchange }
        return status === 'started' ? null : violation
      })
    },
  },
  {
    ...common,
    ...citeVendor('SHOULD', 'triggerFlow/201'),
    id: 'POLL-030',
    title: 'A start that creates a session gets 201',
    run: async (context) => {
      await requireStartedId(context)
      return checkEach([(await context.probeOnce(startedSession)).exchange], (exchange) => expectStatus(exchange, 201))
    },
  },
  {
    ...common,
    ...citeVendor('MUST', 'triggerFlow/200'),
    id: 'POLL-031',
    title: 'A second start during a running session gets 200 and creates none',
    unit: 'second start while the first session runs',
    run: checkSecondStart,
  },
  {
    ...common,
    ...citeVendor('MUST', 'triggerFlow/404'),
    id: 'POLL-032',
    title: 'A start with an unknown flow or contact gets 404',
    unit: 'start with an unknown id',
    run: sendAndCheck(
      async ({ probeOnce, ledger }) => {
        const [flow, { id }] = [await probeOnce(publishedFlow), await probeOnce(testContact)]
        const bodies = [
          { flow_id: UNKNOWN_UUID, contact_id: id },
          { flow_id: flow, contact_id: ledger.addInventedId(UNKNOWN_UUID) },
        ]
        return bodies.map((body) => buildActionRequest('triggerFlow', body, 'invalid'))
      },
      (exchange) => expectStatus(exchange, 404, exchange.request.body),
    ),
  },
  {
    ...common,
    ...citeVendor('MUST', 'triggerFlow/422'),
    id: 'POLL-033',
    title: 'A start without a contact, with two contact keys, or without a valid flow gets 422',
    unit: 'invalid start',
    run: sendAndCheck(
      async ({ probeOnce }) => {
        const [flow, { id, sentBody }] = [await probeOnce(publishedFlow), await probeOnce(testContact)]
        const bodies = [
          { flow_id: flow },
          { flow_id: flow, contact_id: id, phone: sentBody.phone },
          { contact_id: id },
          { flow_id: INVALID_VALUE, contact_id: id },
        ]
        return bodies.map((body) => buildActionRequest('triggerFlow', body, 'invalid'))
      },
      (exchange) => expectStatus(exchange, 422, exchange.request.body),
    ),
  },
  {
    ...common,
    ...citeVendor('MUST', 'TriggerFlow.context'),
    id: 'POLL-034',
    title: 'The context of a start is the context of the session, unchanged',
    unit: 'field of the sent context',
    run: async (context) => {
      const session = await findStartedSession(context)
      return checkEach(Object.entries(START_CONTEXT), ([name, value]) => {
        const actual = getPath(session.item, 'context', name)
        if (isSameJson(actual, value)) return null
        const message = 'the context differs from the sent one'
        const example = JSON.stringify(actual) ?? 'missing'
        return { message, pointer: `/*/context/${name}`, example, exchange: session.exchange }
      })
    },
  },
  {
    ...common,
    ...citeVendor('MUST', 'FlowSession.contact_id'),
    id: 'POLL-035',
    title: 'The session belongs to the requested flow and contact',
    run: async (context) => {
      const { flow, contact } = await context.probeOnce(startedSession)
      const session = await findStartedSession(context)
      const expected = { flow_id: flow, contact_id: contact.id, contact_phone: contact.sentBody.phone }
      return checkEach(Object.entries(expected), ([name, value]) =>
        isSameId(getString(session.item, name), value)
          ? null
          : { message: `${name} is not the requested one`, pointer: `/*/${name}`, exchange: session.exchange },
      )
    },
  },
]

async function checkFlowStart(context: CheckContext): Promise<Judgement> {
  const { flow, contact, listings } = await context.probeOnce(startedSession)
  const id = await requireStartedId(context)
  const sessions = findContactSessions(listings[0], contact.id)
  const isOne = sessions.filter((session) => isSameId(session.id, id)).length === 1
  const published = checkEach([listings[0]], (exchange) => {
    const message = `${sessions.length} sessions after one start`
    return isOne ? null : { message, example: `${id} of ${flow}`, exchange }
  })
  const draft = context.knownIds['draftFlowId']
  if (draft === undefined) return published
  return mergeJudgements([published, await checkDraftStart(draft, contact.id, context)])
}

async function checkDraftStart(draft: string, contactId: string, { client }: CheckContext): Promise<Judgement> {
  const body = { flow_id: draft, contact_id: contactId }
  const exchange = await client.sendRequest(buildActionRequest('triggerFlow', body, 'invalid'))
  const feed = await client.sendRequest(buildFeedRequest({ flow_id: draft }))
  const startViolations = isClientError(exchange)
    ? []
    : [{ message: `status ${exchange.status} for the start of a draft`, exchange }]
  const sessionViolations = findContactSessions(feed, contactId).map(({ id }) => {
    return { message: 'the draft has a session', example: id, exchange: feed }
  })
  return { evidence: 1, violations: [...startViolations, ...sessionViolations] }
}

async function checkSecondStart(context: CheckContext): Promise<Judgement> {
  const { contact, secondStart, listings } = await context.probeOnce(startedSession)
  const id = await requireStartedId(context)
  const [before, after] = [findContactSessions(listings[0], contact.id), findContactSessions(listings[1], contact.id)]
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

function findContactSessions(feed: Exchange, contactId: string): readonly ListItem[] {
  return isSuccess(feed)
    ? readSessions(feed).filter(({ item }) => isSameId(getString(item, 'contact_id'), contactId))
    : []
}
