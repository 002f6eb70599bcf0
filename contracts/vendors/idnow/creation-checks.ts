import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, type Json, textAt } from '../../kit/json.ts'
import { OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context } from '../../kit/observation.ts'
import { sameId } from '../../kit/same-id.ts'
import { blocksCall, createCall, creation, otherPlace, sessionCall, totalOf } from './creation.ts'
import { placeOf, sessionsOf } from './sessions.ts'

const common = { level: 'MUST', needs: ['writes'], unit: 'session', remedy: 'a flow to create sessions of' } as const

function stated(statement: string): { readonly source: Source } {
  return { source: { kind: 'vendor', statement } }
}

/** Creating a session, and what shows it. */
export const creationChecks: readonly Check[] = [
  {
    ...common,
    ...stated('createSession/201'),
    id: 'PAGE-031',
    title: 'A creation answers 201 with a session of the flow and environment in the path that nobody has ended',
    judge: async (context) => {
      const [{ exchange }, place] = [await context.observe(creation), placeOf(context)]
      const { body } = exchange
      const flaws: Violation[] = []
      if (exchange.status !== 201) flaws.push({ what: `status ${exchange.status} instead of 201`, exchange })
      for (const name of ['flowId', 'environment'] as const) {
        if (!sameId(textAt(body, name), place[name]))
          flaws.push({ what: `another ${name}`, pointer: `/${name}`, exchange })
      }
      const status = textAt(body, 'sessionContext', 'sessionStatus') ?? ''
      if (!['CREATED', 'RUNNING'].includes(status))
        flaws.push({ what: `a new session is ${status}`, pointer: '/sessionContext/sessionStatus', exchange })
      return { evidence: 1, violations: flaws }
    },
  },
  {
    ...common,
    ...stated('readSession'),
    id: 'PAGE-032',
    title: 'A created session is read as it was created: its flow, its environment, its subject, its state',
    judge: async (context) => {
      const [{ id, sent, read }, place] = [await context.observe(creation), placeOf(context)]
      if (!isSuccess(read))
        return { evidence: 1, violations: [{ what: `status ${read.status}`, witness: id, exchange: read }] }
      const due = {
        ...place,
        sessionId: id,
        subjectId: textAt(sent, 'metadata', 'subjectId'),
        state: textAt(sent, 'state'),
      }
      return judgeEach(Object.entries(due), ([name, value]) =>
        sameId(textAt(read.body, name), value)
          ? null
          : { what: `another ${name} than was asked for`, pointer: `/${name}`, witness: id, exchange: read },
      )
    },
  },
  {
    ...common,
    ...stated('listSessions'),
    id: 'PAGE-033',
    title: 'A created session is listed, the total grows, and the other environment does not show it',
    judge: async ({ observe }) => {
      const { id, before, after, elsewhere } = await observe(creation)
      const flaws: Violation[] = []
      const isListed = sessionsOf(after).some((one) => one.id === id)
      if (!isListed) flaws.push({ what: 'the session is not listed', witness: id, exchange: after })
      const [from, to] = [totalOf(before), totalOf(after)]
      const witness = `totalElements ${from}, then ${to}`
      if (isListed && !(to > from)) flaws.push({ what: 'the total did not grow', witness, exchange: after })
      if (sessionsOf(elsewhere).some((one) => one.id === id))
        flaws.push({ what: 'the other environment shows the session', witness: id, exchange: elsewhere })
      return { evidence: 1, violations: flaws }
    },
  },
  {
    ...common,
    ...stated('Session.subjectId'),
    id: 'PAGE-034',
    level: 'SHOULD',
    title: 'The list shows the subject that a session was created for',
    judge: async ({ observe }) => {
      const { id, sent, after } = await observe(creation)
      const rows = sessionsOf(after).filter((one) => one.id === id)
      const due = textAt(sent, 'metadata', 'subjectId')
      return judgeEach(rows, ({ item }) =>
        textAt(item, 'subjectId') === due
          ? null
          : { what: 'another subject', pointer: '/content/*/subjectId', witness: `${due}`, exchange: after },
      )
    },
  },
  {
    ...common,
    ...stated('createSession/400'),
    id: 'PAGE-035',
    title: 'A creation with a state that is too long or no text, or that is no object, answers 400',
    unit: 'creation that must be refused',
    judge: refusals,
  },
  {
    ...common,
    id: 'PAGE-036',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A creation in an unknown flow, and a read of an unknown session, are refused',
    unit: 'unknown flow or session',
    judge: async (context) => {
      const place = placeOf(context)
      const { sent } = await context.observe(creation)
      const answers = [
        await context.client.send(createCall({ ...place, flowId: UNKNOWN_UUID }, sent, 'invalid')),
        await context.client.send(sessionCall(place.environment, OTHER_UNKNOWN_UUID, 'invalid')),
        await context.client.send(blocksCall(place.environment, OTHER_UNKNOWN_UUID)),
      ]
      return judgeEach(answers, refused)
    },
  },
  {
    ...common,
    id: 'PAGE-037',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A session is not there in the other environment',
    unit: 'read in the other environment',
    security: true,
    judge: async (context) => {
      const { id } = await context.observe(creation)
      const { environment } = otherPlace(placeOf(context))
      const answers = [
        await context.client.send(sessionCall(environment, id, 'invalid')),
        await context.client.send(blocksCall(environment, id)),
      ]
      return judgeEach(answers, refused)
    },
  },
]

async function refusals(context: Context): Promise<Judgement> {
  const [place, { sent }] = [placeOf(context), await context.observe(creation)]
  const bodies: readonly Json[] = [
    { ...sent, state: 'x'.repeat(2049) },
    { ...sent, state: 7 },
    { ...sent, input: 'nothing' },
    ['a list'],
  ]
  const answers: Exchange[] = []
  for (const body of bodies) answers.push(await context.client.send(createCall(place, body, 'invalid')))
  return judgeEach(answers, (exchange) => {
    if (exchange.status === 400) return null
    const witness = (exchange.call.body ?? '').slice(0, 120)
    return { what: `status ${exchange.status} instead of 400`, witness, exchange }
  })
}

function refused(exchange: Exchange): Violation | null {
  if (isRefusal(exchange)) return null
  const what =
    at(exchange.body) === undefined ? `status ${exchange.status}` : `status ${exchange.status} instead of 4xx`
  return { what, witness: `${exchange.method} ${exchange.call.path}`, exchange }
}
