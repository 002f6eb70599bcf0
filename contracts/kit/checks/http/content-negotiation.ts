// Checks: HTTP-010, HTTP-011, HTTP-017, HTTP-018, HTTP-019, HTTP-033
import type { Probe } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { type Exchange, getHeader, getMediaType, isServerError, isSuccess } from '../../http/exchange.ts'
import { isSameJson } from '../../json.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import type { Operation } from '../../spec/contract.ts'
import type { Survey } from '../readable-api.ts'
import { bestPractice, citeStandard } from '../rule-source.ts'
import { mapInOrder, sendAndCheck } from '../send.ts'

const hint = 'a readable resource'
const UNSUPPORTED_TYPES = ['text/html', 'application/xml', 'image/png']
const TEST_ORIGIN = 'https://app.flowtwin.test'

/** Creates the checks of HEAD, OPTIONS, content encodings, media types and CORS. */
export function createNegotiationChecks({ reads }: Survey): readonly Check[] {
  return [
    {
      ...citeStandard('SHOULD', 'RFC 9110 section 9.3.2'),
      id: 'HTTP-010',
      title: 'HEAD has the same status and Content-Type as GET',
      unit: 'path that was read with both methods',
      hint,
      run: async ({ probeOnce, client }) => {
        const pairs = await mapInOrder(await probeOnce(reads), async ({ request: { path }, exchange }) => {
          const head = await client.sendRequest({ operation: null, method: 'HEAD', path, intent: 'open' })
          return { get: exchange, head }
        })
        // Only general-purpose servers must support HEAD (RFC 9110 section 9.1).
        const supported = pairs.filter(({ head }) => ![405, 501].includes(head.status))
        if (supported.length === 0) throw createNotApplicable('the target does not support HEAD')
        return checkEach(supported, ({ get, head }) => compareHeadToGet(get, head))
      },
    },
    {
      ...bestPractice,
      id: 'HTTP-011',
      title: 'OPTIONS gets a status below 500, and Allow lists the documented methods',
      unit: 'OPTIONS request',
      hint,
      run: async ({ probeOnce, client, contract }) => {
        const responses = await mapInOrder(await probeOnce(reads), async ({ request: { path }, operation }) => {
          const exchange = await client.sendRequest({ operation: null, method: 'OPTIONS', path, intent: 'open' })
          const documented = contract.operations.filter((other) => other.path === operation.path)
          return { exchange, methods: documented.map(({ method }) => method) }
        })
        return checkEach(responses, ({ exchange, methods }) => {
          if (isServerError(exchange)) return { message: `status ${exchange.status} to OPTIONS`, exchange }
          const allow = getHeader(exchange, 'allow')
          const listed = allow?.split(',').map((method) => method.trim())
          return listed === undefined || methods.every((method) => listed.includes(method))
            ? null
            : { message: 'Allow omits documented methods', example: allow ?? '', exchange }
        })
      },
    },
    ...createEncodingChecks({ reads }),
    {
      ...citeStandard('SHOULD', 'RFC 9110 section 15.5.7'),
      id: 'HTTP-019',
      title: 'An unsupported `Accept` gets 406 or JSON, never HTML with 200',
      unit: 'request with an unsupported Accept',
      hint,
      run: sendAndCheck(async ({ probeOnce }) => {
        const jsonReads = (await probeOnce(reads)).filter(({ operation }) => isJsonOnly(operation))
        return jsonReads.flatMap(({ request }) =>
          UNSUPPORTED_TYPES.map((Accept) => ({ ...request, intent: 'open' as const, headers: { Accept } })),
        )
      }, findMediaTypeViolation),
    },
    {
      ...citeStandard('SHOULD', 'Fetch, CORS protocol and credentials'),
      id: 'HTTP-033',
      title: 'CORS does not allow credentials to any origin',
      unit: 'request from another origin',
      hint,
      security: true,
      run: sendAndCheck(
        async ({ probeOnce }) =>
          (await probeOnce(reads)).map(({ request }) => ({ ...request, headers: { Origin: TEST_ORIGIN } })),
        (exchange) => {
          const origin = getHeader(exchange, 'access-control-allow-origin')
          const allowsCredentials = getHeader(exchange, 'access-control-allow-credentials') === 'true'
          return allowsCredentials && (origin === '*' || origin === TEST_ORIGIN)
            ? { message: 'credentials are allowed to any origin', example: origin, exchange }
            : null
        },
      ),
    },
  ]
}

function compareHeadToGet(get: Exchange, head: Exchange): Violation | null {
  if (get.status !== head.status)
    return { message: 'HEAD has another status than GET', example: `${get.status}, ${head.status}`, exchange: head }
  const [getType, headType] = [getMediaType(get), getMediaType(head)]
  return getType === headType
    ? null
    : { message: 'HEAD has another Content-Type than GET', example: `${getType}, ${headType}`, exchange: head }
}

/** Three reads: uncompressed, with gzip, and uncompressed again to detect changes in between. */
interface CompressedRead {
  readonly before: Exchange
  readonly compressed: Exchange
  readonly after: Exchange
}

function createEncodingChecks({ reads }: Pick<Survey, 'reads'>): readonly Check[] {
  const readsProbe: Probe<readonly CompressedRead[]> = {
    name: 'reading with gzip',
    run: async ({ probeOnce, client }) => {
      const successful = (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))
      return await mapInOrder(successful.slice(0, 3), async ({ request }) => {
        const readThrice = async (): Promise<CompressedRead> => ({
          before: await client.sendRequest(request),
          compressed: await client.sendRequest({ ...request, headers: { 'Accept-Encoding': 'gzip' } }),
          after: await client.sendRequest(request),
        })
        // A total may change and change back in between; only a lasting difference counts.
        let read = await readThrice()
        for (let attempt = 1; attempt < 3 && hasDifferentBody(read); attempt++) read = await readThrice()
        return read
      })
    },
  }
  return [
    {
      ...citeStandard('SHOULD', 'RFC 9110 section 12.5.3'),
      id: 'HTTP-017',
      title: '`Accept-Encoding: identity` is honoured; compressed bodies are identical',
      unit: 'read with several encodings',
      hint,
      run: async ({ probeOnce }) => checkEach((await probeOnce(readsProbe)).filter(isUnchanged), findEncodingViolation),
    },
    {
      ...citeStandard('SHOULD', 'RFC 9110 section 12.5.5'),
      id: 'HTTP-018',
      title: 'Vary lists Accept-Encoding when the response is compressed',
      unit: 'compressed response',
      hint,
      run: async ({ probeOnce }) => {
        const responses = (await probeOnce(readsProbe)).map(({ compressed }) => compressed)
        const compressed = responses.filter((exchange) => getContentEncoding(exchange) !== 'identity')
        if (compressed.length === 0) throw createNotApplicable('the target compresses nothing')
        return checkEach(compressed, (exchange) => {
          const vary = getHeader(exchange, 'vary')
          return /\*|accept-encoding/i.test(vary ?? '')
            ? null
            : { message: 'Vary does not list Accept-Encoding', example: vary ?? 'no Vary', exchange }
        })
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
  const encoding = getContentEncoding(before)
  if (encoding !== 'identity')
    return { message: 'the response is compressed despite identity', example: encoding, exchange: before }
  return isSameJson(before.body, compressed.body)
    ? null
    : { message: 'the compressed body differs', exchange: compressed }
}

function getContentEncoding(exchange: Exchange): string {
  return getHeader(exchange, 'content-encoding')?.toLowerCase() ?? 'identity'
}

function findMediaTypeViolation(exchange: Exchange): Violation | null {
  if (isSuccess(exchange) && exchange.body === undefined)
    return { message: `${getMediaType(exchange) ?? 'no Content-Type'} with status ${exchange.status}`, exchange }
  return isServerError(exchange) ? { message: `status ${exchange.status}`, exchange } : null
}

/** Checks whether JSON is the only documented representation of an operation. */
function isJsonOnly({ responses }: Operation): boolean {
  const types = Object.keys(responses['200']?.content ?? {})
  return types.length > 0 && types.every((type) => type.endsWith('json'))
}
