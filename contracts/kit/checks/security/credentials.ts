import {
  type CheckRequest,
  type Credential,
  type Exchange,
  getHeader,
  isClientError,
  isSuccess,
} from '../../http/exchange.ts'
import type { Check } from '../../check.ts'
import { checkEach, createNotApplicable, createNotSelected, type Violation } from '../../outcome.ts'
import { UNKNOWN_UUID } from '../../ids.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import {
  getItemIds,
  encodeParameter,
  type ApiRead,
  buildOperationRequest,
  type Survey,
  appendQuery,
} from '../readable-api.ts'
import { createRecordCheck } from '../record-check.ts'

const TOKEN_PARAMETERS = ['token', 'access_token', 'api_key'] as const

/** Reads that need a credential. */
export function createProtectedReadsProbe({ reads }: Survey): Probe<readonly ApiRead[]> {
  return {
    name: 'reading what needs a credential',
    run: async ({ probeOnce }) =>
      (await probeOnce(reads)).filter(({ operation, exchange }) => !operation.isPublic && isSuccess(exchange)),
  }
}

/** How a credential is carried, and in which order it is judged. */
export function createCredentialChecks(survey: Survey): readonly Check[] {
  const guarded = createProtectedReadsProbe(survey)
  return [
    createChallengeCheck(guarded),
    createQueryCredentialCheck(survey, guarded),
    createAuthenticationOrderCheck(survey, guarded),
    createSchemeCaseCheck(guarded),
    createExpiredCredentialCheck(guarded),
  ]
}

function createChallengeCheck(guarded: Probe<readonly ApiRead[]>): Check {
  return createRecordCheck({
    id: 'AUTH-004',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.5.2' },
    title: 'A 401 carries a challenge in WWW-Authenticate',
    unit: 'answer with 401',
    hint: 'let the run be refused for its credential',
    run: async ({ getExchanges, probeOnce, client }) => {
      for (const { request } of (await probeOnce(guarded)).slice(0, 1))
        await client.sendRequest({ ...request, credential: 'none', intent: 'invalid' })
      const refused = getExchanges().filter(({ status }) => status === 401)
      if (refused.length === 0) throw createNotApplicable('the target answers nothing with 401')
      return checkEach(refused, (exchange) =>
        getHeader(exchange, 'www-authenticate') === null ? { message: 'a 401 without a challenge', exchange } : null,
      )
    },
  })
}

function createQueryCredentialCheck({ api }: Survey, guarded: Probe<readonly ApiRead[]>): Check {
  return {
    id: 'AUTH-006',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A credential in the query lets nobody in',
    unit: 'request with the credential in its query',
    hint: 'a read that needs a credential',
    security: true,
    run: async ({ probeOnce, client }) => {
      const answers: Exchange[] = []
      for (const { request } of (await probeOnce(guarded)).slice(0, 2)) {
        for (const name of TOKEN_PARAMETERS)
          answers.push(
            await client.sendRequest({
              ...request,
              operation: null,
              intent: 'invalid',
              credential: { parameter: name },
            }),
          )
      }
      return checkEach(answers, (exchange) =>
        isSuccess(exchange)
          ? {
              message: 'a credential in the query opens the door',
              example: getItemIds(api, exchange)[0] ?? '',
              exchange,
            }
          : null,
      )
    },
  }
}

/** The same for a known thing, an unknown one and a senseless question: who asks is judged first. */
function createAuthenticationOrderCheck({ api }: Survey, guarded: Probe<readonly ApiRead[]>): Check {
  return {
    id: 'AUTH-007',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Who asks is judged before what is asked for: a missing credential is answered alike, whatever exists',
    unit: 'request without a credential',
    hint: 'a read that needs a credential',
    run: async ({ probeOnce, client }) => {
      const groups: (readonly Exchange[])[] = []
      for (const read of await probeOnce(guarded)) {
        const answers: Exchange[] = []
        for (const call of [read.request, ...buildRequestVariants(read, api.detailReads)])
          answers.push(await client.sendRequest({ ...call, credential: 'none', intent: 'invalid' }))
        groups.push(answers)
      }
      return checkEach(
        groups.flatMap(([known, ...others]) => others.map((other) => ({ known, other }))),
        ({ known, other }) =>
          known === undefined || known.status === other.status
            ? null
            : {
                message: `status ${other.status} where a known thing answers ${known.status}`,
                example: other.request.path,
                exchange: other,
              },
      )
    },
  }
}

function buildRequestVariants(
  { operation, values, request }: ApiRead,
  single: Survey['api']['detailReads'],
): readonly CheckRequest[] {
  const name = single[operation.id]
  const [first] = operation.queryParameters
  return [
    ...(name === undefined ? [] : [buildOperationRequest(operation, { ...values, [name]: UNKNOWN_UUID })]),
    ...(first === undefined ? [] : [appendQuery(request, encodeParameter(first, 'flowtwin no such value'))]),
  ]
}

function createSchemeCaseCheck(guarded: Probe<readonly ApiRead[]>): Check {
  return {
    id: 'AUTH-008',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 11.1' },
    title: 'The scheme of a credential may be written in any case',
    unit: 'request with the scheme in another case',
    hint: 'a read that needs a credential',
    run: async ({ probeOnce, client, scheme }) => {
      const answers: Exchange[] = []
      for (const { request } of (await probeOnce(guarded)).slice(0, 1)) {
        for (const other of [scheme.toLowerCase(), scheme.toUpperCase()])
          answers.push(await client.sendRequest({ ...request, intent: 'open', credential: { scheme: other } }))
      }
      return checkEach(answers, (exchange) =>
        isSuccess(exchange) ? null : { message: `status ${exchange.status} to the scheme in another case`, exchange },
      )
    },
  }
}

function createExpiredCredentialCheck(guarded: Probe<readonly ApiRead[]>): Check {
  return {
    id: 'AUTH-009',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A credential that has expired or was revoked is refused',
    unit: 'request with an expired credential',
    hint: 'a credential that has expired, given to the run',
    needs: ['second-credential'],
    security: true,
    run: async (context) => {
      requireOtherCredential(context, 'expired')
      const answers: Exchange[] = []
      for (const { request } of await context.probeOnce(guarded))
        answers.push(
          await context.client.sendRequest({ ...request, intent: 'invalid', credential: { other: 'expired' } }),
        )
      return checkEach(answers, (exchange): Violation | null =>
        isClientError(exchange) ? null : { message: `status ${exchange.status} to an expired credential`, exchange },
      )
    },
  }
}

/** Ends a check that needs a credential which nobody gave. */
export function requireOtherCredential(
  { otherCredentials }: CheckContext,
  name: 'second' | 'expired' | 'readOnly',
): Credential {
  if (otherCredentials.includes(name)) return { other: name }
  throw createNotSelected(`needs ${CREDENTIAL_LABELS[name]}`)
}

const CREDENTIAL_LABELS = {
  second: 'a credential of another tenant',
  expired: 'a credential that has expired',
  readOnly: 'a credential that may only read',
} as const
