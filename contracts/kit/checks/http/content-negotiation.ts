import { defineProbe } from '../../check-context.ts'
import { type Check, defineCheck, bestPractice, citeStandard } from '../../check.ts'
import { type Exchange, getHeader, getMediaType, isServerError, isSuccess } from '../../http/exchange.ts'
import { isSameJson } from '../../json.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import type { Operation } from '../../spec/contract.ts'
import type { Survey } from '../readable-api.ts'
import { mapInOrder, sendAndCheck, takeSample } from '../send.ts'

const hint = 'a readable resource'
const UNSUPPORTED_TYPES = ['text/html', 'application/xml', 'image/png']
const TEST_ORIGIN = 'https://app.flowtwin.test'

/** Creates the checks of HEAD, OPTIONS, content encodings, media types and CORS. */
export function createNegotiationChecks({ reads }: Survey): readonly Check[] {
  return [
    defineCheck('HTTP-010', citeStandard('SHOULD', 'RFC 9110 section 9.3.2'), {
      title: 'HEAD has the same status and Content-Type as GET',
      evidence: ['path that was read with both methods', hint],
      run: async ({ probeOnce, client }) => {
        const pairs = await mapInOrder(await probeOnce(reads), async ({ request: { path }, exchange, operation }) => {
          const head = await client.sendRequest({ operation: null, method: 'HEAD', path, intent: 'open' })
          return { get: exchange, head, isPublic: operation.isPublic }
        })
        // Only general-purpose servers must support HEAD (RFC 9110 section 9.1).
        // A router may answer 404 to every method that it does not offer, which OPTIONS shows.
        const [first] = pairs
        if (first !== undefined && pairs.every(({ head }) => head.status === 404)) {
          const { path } = first.get.request
          const options = await client.sendRequest({ operation: null, method: 'OPTIONS', path, intent: 'open' })
          if (options.status === 404) throw createNotApplicable('the target does not support HEAD')
        }
        // A route of documentation may refuse it with an access error.
        const supported = pairs.filter(
          ({ head, isPublic }) => !(isPublic ? [401, 403, 405, 501] : [405, 501]).includes(head.status),
        )
        if (supported.length === 0) throw createNotApplicable('the target does not support HEAD')
        return checkEach(supported, ({ get, head }) => compareHeadToGet(get, head))
      },
    }),
    defineCheck('HTTP-011', bestPractice, {
      title: 'OPTIONS gets a status below 500, and Allow lists the documented methods',
      evidence: ['OPTIONS request', hint],
      run: async ({ probeOnce, client, contract, operations }) => {
        const responses = await mapInOrder(await probeOnce(reads), async ({ request: { path }, operation }) => {
          const exchange = await client.sendRequest({ operation: null, method: 'OPTIONS', path, intent: 'open' })
          const documented = contract.operations.filter(
            ({ id, path: template }) => template === operation.path && operations.isKnownOffered(id),
          )
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
    }),
    ...createEncodingChecks({ reads }),
    defineCheck('HTTP-019', citeStandard('SHOULD', 'RFC 9110 section 15.5.7'), {
      title: 'An unsupported `Accept` gets 406 or JSON, never HTML with 200',
      evidence: ['request with an unsupported Accept', hint],
      run: sendAndCheck(async (context) => {
        const jsonReads = (await context.probeOnce(reads)).filter(({ operation }) => isJsonOnly(operation))
        const requests = jsonReads.flatMap(({ request }) =>
          UNSUPPORTED_TYPES.map((Accept) => ({ ...request, intent: 'open' as const, headers: { Accept } })),
        )
        return takeSample(requests, context)
      }, findMediaTypeViolation),
    }),
    defineCheck('HTTP-033', citeStandard('SHOULD', 'Fetch, CORS protocol and credentials'), {
      title: 'CORS does not allow credentials to any origin',
      evidence: ['request from another origin', hint],
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
    }),
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
  const readsProbe = defineProbe<readonly CompressedRead[]>('reading with gzip', async ({ probeOnce, client }) => {
    const successful = (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange))
    return await mapInOrder(successful.slice(0, 3), async ({ request, exchange }) => {
      const readCompressed = async (): Promise<Exchange> =>
        await client.sendRequest({ ...request, headers: { 'Accept-Encoding': 'gzip' } })
      const readThrice = async (): Promise<CompressedRead> => ({
        before: await client.sendRequest(request),
        compressed: await readCompressed(),
        after: await client.sendRequest(request),
      })
      const compressed = await readCompressed()
      // A body that is equal to that of the earlier read needs no further ones.
      if (isSameJson(exchange.body, compressed.body)) return { before: exchange, compressed, after: exchange }
      // A total may change and change back in between; only a lasting difference counts.
      let read = await readThrice()
      for (let attempt = 1; attempt < 3 && hasDifferentBody(read); attempt++) read = await readThrice()
      return read
    })
  })
  return [
    defineCheck('HTTP-017', citeStandard('SHOULD', 'RFC 9110 section 12.5.3'), {
      title: '`Accept-Encoding: identity` is honoured; compressed bodies are identical',
      evidence: ['read with several encodings', hint],
      run: async ({ probeOnce }) => checkEach((await probeOnce(readsProbe)).filter(isUnchanged), findEncodingViolation),
    }),
    defineCheck('HTTP-018', citeStandard('SHOULD', 'RFC 9110 section 12.5.5'), {
      title: 'Vary lists Accept-Encoding when the response is compressed',
      evidence: ['compressed response', hint],
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
    }),
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
