import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPath, type Json, getString } from '../../kit/json.ts'
import { isSameId, OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import {
  buildDatablocksRequest,
  buildCreateRequest,
  createdSession,
  toOtherEnvironment,
  buildSessionRequest,
  readTotal,
} from './sandbox.ts'
import { readScope, readSessions } from './sessions.ts'

const common = { level: 'MUST', needs: ['writes'], unit: 'session', hint: 'a flow to create sessions of' } as const

/** Creating a session, and what shows it. */
export const creationChecks: readonly Check[] = [
  {
    ...common,
    source: { kind: 'vendor', statement: 'createSession/201' },
    id: 'PAGE-031',
    title: 'A creation answers 201 with a session of the flow and environment in the path that nobody has ended',
    run: async (context) => {
      const [{ exchange }, place] = [await context.probeOnce(createdSession), readScope(context)]
      const { body } = exchange
      const flaws: Violation[] = []
      if (exchange.status !== 201) flaws.push({ message: `status ${exchange.status} instead of 201`, exchange })
      for (const name of ['flowId', 'environment'] as const) {
        if (!isSameId(getString(body, name), place[name]))
          flaws.push({ message: `another ${name}`, pointer: `/${name}`, exchange })
      }
      const status = getString(body, 'sessionContext', 'sessionStatus') ?? ''
      if (!['CREATED', 'RUNNING'].includes(status))
        flaws.push({ message: `a new session is ${status}`, pointer: '/sessionContext/sessionStatus', exchange })
      return { evidence: 1, violations: flaws }
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'readSession' },
    id: 'PAGE-032',
    title: 'A created session is read as it was created: its flow, its environment, its subject, its state',
    run: async (context) => {
      const [{ id, sentBody, readBack }, place] = [await context.probeOnce(createdSession), readScope(context)]
      if (!isSuccess(readBack))
        return { evidence: 1, violations: [{ message: `status ${readBack.status}`, example: id, exchange: readBack }] }
      const due = {
        ...place,
        sessionId: id,
        subjectId: getString(sentBody, 'metadata', 'subjectId'),
        state: getString(sentBody, 'state'),
      }
      return checkEach(Object.entries(due), ([name, value]) =>
        isSameId(getString(readBack.body, name), value)
          ? null
          : { message: `another ${name} than was asked for`, pointer: `/${name}`, example: id, exchange: readBack },
      )
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'listSessions' },
    id: 'PAGE-033',
    title: 'A created session is listed, the total grows, and the other environment does not show it',
    run: async ({ probeOnce }) => {
      const { id, before, after, otherEnvironment } = await probeOnce(createdSession)
      const flaws: Violation[] = []
      const isListed = readSessions(after).some((one) => one.id === id)
      if (!isListed) flaws.push({ message: 'the session is not listed', example: id, exchange: after })
      const [from, to] = [readTotal(before), readTotal(after)]
      const example = `totalElements ${from}, then ${to}`
      if (isListed && !(to > from)) flaws.push({ message: 'the total did not grow', example: example, exchange: after })
      if (readSessions(otherEnvironment).some((one) => one.id === id))
        flaws.push({ message: 'the other environment shows the session', example: id, exchange: otherEnvironment })
      return { evidence: 1, violations: flaws }
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'Session.subjectId' },
    id: 'PAGE-034',
    level: 'SHOULD',
    title: 'The list shows the subject that a session was created for',
    run: async ({ probeOnce }) => {
      const { id, sentBody, after } = await probeOnce(createdSession)
      const rows = readSessions(after).filter((one) => one.id === id)
      const due = getString(sentBody, 'metadata', 'subjectId')
      return checkEach(rows, ({ item }) =>
        getString(item, 'subjectId') === due
          ? null
          : { message: 'another subject', pointer: '/content/*/subjectId', example: `${due}`, exchange: after },
      )
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'createSession/400' },
    id: 'PAGE-035',
    title: 'A creation with a state that is too long or no text, or that is no object, answers 400',
    unit: 'creation that must be refused',
    run: checkRejections,
  },
  {
    ...common,
    id: 'PAGE-036',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A creation in an unknown flow, and a read of an unknown session, are refused',
    unit: 'unknown flow or session',
    run: async (context) => {
      const place = readScope(context)
      const { sentBody } = await context.probeOnce(createdSession)
      const answers = [
        await context.client.sendRequest(buildCreateRequest({ ...place, flowId: UNKNOWN_UUID }, sentBody, 'invalid')),
        await context.client.sendRequest(buildSessionRequest(place.environment, OTHER_UNKNOWN_UUID, 'invalid')),
        await context.client.sendRequest(buildDatablocksRequest(place.environment, OTHER_UNKNOWN_UUID)),
      ]
      return checkEach(answers, findRejectionViolation)
    },
  },
  {
    ...common,
    id: 'PAGE-037',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A session is not there in the other environment',
    unit: 'read in the other environment',
    security: true,
    run: async (context) => {
      const { id } = await context.probeOnce(createdSession)
      const { environment } = toOtherEnvironment(readScope(context))
      const answers = [
        await context.client.sendRequest(buildSessionRequest(environment, id, 'invalid')),
        await context.client.sendRequest(buildDatablocksRequest(environment, id)),
      ]
      return checkEach(answers, findRejectionViolation)
    },
  },
]

async function checkRejections(context: CheckContext): Promise<Judgement> {
  const [place, { sentBody }] = [readScope(context), await context.probeOnce(createdSession)]
  const bodies: readonly Json[] = [
    { ...sentBody, state: 'x'.repeat(2049) },
    { ...sentBody, state: 7 },
    { ...sentBody, input: 'nothing' },
    ['a list'],
  ]
  const answers: Exchange[] = []
  for (const body of bodies) answers.push(await context.client.sendRequest(buildCreateRequest(place, body, 'invalid')))
  return checkEach(answers, (exchange) => {
    if (exchange.status === 400) return null
    const example = (exchange.request.body ?? '').slice(0, 120)
    return { message: `status ${exchange.status} instead of 400`, example: example, exchange }
  })
}

function findRejectionViolation(exchange: Exchange): Violation | null {
  if (isClientError(exchange)) return null
  const what =
    getPath(exchange.body) === undefined ? `status ${exchange.status}` : `status ${exchange.status} instead of 4xx`
  return { message: what, example: `${exchange.method} ${exchange.request.path}`, exchange }
}
