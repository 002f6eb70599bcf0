import type { Probe } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { type Exchange, getHeader, getMediaType, isServerError, isSuccess } from '../../http/exchange.ts'
import { isSameJson } from '../../json.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import type { Operation } from '../../spec/contract.ts'
import type { ApiRead, Survey } from '../readable-api.ts'

const readRemedy = { hint: 'something that can be read' } as const
const UNSUPPORTED_TYPES = ['text/html', 'application/xml', 'image/png']

/** How representations are agreed on: methods that ask about them, encodings, media types, origins. */
export function createNegotiationChecks(survey: Survey): readonly Check[] {
  return [
    createHeadCheck(survey),
    createOptionsCheck(survey),
    ...createEncodingChecks(survey),
    createAcceptCheck(survey),
  ]
}

/** HEAD on everything that can be read, each beside its GET. */
function createHeadCheck({ reads }: Survey): Check {
  return {
    ...readRemedy,
    id: 'HTTP-010',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 9.3.2' },
    title: 'HEAD has the status and the Content-Type of GET, where it is answered at all',
    unit: 'path that was asked with both methods',
    run: async ({ probeOnce, client }) => {
      const pairs: { readonly read: ApiRead; readonly head: Exchange }[] = []
      for (const read of await probeOnce(reads)) {
        const head = await client.sendRequest({
          operation: null,
          method: 'HEAD',
          path: read.request.path,
          intent: 'open',
        })
        // A server need not know the method (RFC 9110 section 9.1 asks general-purpose servers only).
        if (![405, 501].includes(head.status)) pairs.push({ read, head })
      }
      if (pairs.length === 0) throw createNotApplicable('the target does not know HEAD')
      return checkEach(pairs, ({ read, head }) => compareHeadToGet(read.exchange, head))
    },
  }
}

function compareHeadToGet(get: Exchange, head: Exchange): Violation | null {
  if (get.status !== head.status)
    return { message: 'HEAD answers another status than GET', example: `${get.status}, ${head.status}`, exchange: head }
  const [type, other] = [getMediaType(get), getMediaType(head)]
  return type === other
    ? null
    : { message: 'HEAD has another Content-Type than GET', example: `${type}, ${other}`, exchange: head }
}

function createOptionsCheck({ reads }: Survey): Check {
  return {
    ...readRemedy,
    id: 'HTTP-011',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'OPTIONS answers below 500, and an Allow in the answer lists the documented methods',
    unit: 'path that was asked with OPTIONS',
    run: async ({ probeOnce, client, contract }) => {
      const answers: { readonly exchange: Exchange; readonly due: readonly string[] }[] = []
      for (const { request, operation } of await probeOnce(reads)) {
        const exchange = await client.sendRequest({
          operation: null,
          method: 'OPTIONS',
          path: request.path,
          intent: 'open',
        })
        const due = contract.operations.filter(({ path }) => path === operation.path).map(({ method }) => method)
        answers.push({ exchange, due })
      }
      return checkEach(answers, ({ exchange, due }) => {
        if (isServerError(exchange)) return { message: `status ${exchange.status} to OPTIONS`, exchange }
        const allow = getHeader(exchange, 'allow')
        const listed = allow?.split(',').map((method) => method.trim())
        return listed === undefined || due.every((method) => listed.includes(method))
          ? null
          : { message: 'Allow leaves documented methods out', example: allow ?? '', exchange }
      })
    },
  }
}

/** One read thrice: as it is, packed, and as it is again, so that what moves meanwhile is known. */
interface CompressedRead {
  readonly before: Exchange
  readonly compressed: Exchange
  readonly after: Exchange
}

function createEncodingChecks({ reads }: Survey): readonly Check[] {
  const readsProbe: Probe<readonly CompressedRead[]> = {
    name: 'asking for packed answers',
    run: async ({ probeOnce, client }) => {
      const result: CompressedRead[] = []
      for (const { request } of (await probeOnce(reads)).filter(({ exchange }) => isSuccess(exchange)).slice(0, 3)) {
        const readThrice = async (): Promise<CompressedRead> => ({
          before: await client.sendRequest(request),
          compressed: await client.sendRequest({ ...request, headers: { 'Accept-Encoding': 'gzip' } }),
          after: await client.sendRequest(request),
        })
        // A total goes up and down again when something comes and something else goes: a difference has to stay.
        let read = await readThrice()
        for (let more = 2; more > 0 && hasDifferentBody(read); more--) read = await readThrice()
        result.push(read)
      }
      return result
    },
  }
  return [
    {
      ...readRemedy,
      id: 'HTTP-017',
      level: 'SHOULD',
      source: { kind: 'standard', reference: 'RFC 9110 section 12.5.3' },
      title: 'Who wants no packing gets none, and a packed answer holds the same',
      unit: 'read in several encodings',
      run: async ({ probeOnce }) => {
        const unchanged = (await probeOnce(readsProbe)).filter(isUnchanged)
        return checkEach(unchanged, findEncodingViolation)
      },
    },
    {
      ...readRemedy,
      id: 'HTTP-018',
      level: 'SHOULD',
      source: { kind: 'standard', reference: 'RFC 9110 section 12.5.5' },
      title: 'Vary names the header by which a representation was chosen',
      unit: 'read whose representation depends on a header',
      run: async ({ probeOnce }) => {
        const chosen = (await probeOnce(readsProbe)).filter(
          ({ compressed }) => getContentEncoding(compressed) !== 'identity',
        )
        if (chosen.length === 0) throw createNotApplicable('the target packs nothing')
        return checkEach(chosen, ({ compressed }) =>
          /\*|accept-encoding/i.test(getHeader(compressed, 'vary') ?? '')
            ? null
            : {
                message: 'Vary does not name Accept-Encoding',
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
    return { message: 'a packed answer to one who wants none', example: getContentEncoding(before), exchange: before }
  return isSameJson(before.body, compressed.body)
    ? null
    : { message: 'the packed answer holds something else', exchange: compressed }
}

function getContentEncoding(exchange: Exchange): string {
  return getHeader(exchange, 'content-encoding')?.toLowerCase() ?? 'identity'
}

function createAcceptCheck({ reads }: Survey): Check {
  return {
    ...readRemedy,
    id: 'HTTP-019',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.5.7' },
    title: 'Who accepts only what there is not gets 406 or JSON, and never a page for people with 200',
    unit: 'request for another media type',
    run: async ({ probeOnce, client }) => {
      const answers: Exchange[] = []
      const inJson = (await probeOnce(reads)).filter(({ operation }) => isJsonOnly(operation))
      for (const { request } of inJson) {
        for (const Accept of UNSUPPORTED_TYPES)
          answers.push(await client.sendRequest({ ...request, intent: 'open', headers: { Accept } }))
      }
      return checkEach(answers, (exchange) =>
        isSuccess(exchange) && exchange.body === undefined
          ? { message: `${getMediaType(exchange) ?? 'something'} with status ${exchange.status}`, exchange }
          : isServerError(exchange)
            ? { message: `status ${exchange.status}`, exchange }
            : null,
      )
    },
  }
}

/** Whether the document knows no representation of an operation but JSON. */
function isJsonOnly({ responses }: Operation): boolean {
  const types = Object.keys(responses['200']?.content ?? {})
  return types.length > 0 && types.every((type) => type.endsWith('json'))
}

const TEST_ORIGIN = 'https://app.flowtwin.test'

/** The check that pages of other origins do not get in with somebody's credentials. */
export function createCorsCheck({ reads }: Survey): Check {
  return {
    hint: 'something that can be read',
    id: 'HTTP-033',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'Fetch, CORS protocol and credentials' },
    title: 'Answers to other origins never allow credentials to everybody',
    unit: 'request from another origin',
    security: true,
    run: async ({ probeOnce, client }) => {
      const answers: Exchange[] = []
      for (const { request } of await probeOnce(reads))
        answers.push(await client.sendRequest({ ...request, headers: { Origin: TEST_ORIGIN } }))
      return checkEach(answers, (exchange) => {
        const origin = getHeader(exchange, 'access-control-allow-origin')
        const open = getHeader(exchange, 'access-control-allow-credentials') === 'true'
        return open && (origin === '*' || origin === TEST_ORIGIN)
          ? { message: 'credentials are allowed to whatever origin asks', example: origin, exchange }
          : null
      })
    },
  }
}
