import type { Check } from '../../kit/check.ts'
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
  type StartedSession,
  testContact,
} from './sandbox.ts'
import { buildFeedRequest, readSessions } from './feed.ts'

const common = { level: 'MUST', needs: ['writes'], unit: 'start', hint: 'a published flow' } as const

/** What starting a flow does. */
export const startChecks: readonly Check[] = [
  {
    ...common,
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    id: 'POLL-028',
    title: 'Entering a published flow makes one session, entering a draft makes none',
    run: checkFlowStart,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'Triggered.status' },
    id: 'POLL-029',
    title: 'A start says that the session is started, or is running already, and which one it is',
    run: async (context) => {
      await requireStartedId(context)
      return checkEach([(await context.probeOnce(startedSession)).exchange], (exchange) =>
        getString(exchange.body, 'status') === 'started'
          ? null
          : {
              message: 'another status than started',
              pointer: '/status',
              example: getString(exchange.body, 'status') ?? '',
              exchange,
            },
      )
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'triggerFlow/201' },
    id: 'POLL-030',
    level: 'SHOULD',
    title: 'A start that makes a session answers 201',
    run: async (context) => {
      await requireStartedId(context)
      return checkEach([(await context.probeOnce(startedSession)).exchange], (exchange) =>
        exchange.status === 201 ? null : { message: `status ${exchange.status} instead of 201`, exchange },
      )
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'triggerFlow/200' },
    id: 'POLL-031',
    title: 'Whoever is in a session of a flow stays in it: a second start answers 200 and makes none',
    unit: 'second start while the first session runs',
    run: checkSecondStart,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'triggerFlow/404' },
    id: 'POLL-032',
    title: 'A start of an unknown flow, or for an unknown contact, answers 404',
    unit: 'start of or for nobody',
    run: async ({ probeOnce, client, ledger }) => {
      const [flow, { id }] = [await probeOnce(publishedFlow), await probeOnce(testContact)]
      const nobody = ledger.addInventedId(UNKNOWN_UUID)
      const bodies = [
        { flow_id: UNKNOWN_UUID, contact_id: id },
        { flow_id: flow, contact_id: nobody },
      ]
      const answers: Exchange[] = []
      for (const body of bodies)
        answers.push(await client.sendRequest(buildActionRequest('triggerFlow', body, 'invalid')))
      return checkEach(answers, (exchange) => findStatusViolation(exchange, 404))
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'triggerFlow/422' },
    id: 'POLL-033',
    title: 'A start that names nobody, a contact in two ways, or no flow, answers 422',
    unit: 'start that does not hold',
    run: async ({ probeOnce, client }) => {
      const [flow, { id, sentBody }] = [await probeOnce(publishedFlow), await probeOnce(testContact)]
      const bodies = [
        { flow_id: flow },
        { flow_id: flow, contact_id: id, phone: sentBody.phone },
        { contact_id: id },
        { flow_id: INVALID_VALUE, contact_id: id },
      ]
      const answers: Exchange[] = []
      for (const body of bodies)
        answers.push(await client.sendRequest(buildActionRequest('triggerFlow', body, 'invalid')))
      return checkEach(answers, (exchange) => findStatusViolation(exchange, 422))
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'TriggerFlow.context' },
    id: 'POLL-034',
    title: 'What a start is given stands in the context of the session, unchanged',
    unit: 'member of a context that was sent',
    run: async (context) => {
      const session = await findStartedSession(context)
      return checkEach(Object.entries(START_CONTEXT), ([name, value]) => {
        const back = getPath(session.item, 'context', name)
        if (isSameJson(back, value)) return null
        const pointer = `/*/context/${name}`
        return {
          message: 'the context is another than was given',
          pointer,
          example: JSON.stringify(back) ?? 'missing',
          exchange: session.exchange,
        }
      })
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'FlowSession.contact_id' },
    id: 'POLL-035',
    title: 'The session is of the flow and the contact that were named',
    run: async (context) => {
      const [{ flow, contact: own }, session] = [
        await context.probeOnce(startedSession),
        await findStartedSession(context),
      ]
      const expected = { flow_id: flow, contact_id: own.id, contact_phone: own.sentBody.phone }
      return checkEach(Object.entries(expected), ([name, value]) =>
        isSameId(getString(session.item, name), value)
          ? null
          : { message: `another ${name} than was named`, pointer: `/*/${name}`, exchange: session.exchange },
      )
    },
  },
]

async function checkFlowStart(context: CheckContext): Promise<Judgement> {
  const { flow, contact: own, listings } = await context.probeOnce(startedSession)
  const id = await requireStartedId(context)
  const sessions = findContactSessions(listings[0], own.id)
  const what = `${sessions.length} sessions after one start`
  const isOne = sessions.filter((one) => isSameId(one.id, id)).length === 1
  const published: Judgement = {
    evidence: 1,
    violations: isOne ? [] : [{ message: what, example: `${id} of ${flow}`, exchange: listings[0] }],
  }
  const draft = context.knownIds['draftFlowId']
  return draft === undefined ? published : mergeJudgements([published, await checkDraftStart(draft, own.id, context)])
}

async function checkDraftStart(draft: string, contactId: string, { client }: CheckContext): Promise<Judgement> {
  const exchange = await client.sendRequest(
    buildActionRequest('triggerFlow', { flow_id: draft, contact_id: contactId }, 'invalid'),
  )
  const feed = await client.sendRequest(buildFeedRequest({ flow_id: draft }))
  const refused = isClientError(exchange)
    ? []
    : [{ message: `status ${exchange.status} to the start of a draft`, exchange }]
  const made = findContactSessions(feed, contactId).map(({ id }) => ({
    message: 'a session of a draft',
    example: id,
    exchange: feed,
  }))
  return { evidence: 1, violations: [...refused, ...made] }
}

async function checkSecondStart(context: CheckContext): Promise<Judgement> {
  const { contact: own, secondStart, listings } = await context.probeOnce(startedSession)
  const id = await requireStartedId(context)
  const [before, after] = [findContactSessions(listings[0], own.id), findContactSessions(listings[1], own.id)]
  const session = after.find((one) => isSameId(one.id, id))
  if (session === undefined || getString(session.item, 'status') !== 'running') {
    throw createInconclusive('the session ended before the flow was started again', 'a flow that waits for an answer')
  }
  const status = getString(secondStart.body, 'status')
  const violations: Violation[] = []
  if (secondStart.status !== 200)
    violations.push({ message: `status ${secondStart.status} instead of 200`, exchange: secondStart })
  else if (status !== 'already_running')
    violations.push({ message: 'not already_running', pointer: '/status', exchange: secondStart })
  if (after.length > before.length) violations.push({ message: 'a second session', exchange: listings[1] })
  return { evidence: 1, violations }
}

async function findStartedSession(context: CheckContext): Promise<ListItem & { readonly exchange: Exchange }> {
  const [id, { listings }]: readonly [string, StartedSession] = [
    await requireStartedId(context),
    await context.probeOnce(startedSession),
  ]
  const session = readSessions(listings[0]).find((one) => isSameId(one.id, id))
  if (session === undefined) throw createInconclusive('the session that was started does not show', 'see POLL-028')
  return { ...session, exchange: listings[0] }
}

function findContactSessions(feed: Exchange, contactId: string): readonly ListItem[] {
  return isSuccess(feed)
    ? readSessions(feed).filter(({ item }) => isSameId(getString(item, 'contact_id'), contactId))
    : []
}

function findStatusViolation(exchange: Exchange, status: number): Violation | null {
  if (exchange.status === status) return null
  return { message: `status ${exchange.status} instead of ${status}`, example: exchange.request.body ?? '', exchange }
}
