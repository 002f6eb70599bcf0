import { bestPractice, citeStandard, type Check, defineCheck } from '../../check.ts'
import {
  type CheckRequest,
  type Credential,
  getHeader,
  isClientError,
  isSuccess,
  type OtherCredential,
} from '../../http/exchange.ts'
import { checkEach, createNotApplicable, createNotSelected } from '../../outcome.ts'
import { UNKNOWN_UUID } from '../../ids.ts'
import { type CheckContext, type Probe, defineProbe } from '../../check-context.ts'
import {
  getItemIds,
  encodeParameter,
  type ApiRead,
  buildOperationRequest,
  type Survey,
  appendQuery,
} from '../readable-api.ts'
import { createRecordCheck } from '../record-check.ts'
import { mapInOrder, sendAll, sendAndCheck } from '../send.ts'

const TOKEN_PARAMETERS = ['token', 'access_token', 'api_key'] as const

/** Creates the probe of the reads that need a credential. */
export function createProtectedReadsProbe({ reads }: Survey): Probe<readonly ApiRead[]> {
  return defineProbe('reading operations that need a credential', async ({ probeOnce }) =>
    (await probeOnce(reads)).filter(({ operation, exchange }) => !operation.isPublic && isSuccess(exchange)),
  )
}

const HINT = 'a read that needs a credential'

/** Creates the checks of how credentials are sent and when they are checked. */
export function createCredentialChecks(survey: Survey): readonly Check[] {
  const { api } = survey
  const protectedReads = createProtectedReadsProbe(survey)
  return [
    createChallengeCheck(protectedReads),
    defineCheck('AUTH-006', bestPractice, {
      title: 'A credential in the query is not accepted',
      evidence: ['request with the credential in the query', HINT],
      security: true,
      run: sendAndCheck(
        async ({ probeOnce }) =>
          (await probeOnce(protectedReads)).slice(0, 2).flatMap(({ request }) =>
            TOKEN_PARAMETERS.map((parameter): CheckRequest => {
              return { ...request, operation: null, intent: 'invalid', credential: { parameter } }
            }),
          ),
        (exchange) => {
          const example = getItemIds(api, exchange)[0] ?? ''
          return isSuccess(exchange) ? { message: 'a credential in the query is accepted', example, exchange } : null
        },
      ),
    }),
    createAuthenticationOrderCheck(survey, protectedReads),
    defineCheck('AUTH-008', citeStandard('SHOULD', 'RFC 9110 section 11.1'), {
      title: 'The authentication scheme is case-insensitive',
      evidence: ['request with the scheme in another case', HINT],
      run: sendAndCheck(
        async ({ probeOnce, scheme }) =>
          (await probeOnce(protectedReads)).slice(0, 1).flatMap(({ request }) =>
            [scheme.toLowerCase(), scheme.toUpperCase()].map((variant): CheckRequest => {
              return { ...request, intent: 'open', credential: { scheme: variant } }
            }),
          ),
        (exchange) =>
          isSuccess(exchange)
            ? null
            : { message: `status ${exchange.status} for the scheme in another case`, exchange },
      ),
    }),
    defineCheck('AUTH-009', bestPractice, {
      title: 'An expired or revoked credential is rejected',
      evidence: ['request with an expired credential', 'an expired credential for the run'],
      needs: ['second-credential'],
      security: true,
      run: sendAndCheck(
        async (context) => {
          const credential = requireOtherCredential(context, 'expired')
          const reads = await context.probeOnce(protectedReads)
          return reads.map(({ request }) => ({ ...request, intent: 'invalid', credential }))
        },
        (exchange) =>
          isClientError(exchange) ? null : { message: `status ${exchange.status} for an expired credential`, exchange },
      ),
    }),
  ]
}

function createChallengeCheck(protectedReads: Probe<readonly ApiRead[]>): Check {
  return createRecordCheck('AUTH-004', citeStandard('MUST', 'RFC 9110 section 15.5.2'), {
    title: 'A 401 has a challenge in WWW-Authenticate',
    evidence: ['response with 401', 'let the run send invalid credentials'],
    run: async ({ getExchanges, probeOnce, client }) => {
      for (const { request } of (await probeOnce(protectedReads)).slice(0, 1))
        await client.sendRequest({ ...request, credential: 'none', intent: 'invalid' })
      const rejected = getExchanges().filter(({ status }) => status === 401)
      if (rejected.length === 0) throw createNotApplicable('the target never responds with 401')
      return checkEach(rejected, (exchange) =>
        getHeader(exchange, 'www-authenticate') === null ? { message: 'no WWW-Authenticate', exchange } : null,
      )
    },
  })
}

/** Creates the check that requests without a credential get the same status for existing, unknown and invalid targets. */
function createAuthenticationOrderCheck({ api }: Survey, protectedReads: Probe<readonly ApiRead[]>): Check {
  return defineCheck('AUTH-007', bestPractice, {
    title: 'Authentication is checked before the resource',
    evidence: ['request without a credential', HINT],
    run: async (context) => {
      const groups = await mapInOrder(await context.probeOnce(protectedReads), async (read) => {
        const requests = [read.request, ...buildRequestVariants(read, api.detailReads)]
        const anonymous = requests.map((request): CheckRequest => ({
          ...request,
          credential: 'none',
          intent: 'invalid',
        }))
        return await sendAll(anonymous, context)
      })
      const pairs = groups.flatMap(([existing, ...others]) => others.map((other) => ({ existing, other })))
      return checkEach(pairs, ({ existing, other }) => {
        if (existing === undefined || existing.status === other.status) return null
        const message = `status ${other.status} instead of ${existing.status} as for an existing resource`
        return { message, example: other.request.path, exchange: other }
      })
    },
  })
}

function buildRequestVariants(
  { operation, values, request }: ApiRead,
  detailReads: Survey['api']['detailReads'],
): readonly CheckRequest[] {
  const name = detailReads[operation.id]
  const [first] = operation.queryParameters
  return [
    ...(name === undefined ? [] : [buildOperationRequest(operation, { ...values, [name]: UNKNOWN_UUID })]),
    ...(first === undefined ? [] : [appendQuery(request, encodeParameter(first, 'flowtwin no such value'))]),
  ]
}

/** Returns another credential of the run; ends the check when it is not configured. */
export function requireOtherCredential({ otherCredentials }: CheckContext, name: OtherCredential): Credential {
  if (otherCredentials.includes(name)) return { other: name }
  throw createNotSelected(`needs ${CREDENTIAL_LABELS[name]}`)
}

const CREDENTIAL_LABELS = {
  second: 'a credential of another tenant',
  expired: 'an expired credential',
  readOnly: 'a read-only credential',
} as const
