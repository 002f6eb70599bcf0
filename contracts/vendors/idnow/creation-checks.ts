import { bestPractice, citeVendor, type Check, defineWriteCheck } from '../../kit/check.ts'
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { sendAndCheck } from '../../kit/checks/send.ts'
import { isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, createNotApplicable, type Violation } from '../../kit/outcome.ts'
import { getString, type Json } from '../../kit/json.ts'
import { isSameId, OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/ids.ts'
import {
  buildDatablocksRequest,
  buildCreateRequest,
  buildSessionRequest,
  createdSession,
  toOtherEnvironment,
} from './sandbox.ts'
import { readPage, readScope, readSessions } from './sessions.ts'

const HINT = 'a flow to create sessions of'
const common = { evidence: ['session', HINT] } as const

export const creationChecks: readonly Check[] = [
  defineWriteCheck('PAGE-031', citeVendor('MUST', 'createSession/201'), {
    ...common,
    title: 'A creation gets 201 with an active session of the requested flow and environment',
    run: async (context) => {
      const [{ exchange }, scope] = [await context.probeOnce(createdSession), readScope(context)]
      const { body } = exchange
      const violations: Violation[] = []
      if (exchange.status !== 201) violations.push({ message: `status ${exchange.status} instead of 201`, exchange })
      for (const name of ['flowId', 'environment'] as const) {
        if (!isSameId(getString(body, name), scope[name]))
          violations.push({ message: `${name} is not the requested one`, pointer: `/${name}`, exchange })
      }
      const status = getString(body, 'sessionContext', 'sessionStatus') ?? ''
      if (!['CREATED', 'RUNNING'].includes(status))
        violations.push({ message: `the new session is ${status}`, pointer: '/sessionContext/sessionStatus', exchange })
      return { evidence: 1, violations }
    },
  }),
  defineWriteCheck('PAGE-032', citeVendor('MUST', 'readSession'), {
    ...common,
    title: 'A created session is readable with its flow, environment, subject and state',
    run: async (context) => {
      const [{ id, sentBody, readBack }, scope] = [await context.probeOnce(createdSession), readScope(context)]
      if (readBack === null) throw createNotApplicable('the target does not offer readSession')
      if (!isSuccess(readBack))
        return { evidence: 1, violations: [{ message: `status ${readBack.status}`, example: id, exchange: readBack }] }
      const [subjectId, state] = [getString(sentBody, 'metadata', 'subjectId'), getString(sentBody, 'state')]
      const expected = { ...scope, sessionId: id, subjectId, state }
      return checkEach(Object.entries(expected), ([name, value]) =>
        isSameId(getString(readBack.body, name), value)
          ? null
          : { message: `${name} is not the requested one`, pointer: `/${name}`, example: id, exchange: readBack },
      )
    },
  }),
  defineWriteCheck('PAGE-033', citeVendor('MUST', 'listSessions'), {
    ...common,
    title: 'A created session is listed, increases the total, and is not in the other environment',
    run: async ({ probeOnce }) => {
      const { id, before, after, otherEnvironment } = await probeOnce(createdSession)
      const violations: Violation[] = []
      const isListed = readSessions(after).some((session) => session.id === id)
      if (!isListed) violations.push({ message: 'the session is not listed', example: id, exchange: after })
      const [totalBefore, totalAfter] = [readPage(before).totalElements, readPage(after).totalElements]
      const example = `totalElements ${totalBefore}, then ${totalAfter}`
      if (isListed && !(totalAfter > totalBefore))
        violations.push({ message: 'totalElements did not increase', example, exchange: after })
      if (readSessions(otherEnvironment).some((session) => session.id === id))
        violations.push({ message: 'the other environment lists the session', example: id, exchange: otherEnvironment })
      return { evidence: 1, violations }
    },
  }),
  defineWriteCheck('PAGE-034', citeVendor('SHOULD', 'Session.subjectId'), {
    ...common,
    title: 'The list contains the subjectId of the creation',
    run: async ({ probeOnce }) => {
      const { id, sentBody, after } = await probeOnce(createdSession)
      const rows = readSessions(after).filter((session) => session.id === id)
      const expected = getString(sentBody, 'metadata', 'subjectId')
      return checkEach(rows, ({ item }) =>
        getString(item, 'subjectId') === expected
          ? null
          : { message: 'subjectId differs', pointer: '/content/*/subjectId', example: `${expected}`, exchange: after },
      )
    },
  }),
  defineWriteCheck('PAGE-035', citeVendor('MUST', 'createSession/400'), {
    ...common,
    title: 'A creation with an invalid state or an invalid body gets 400',
    evidence: ['invalid creation', HINT],
    run: sendAndCheck(
      async (context) => {
        const [scope, { sentBody }] = [readScope(context), await context.probeOnce(createdSession)]
        const bodies: readonly Json[] = [
          { ...sentBody, state: 'x'.repeat(2049) },
          { ...sentBody, state: 7 },
          { ...sentBody, input: 'nothing' },
          ['a list'],
        ]
        return bodies.map((body) => buildCreateRequest(scope, body, 'invalid'))
      },
      (exchange) => expectStatus(exchange, 400, exchange.request.body?.slice(0, 120)),
    ),
  }),
  defineWriteCheck('PAGE-036', bestPractice, {
    ...common,
    title: 'Requests with an unknown flow or session are rejected',
    evidence: ['unknown flow or session', HINT],
    run: sendAndCheck(async (context) => {
      const [scope, { sentBody }] = [readScope(context), await context.probeOnce(createdSession)]
      return [
        buildCreateRequest({ ...scope, flowId: UNKNOWN_UUID }, sentBody, 'invalid'),
        buildSessionRequest(scope.environment, OTHER_UNKNOWN_UUID, 'invalid'),
        buildDatablocksRequest(scope.environment, OTHER_UNKNOWN_UUID),
      ]
    }, expectClientError),
  }),
  defineWriteCheck('PAGE-037', bestPractice, {
    ...common,
    title: 'A session is not readable in the other environment',
    evidence: ['read in the other environment', HINT],
    security: true,
    run: sendAndCheck(async (context) => {
      const { id } = await context.probeOnce(createdSession)
      const { environment } = toOtherEnvironment(readScope(context))
      return [buildSessionRequest(environment, id, 'invalid'), buildDatablocksRequest(environment, id)]
    }, expectClientError),
  }),
]
