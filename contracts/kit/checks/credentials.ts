import type { Call, Credential } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, headerOf, isRefusal, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import { UNKNOWN_UUID } from '../made-up.ts'
import type { Context, Observation } from '../observation.ts'
import { notApplicable, notSelected } from '../outcome.ts'
import { idsOf, parameter, type Read, readCall, type Survey, withQuery } from '../surface.ts'
import { recordCheck } from './record-check.ts'

const PARAMETERS = ['token', 'access_token', 'api_key'] as const

/** Reads that need a credential. */
export function guardedReads({ reads }: Survey): Observation<readonly Read[]> {
  return {
    name: 'reading what needs a credential',
    make: async ({ observe }) =>
      (await observe(reads)).filter(({ operation, exchange }) => !operation.open && isSuccess(exchange)),
  }
}

/** How a credential is carried, and in which order it is judged. */
export function credentialChecks(survey: Survey): readonly Check[] {
  const guarded = guardedReads(survey)
  return [
    challengeCheck(guarded),
    queryCheck(survey, guarded),
    orderCheck(survey, guarded),
    caseCheck(guarded),
    expiredCheck(guarded),
  ]
}

function challengeCheck(guarded: Observation<readonly Read[]>): Check {
  return recordCheck({
    id: 'AUTH-004',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.5.2' },
    title: 'A 401 carries a challenge in WWW-Authenticate',
    unit: 'answer with 401',
    remedy: 'let the run be refused for its credential',
    judge: async ({ exchanges, observe, client }) => {
      for (const { call } of (await observe(guarded)).slice(0, 1))
        await client.send({ ...call, credential: 'none', intent: 'invalid' })
      const refused = exchanges().filter(({ status }) => status === 401)
      if (refused.length === 0) throw notApplicable('the target answers nothing with 401')
      return judgeEach(refused, (exchange) =>
        headerOf(exchange, 'www-authenticate') === null ? { what: 'a 401 without a challenge', exchange } : null,
      )
    },
  })
}

function queryCheck({ surface }: Survey, guarded: Observation<readonly Read[]>): Check {
  return {
    id: 'AUTH-006',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A credential in the query lets nobody in',
    unit: 'request with the credential in its query',
    remedy: 'a read that needs a credential',
    security: true,
    judge: async ({ observe, client }) => {
      const answers: Exchange[] = []
      for (const { call } of (await observe(guarded)).slice(0, 2)) {
        for (const name of PARAMETERS)
          answers.push(
            await client.send({ ...call, operation: null, intent: 'invalid', credential: { parameter: name } }),
          )
      }
      return judgeEach(answers, (exchange) =>
        isSuccess(exchange)
          ? { what: 'a credential in the query opens the door', witness: idsOf(surface, exchange)[0] ?? '', exchange }
          : null,
      )
    },
  }
}

/** The same for a known thing, an unknown one and a senseless question: who asks is judged first. */
function orderCheck({ surface }: Survey, guarded: Observation<readonly Read[]>): Check {
  return {
    id: 'AUTH-007',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Who asks is judged before what is asked for: a missing credential is answered alike, whatever exists',
    unit: 'request without a credential',
    remedy: 'a read that needs a credential',
    judge: async ({ observe, client }) => {
      const groups: (readonly Exchange[])[] = []
      for (const read of await observe(guarded)) {
        const answers: Exchange[] = []
        for (const call of [read.call, ...variants(read, surface.single)])
          answers.push(await client.send({ ...call, credential: 'none', intent: 'invalid' }))
        groups.push(answers)
      }
      return judgeEach(
        groups.flatMap(([known, ...others]) => others.map((other) => ({ known, other }))),
        ({ known, other }) =>
          known === undefined || known.status === other.status
            ? null
            : {
                what: `status ${other.status} where a known thing answers ${known.status}`,
                witness: other.call.path,
                exchange: other,
              },
      )
    },
  }
}

function variants({ operation, values, call }: Read, single: Survey['surface']['single']): readonly Call[] {
  const name = single[operation.id]
  const [first] = operation.query
  return [
    ...(name === undefined ? [] : [readCall(operation, { ...values, [name]: UNKNOWN_UUID })]),
    ...(first === undefined ? [] : [withQuery(call, parameter(first, 'flowtwin no such value'))]),
  ]
}

function caseCheck(guarded: Observation<readonly Read[]>): Check {
  return {
    id: 'AUTH-008',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 11.1' },
    title: 'The scheme of a credential may be written in any case',
    unit: 'request with the scheme in another case',
    remedy: 'a read that needs a credential',
    judge: async ({ observe, client, scheme }) => {
      const answers: Exchange[] = []
      for (const { call } of (await observe(guarded)).slice(0, 1)) {
        for (const other of [scheme.toLowerCase(), scheme.toUpperCase()])
          answers.push(await client.send({ ...call, intent: 'open', credential: { scheme: other } }))
      }
      return judgeEach(answers, (exchange) =>
        isSuccess(exchange) ? null : { what: `status ${exchange.status} to the scheme in another case`, exchange },
      )
    },
  }
}

function expiredCheck(guarded: Observation<readonly Read[]>): Check {
  return {
    id: 'AUTH-009',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A credential that has expired or was revoked is refused',
    unit: 'request with an expired credential',
    remedy: 'a credential that has expired, given to the run',
    needs: ['second-credential'],
    security: true,
    judge: async (context) => {
      requireOther(context, 'expired')
      const answers: Exchange[] = []
      for (const { call } of await context.observe(guarded))
        answers.push(await context.client.send({ ...call, intent: 'invalid', credential: { other: 'expired' } }))
      return judgeEach(answers, (exchange): Violation | null =>
        isRefusal(exchange) ? null : { what: `status ${exchange.status} to an expired credential`, exchange },
      )
    },
  }
}

/** Ends a check that needs a credential which nobody gave. */
export function requireOther({ others }: Context, name: 'second' | 'expired' | 'readOnly'): Credential {
  if (others.includes(name)) return { other: name }
  throw notSelected(`needs ${WORDS[name]}`)
}

const WORDS = {
  second: 'a credential of another tenant',
  expired: 'a credential that has expired',
  readOnly: 'a credential that may only read',
} as const
