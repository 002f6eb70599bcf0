// Checks: HTTP-010, HTTP-011, HTTP-017, HTTP-018, HTTP-019, HTTP-033
import { bestPractice, citeStandard } from '../rule-source.ts'
import type { Probe } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { type Exchange, getHeader, getMediaType, isServerError, isSuccess } from '../../http/exchange.ts'
import { isSameJson } from '../../json.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import type { Operation } from '../../spec/contract.ts'
import type { ApiRead, Survey } from '../readable-api.ts'
import { sendAll } from '../send.ts'

const readRemedy = { hint: 'a readable resource' } as const
const UNSUPPORTED_TYPES = ['text/html', 'application/xml', 'image/png']

/** Creates the checks of HEAD, OPTIONS, content encodings and media types. */
export function createNegotiationChecks(survey: Survey): readonly Check[] {
  return [
    createHeadCheck(survey),
    createOptionsCheck(survey),
    ...createEncodingChecks(survey),
    createAcceptCheck(survey),
  ]
}

/** Creates the check of HEAD, which compares it with GET. */
function createHeadCheck({ reads }: Survey): Check {
  return {
    ...readRemedy,
    ...citeStandard('SHOULD', 'RFC 9110 section 9.3.2'),
    id: 'HTTP-010',
    title: 'HEAD has the same status and Content-Type as GET',
    unit: 'path that was read with both methods',
    run: async ({ probeOnce, client }) => {
      const pairs: { readonly read: ApiRead; readonly head: Exchange }[] = []
      for (const read of await probeOnce(reads)) {
        const head = await client.sendRequest({
          operation: null,
          method: 'HEAD',
          path: read.request.path,
          intent: 'open',
        })
        // Only general-purpose servers must support HEAD (RFC 9110 section 9.1).
        if (![405, 501].includes(head.status)) pairs.push({ read, head })
      }
      if (pairs.length === 0) throw createNotApplicable('the target does not support HEAD')
      return checkEach(pairs, ({ read, head }) => compareHeadToGet(read.exchange, head))
    },
  }
}

function compareHeadToGet(get: Exchange, head: Exchange): Violation | null {
  if (get.status !== head.status)
    return { message: 'HEAD has another status than GET', example: `${get.status}, ${head.status}`, exchange: head }
  const [getType, headType] = [getMediaType(get), getMediaType(head)]
  return getType === headType
    ? null
    : { message: 'HEAD has another Content-Type than GET', example: `${getType}, ${headType}`, exchange: head }
}

function createOptionsCheck({ reads }: Survey): Check {
  return {
    ...readRemedy,
    ...bestPractice,
    id: 'HTTP-011',
    title: 'OPTIONS gets a status below 500, and Allow lists the documented methods',
    unit: 'OPTIONS request',
    run: async ({ probeOnce, client, contract }) => {
      const exchanges: { readonly exchange: Exchange; readonly methods: readonly string[] }[] = []
      for (const { request, operation } of await probeOnce(reads)) {
        const exchange = await client.sendRequest({
          operation: null,
          method: 'OPTIONS',
          path: request.path,
          intent: 'open',
        })
        const methods = contract.operations.filter(({ path }) => path === operation.path).map(({ method }) => method)
        exchanges.push({ exchange, methods })
      }
      return checkEach(exchanges, ({ exchange, methods }) => {
        if (isServerError(exchange)) return { message: `status ${exchange.status} to OPTIONS`, exchange }
        const allow = getHeader(exchange, 'allow')
        const listed = allow?.split(',').map((method) => method.trim())
        return listed === undefined || methods.every((method) => listed.includes(method))
          ? null
          : { message: 'Allow omits documented methods', example: allow ?? '', exchange }
      })
    },
  }
}

/** Three reads: uncompressed, with gzip, and uncompressed again to detect changes in between. */
interface CompressedRead {
  readonly before: Exchange
  readonly compressed: Exchange
  readonly after: Exchange
}

function createEncodingChecks({ reads }: Survey): readonly Check[] {
  const readsProbe: Probe<readonly CompressedRead[]> = {
    name: 'reading with gzip',
    run: async ({ probeOnce, client }) => {
      const result: CompressedRead[] = []
      for (const { request } of (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange)).slice(0, 3)) {
        const readThrice = async (): Promise<CompressedRead> => ({
          before: await client.sendRequest(request),
          compressed: await client.sendRequest({ ...request, headers: { 'Accept-Encoding': 'gzip' } }),
          after: await client.sendRequest(request),
        })
        // A total may change and change back in between; only a lasting difference counts.
        let read = await readThrice()
        for (let attempt = 1; attempt < 3 && hasDifferentBody(read); attempt++) read = await readThrice()
        result.push(read)
      }
      return result
    },
  }
  return [
    {
      ...readRemedy,
      ...citeStandard('SHOULD', 'RFC 9110 section 12.5.3'),
      id: 'HTTP-017',
      title: '`Accept-Encoding: identity` is honoured; compressed bodies are identical',
      unit: 'read with several encodings',
      run: async ({ probeOnce }) => {
        const unchanged = (await probeOnce(readsProbe)).filter(isUnchanged)
        return checkEach(unchanged, findEncodingViolation)
      },
    },
    {
      ...readRemedy,
      ...citeStandard('SHOULD', 'RFC 9110 section 12.5.5'),
      id: 'HTTP-018',
      title: 'Vary lists Accept-Encoding when the response is compressed',
      unit: 'compressed response',
      run: async ({ probeOnce }) => {
        const compressedReads = (await probeOnce(readsProbe)).filter(
          ({ compressed }) => getContentEncoding(compressed) !== 'identity',
        )
        if (compressedReads.length === 0) throw createNotApplicable('the target compresses nothing')
        return checkEach(compressedReads, ({ compressed }) =>
          /\*|accept-encoding/i.test(getHeader(compressed, 'vary') ?? '')
            ? null
            : {
                message: 'Vary does not list Accept-Encoding',
                example: getHeader(compressed, 'vary') ?? 'no Vary',
                exchange: compressed,
              },
        )
      },
    },
  ]
}

function isUnchanged({ before, after }: CompressedRead): boolean {
  return isSameJson(before.body, after.body)
}

function hasDifferentBody(read: CompressedRead): boolean {
  return isUnchanged(read) && !isSameJson(read.before.body, read.compressed.body)
}

function findEncodingViolation({ before, compressed }: CompressedRead): Violation | null {
  if (getContentEncoding(before) !== 'identity')
    return {
      message: 'the response is compressed despite identity',
      example: getContentEncoding(before),
      exchange: before,
    }
  return isSameJson(before.body, compressed.body)
    ? null
    : { message: 'the compressed body differs', exchange: compressed }
}

function getContentEncoding(exchange: Exchange): string {
  return getHeader(exchange, 'content-encoding')?.toLowerCase() ?? 'identity'
}

function createAcceptCheck({ reads }: Survey): Check {
  return {
    ...readRemedy,
    ...citeStandard('SHOULD', 'RFC 9110 section 15.5.7'),
    id: 'HTTP-019',
    title: 'An unsupported `Accept` gets 406 or JSON, never HTML with 200',
    unit: 'request with an unsupported Accept',
    run: async ({ probeOnce, client }) => {
      const jsonReads = (await probeOnce(reads)).filter(({ operation }) => isJsonOnly(operation))
      const requests = jsonReads.flatMap(({ request }) =>
        UNSUPPORTED_TYPES.map((Accept) => ({ ...request, intent: 'open' as const, headers: { Accept } })),
      )
      const exchanges = await sendAll(requests, { client })
      return checkEach(exchanges, (exchange) =>
        isSuccess(exchange) && exchange.body === undefined
          ? { message: `${getMediaType(exchange) ?? 'no Content-Type'} with status ${exchange.status}`, exchange }
          : isServerError(exchange)
            ? { message: `status ${exchange.status}`, exchange }
            : null,
      )
    },
  }
}

/** Checks whether JSON is the only documented representation of an operation. */
function isJsonOnly({ responses }: Operation): boolean {
  const types = Object.keys(responses['200']?.content ?? {})
  return types.length > 0 && types.every((type) => type.endsWith('json'))
}

const TEST_ORIGIN = 'https://app.flowtwin.test'

/** Creates the check that CORS does not allow credentials to any origin. */
export function createCorsCheck({ reads }: Survey): Check {
  return {
    hint: 'a readable resource',
    ...citeStandard('SHOULD', 'Fetch, CORS protocol and credentials'),
    id: 'HTTP-033',
    title: 'CORS does not allow credentials to any origin',
    unit: 'request from another origin',
    security: true,
    run: async ({ probeOnce, client }) => {
      const requests = (await probeOnce(reads)).map(({ request }) => ({ ...request, headers: { Origin: TEST_ORIGIN } }))
      return checkEach(await sendAll(requests, { client }), (exchange) => {
        const origin = getHeader(exchange, 'access-control-allow-origin')
        const allowsCredentials = getHeader(exchange, 'access-control-allow-credentials') === 'true'
        return allowsCredentials && (origin === '*' || origin === TEST_ORIGIN)
          ? { message: 'credentials are allowed to any origin', example: origin, exchange }
          : null
      })
    },
  }
}
