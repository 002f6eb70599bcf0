import type { Check, Source } from '../../kit/check.ts'
import type { SeenItem } from '../../kit/checks/order.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, sameJson, textAt } from '../../kit/json.ts'
import { GARBAGE, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context } from '../../kit/observation.ts'
import { inconclusive } from '../../kit/outcome.ts'
import { sameId } from '../../kit/same-id.ts'
import { actionCall } from './actions.ts'
import { feedCall, sessionsOf } from './feed.ts'
import { CONTEXT, contact, publishedFlow, started, startedId, type Started } from './sandbox.ts'

const common = { level: 'MUST', needs: ['writes'], unit: 'start', remedy: 'a published flow' } as const

function stated(statement: string): { readonly source: Source } {
  return { source: { kind: 'vendor', statement } }
}

/** What starting a flow does. */
export const startChecks: readonly Check[] = [
  {
    ...common,
    ...stated('newFlowTriggered'),
    id: 'POLL-028',
    title: 'Entering a published flow makes one session, entering a draft makes none',
    judge: entering,
  },
  {
    ...common,
    ...stated('Triggered.status'),
    id: 'POLL-029',
    title: 'A start says that the session is started, or is running already, and which one it is',
    judge: async (context) => {
      await startedId(context)
      return judgeEach([(await context.observe(started)).exchange], (exchange) =>
        textAt(exchange.body, 'status') === 'started'
          ? null
          : {
              what: 'another status than started',
              pointer: '/status',
              witness: textAt(exchange.body, 'status') ?? '',
              exchange,
            },
      )
    },
  },
  {
    ...common,
    ...stated('triggerFlow/201'),
    id: 'POLL-030',
    level: 'SHOULD',
    title: 'A start that makes a session answers 201',
    judge: async (context) => {
      await startedId(context)
      return judgeEach([(await context.observe(started)).exchange], (exchange) =>
        exchange.status === 201 ? null : { what: `status ${exchange.status} instead of 201`, exchange },
      )
    },
  },
  {
    ...common,
    ...stated('triggerFlow/200'),
    id: 'POLL-031',
    title: 'Whoever is in a session of a flow stays in it: a second start answers 200 and makes none',
    unit: 'second start while the first session runs',
    judge: secondStart,
  },
  {
    ...common,
    ...stated('triggerFlow/404'),
    id: 'POLL-032',
    title: 'A start of an unknown flow, or for an unknown contact, answers 404',
    unit: 'start of or for nobody',
    judge: async ({ observe, client, ledger }) => {
      const [flow, { id }] = [await observe(publishedFlow), await observe(contact)]
      const nobody = ledger.invent(UNKNOWN_UUID)
      const bodies = [
        { flow_id: UNKNOWN_UUID, contact_id: id },
        { flow_id: flow, contact_id: nobody },
      ]
      const answers: Exchange[] = []
      for (const body of bodies) answers.push(await client.send(actionCall('triggerFlow', body, 'invalid')))
      return judgeEach(answers, (exchange) => due(exchange, 404))
    },
  },
  {
    ...common,
    ...stated('triggerFlow/422'),
    id: 'POLL-033',
    title: 'A start that names nobody, a contact in two ways, or no flow, answers 422',
    unit: 'start that does not hold',
    judge: async ({ observe, client }) => {
      const [flow, { id, sent }] = [await observe(publishedFlow), await observe(contact)]
      const bodies = [
        { flow_id: flow },
        { flow_id: flow, contact_id: id, phone: sent.phone },
        { contact_id: id },
        { flow_id: GARBAGE, contact_id: id },
      ]
      const answers: Exchange[] = []
      for (const body of bodies) answers.push(await client.send(actionCall('triggerFlow', body, 'invalid')))
      return judgeEach(answers, (exchange) => due(exchange, 422))
    },
  },
  {
    ...common,
    ...stated('TriggerFlow.context'),
    id: 'POLL-034',
    title: 'What a start is given stands in the context of the session, unchanged',
    unit: 'member of a context that was sent',
    judge: async (context) => {
      const session = await startedSession(context)
      return judgeEach(Object.entries(CONTEXT), ([name, value]) => {
        const back = at(session.item, 'context', name)
        if (sameJson(back, value)) return null
        const pointer = `/*/context/${name}`
        return {
          what: 'the context is another than was given',
          pointer,
          witness: JSON.stringify(back) ?? 'missing',
          exchange: session.exchange,
        }
      })
    },
  },
  {
    ...common,
    ...stated('FlowSession.contact_id'),
    id: 'POLL-035',
    title: 'The session is of the flow and the contact that were named',
    judge: async (context) => {
      const [{ flow, contact: own }, session] = [await context.observe(started), await startedSession(context)]
      const expected = { flow_id: flow, contact_id: own.id, contact_phone: own.sent.phone }
      return judgeEach(Object.entries(expected), ([name, value]) =>
        sameId(textAt(session.item, name), value)
          ? null
          : { what: `another ${name} than was named`, pointer: `/*/${name}`, exchange: session.exchange },
      )
    },
  },
]

async function entering(context: Context): Promise<Judgement> {
  const { flow, contact: own, shown } = await context.observe(started)
  const id = await startedId(context)
  const sessions = mine(shown[0], own.id)
  const what = `${sessions.length} sessions after one start`
  const isOne = sessions.filter((one) => sameId(one.id, id)).length === 1
  const published: Judgement = {
    evidence: 1,
    violations: isOne ? [] : [{ what, witness: `${id} of ${flow}`, exchange: shown[0] }],
  }
  const draft = context.given['draftFlowId']
  return draft === undefined ? published : together([published, await enteringDraft(draft, own.id, context)])
}

async function enteringDraft(draft: string, contactId: string, { client }: Context): Promise<Judgement> {
  const exchange = await client.send(actionCall('triggerFlow', { flow_id: draft, contact_id: contactId }, 'invalid'))
  const feed = await client.send(feedCall({ flow_id: draft }))
  const refused = isRefusal(exchange) ? [] : [{ what: `status ${exchange.status} to the start of a draft`, exchange }]
  const made = mine(feed, contactId).map(({ id }) => ({ what: 'a session of a draft', witness: id, exchange: feed }))
  return { evidence: 1, violations: [...refused, ...made] }
}

async function secondStart(context: Context): Promise<Judgement> {
  const { contact: own, again, shown } = await context.observe(started)
  const id = await startedId(context)
  const [before, after] = [mine(shown[0], own.id), mine(shown[1], own.id)]
  const session = after.find((one) => sameId(one.id, id))
  if (session === undefined || textAt(session.item, 'status') !== 'running') {
    throw inconclusive('the session ended before the flow was started again', 'a flow that waits for an answer')
  }
  const status = textAt(again.body, 'status')
  const violations: Violation[] = []
  if (again.status !== 200) violations.push({ what: `status ${again.status} instead of 200`, exchange: again })
  else if (status !== 'already_running')
    violations.push({ what: 'not already_running', pointer: '/status', exchange: again })
  if (after.length > before.length) violations.push({ what: 'a second session', exchange: shown[1] })
  return { evidence: 1, violations }
}

async function startedSession(context: Context): Promise<SeenItem & { readonly exchange: Exchange }> {
  const [id, { shown }]: readonly [string, Started] = [await startedId(context), await context.observe(started)]
  const session = sessionsOf(shown[0]).find((one) => sameId(one.id, id))
  if (session === undefined) throw inconclusive('the session that was started does not show', 'see POLL-028')
  return { ...session, exchange: shown[0] }
}

function mine(feed: Exchange, contactId: string): readonly SeenItem[] {
  return isSuccess(feed) ? sessionsOf(feed).filter(({ item }) => sameId(textAt(item, 'contact_id'), contactId)) : []
}

function due(exchange: Exchange, status: number): Violation | null {
  if (exchange.status === status) return null
  return { what: `status ${exchange.status} instead of ${status}`, witness: exchange.call.body ?? '', exchange }
}
