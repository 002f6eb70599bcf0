import type { Check } from '../check.ts'
import type { Operation } from '../contract.ts'
import { type Exchange, headerOf, isServerError, isSuccess, mediaTypeOf } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import { sameJson } from '../json.ts'
import type { Observation } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import type { Read, Survey } from '../surface.ts'

const COMMON = { remedy: 'something that can be read' } as const
const UNSUITABLE = ['text/html', 'application/xml', 'image/png']

/** How representations are agreed on: methods that ask about them, encodings, media types, origins. */
export function negotiationChecks(survey: Survey): readonly Check[] {
  return [headCheck(survey), optionsCheck(survey), ...encodingChecks(survey), acceptCheck(survey)]
}

/** HEAD on everything that can be read, each beside its GET. */
function headCheck({ reads }: Survey): Check {
  return {
    ...COMMON,
    id: 'HTTP-010',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 9.3.2' },
    title: 'HEAD has the status and the Content-Type of GET, where it is answered at all',
    unit: 'path that was asked with both methods',
    judge: async ({ observe, client }) => {
      const pairs: { readonly read: Read; readonly head: Exchange }[] = []
      for (const read of await observe(reads)) {
        const head = await client.send({ operation: null, method: 'HEAD', path: read.call.path, intent: 'open' })
        // A server need not know the method (RFC 9110 section 9.1 asks general-purpose servers only).
        if (![405, 501].includes(head.status)) pairs.push({ read, head })
      }
      if (pairs.length === 0) throw notApplicable('the target does not know HEAD')
      return judgeEach(pairs, ({ read, head }) => different(read.exchange, head))
    },
  }
}

function different(get: Exchange, head: Exchange): Violation | null {
  if (get.status !== head.status)
    return { what: 'HEAD answers another status than GET', witness: `${get.status}, ${head.status}`, exchange: head }
  const [type, other] = [mediaTypeOf(get), mediaTypeOf(head)]
  return type === other
    ? null
    : { what: 'HEAD has another Content-Type than GET', witness: `${type}, ${other}`, exchange: head }
}

function optionsCheck({ reads }: Survey): Check {
  return {
    ...COMMON,
    id: 'HTTP-011',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'OPTIONS answers below 500, and an Allow in the answer lists the documented methods',
    unit: 'path that was asked with OPTIONS',
    judge: async ({ observe, client, contract }) => {
      const answers: { readonly exchange: Exchange; readonly due: readonly string[] }[] = []
      for (const { call, operation } of await observe(reads)) {
        const exchange = await client.send({ operation: null, method: 'OPTIONS', path: call.path, intent: 'open' })
        const due = contract.operations.filter(({ path }) => path === operation.path).map(({ method }) => method)
        answers.push({ exchange, due })
      }
      return judgeEach(answers, ({ exchange, due }) => {
        if (isServerError(exchange)) return { what: `status ${exchange.status} to OPTIONS`, exchange }
        const allow = headerOf(exchange, 'allow')
        const listed = allow?.split(',').map((method) => method.trim())
        return listed === undefined || due.every((method) => listed.includes(method))
          ? null
          : { what: 'Allow leaves documented methods out', witness: allow ?? '', exchange }
      })
    },
  }
}

/** One read thrice: as it is, packed, and as it is again, so that what moves meanwhile is known. */
interface Packed {
  readonly before: Exchange
  readonly packed: Exchange
  readonly after: Exchange
}

function encodingChecks({ reads }: Survey): readonly Check[] {
  const thrice: Observation<readonly Packed[]> = {
    name: 'asking for packed answers',
    make: async ({ observe, client }) => {
      const made: Packed[] = []
      for (const { call } of (await observe(reads)).filter(({ exchange }) => isSuccess(exchange)).slice(0, 3)) {
        const three = async (): Promise<Packed> => ({
          before: await client.send(call),
          packed: await client.send({ ...call, headers: { 'Accept-Encoding': 'gzip' } }),
          after: await client.send(call),
        })
        // A total goes up and down again when something comes and something else goes: a difference has to stay.
        let read = await three()
        for (let more = 2; more > 0 && differs(read); more--) read = await three()
        made.push(read)
      }
      return made
    },
  }
  return [
    {
      ...COMMON,
      id: 'HTTP-017',
      level: 'SHOULD',
      source: { kind: 'standard', reference: 'RFC 9110 section 12.5.3' },
      title: 'Who wants no packing gets none, and a packed answer holds the same',
      unit: 'read in several encodings',
      judge: async ({ observe }) => {
        const still = (await observe(thrice)).filter(isStill)
        return judgeEach(still, unlike)
      },
    },
    {
      ...COMMON,
      id: 'HTTP-018',
      level: 'SHOULD',
      source: { kind: 'standard', reference: 'RFC 9110 section 12.5.5' },
      title: 'Vary names the header by which a representation was chosen',
      unit: 'read whose representation depends on a header',
      judge: async ({ observe }) => {
        const chosen = (await observe(thrice)).filter(({ packed }) => encodingOf(packed) !== 'identity')
        if (chosen.length === 0) throw notApplicable('the target packs nothing')
        return judgeEach(chosen, ({ packed }) =>
          /\*|accept-encoding/i.test(headerOf(packed, 'vary') ?? '')
            ? null
            : {
                what: 'Vary does not name Accept-Encoding',
                witness: headerOf(packed, 'vary') ?? 'no Vary',
                exchange: packed,
              },
        )
      },
    },
  ]
}

function isStill({ before, after }: Packed): boolean {
  return sameJson(before.body, after.body)
}

function differs(read: Packed): boolean {
  return isStill(read) && !sameJson(read.before.body, read.packed.body)
}

function unlike({ before, packed }: Packed): Violation | null {
  if (encodingOf(before) !== 'identity')
    return { what: 'a packed answer to one who wants none', witness: encodingOf(before), exchange: before }
  return sameJson(before.body, packed.body)
    ? null
    : { what: 'the packed answer holds something else', exchange: packed }
}

function encodingOf(exchange: Exchange): string {
  return headerOf(exchange, 'content-encoding')?.toLowerCase() ?? 'identity'
}

function acceptCheck({ reads }: Survey): Check {
  return {
    ...COMMON,
    id: 'HTTP-019',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.5.7' },
    title: 'Who accepts only what there is not gets 406 or JSON, and never a page for people with 200',
    unit: 'request for another media type',
    judge: async ({ observe, client }) => {
      const answers: Exchange[] = []
      const inJson = (await observe(reads)).filter(({ operation }) => isOfJson(operation))
      for (const { call } of inJson) {
        for (const Accept of UNSUITABLE)
          answers.push(await client.send({ ...call, intent: 'open', headers: { Accept } }))
      }
      return judgeEach(answers, (exchange) =>
        isSuccess(exchange) && exchange.body === undefined
          ? { what: `${mediaTypeOf(exchange) ?? 'something'} with status ${exchange.status}`, exchange }
          : isServerError(exchange)
            ? { what: `status ${exchange.status}`, exchange }
            : null,
      )
    },
  }
}

/** Whether the document knows no representation of an operation but JSON. */
function isOfJson({ responses }: Operation): boolean {
  const types = Object.keys(responses['200']?.content ?? {})
  return types.length > 0 && types.every((type) => type.endsWith('json'))
}
