import type { Check } from '../../check.ts'
import { type CheckRequest, type Exchange, getHeader, isSuccess } from '../../http/exchange.ts'
import { checkEach, createInconclusive, createNotApplicable, type Violation } from '../../outcome.ts'
import { canonicalize, type Json, type JsonObject, isSameJson } from '../../json.ts'
import type { Probe } from '../../check-context.ts'
import type { Survey } from '../readable-api.ts'

/** Something that has ended and is not expected to change any more: how to read it, and where it stands in the answer. */
export interface EndedItem {
  readonly request: CheckRequest
  readonly findItem: (body: Json | undefined) => JsonObject | undefined
}

/** What is read again: conditionally, and after it has ended. */
export function createRepeatedReadChecks({ reads }: Survey, ended: Probe<EndedItem | null>): readonly Check[] {
  return [createConditionalRequestCheck({ reads }), createStableItemCheck(ended)]
}

function createConditionalRequestCheck({ reads }: Pick<Survey, 'reads'>): Check {
  return {
    id: 'HTTP-022',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 13.1.2' },
    title: 'A read on condition of an ETag answers 304 without content when it still holds, and 200 for any other',
    unit: 'read with an ETag',
    hint: 'a read with an ETag',
    run: async ({ probeOnce, client }) => {
      const tagged: {
        readonly same: Exchange
        readonly other: Exchange
        readonly again: Exchange
        readonly tag: string
      }[] = []
      for (const { request, exchange } of await probeOnce(reads)) {
        const offered = isSuccess(exchange) ? getHeader(exchange, 'etag') : null
        if (offered === null) continue
        const fresh = await client.sendRequest(request)
        const tag = getHeader(fresh, 'etag') ?? offered
        const same = await client.sendRequest({ ...request, intent: 'open', headers: { 'If-None-Match': tag } })
        const other = await client.sendRequest({
          ...request,
          intent: 'open',
          headers: { 'If-None-Match': '"flowtwin-no-such-tag"' },
        })
        tagged.push({ same, other, tag, again: await client.sendRequest(request) })
      }
      if (tagged.length === 0) throw createNotApplicable('the target offers no ETag')
      return checkEach(tagged, ({ same, other, tag, again }): Violation | null => {
        if (other.status === 304) return { message: 'a 304 to an ETag that was never given', exchange: other }
        // What changed meanwhile has another tag and is rightly sent whole.
        const holds = getHeader(again, 'etag') === tag
        if (holds && same.status !== 304)
          return { message: `status ${same.status} although the ETag still holds`, example: tag, exchange: same }
        return same.status === 304 && same.bytes.length > 0 ? { message: 'a 304 with content', exchange: same } : null
      })
    },
  }
}

function createStableItemCheck(ended: Probe<EndedItem | null>): Check {
  return {
    id: 'HTTP-025',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'What has ended is the same each time it is read',
    unit: 'further read of something that has ended',
    hint: 'something that has ended',
    run: async ({ probeOnce, client, profile }) => {
      const endedItem = await probeOnce(ended)
      if (endedItem === null) throw createInconclusive('nothing has ended yet', 'something that has ended')
      const readStableFields = (exchange: Exchange): Json | undefined => {
        const item = endedItem.findItem(exchange.body)
        return item === undefined ? undefined : omitFields(item, profile.volatileFields)
      }
      const answers = [
        await client.sendRequest(endedItem.request),
        await client.sendRequest(endedItem.request),
        await client.sendRequest(endedItem.request),
      ]
      const [first, ...more] = answers.filter((exchange) => readStableFields(exchange) !== undefined)
      if (first === undefined) throw createInconclusive('it was gone before it could be read', 'something that stays')
      return checkEach(more, (exchange) =>
        isSameJson(readStableFields(first), readStableFields(exchange))
          ? null
          : {
              message: 'something that has ended changed between two reads',
              example: findChangedFields(readStableFields(first), readStableFields(exchange)).join(', '),
              exchange,
            },
      )
    },
  }
}

function omitFields(item: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)))
}

function findChangedFields(left: Json | undefined, right: Json | undefined): readonly string[] {
  const [one, other] = [left as JsonObject, right as JsonObject]
  return Object.keys({ ...one, ...other }).filter((name) => canonicalize(one[name]) !== canonicalize(other[name]))
}
