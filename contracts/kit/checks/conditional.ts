import type { Check } from '../check.ts'
import { type Exchange, headerOf, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import { canonical, type Json, type JsonObject, sameJson } from '../json.ts'
import type { Observation } from '../observation.ts'
import { inconclusive, notApplicable } from '../outcome.ts'
import type { Survey } from '../surface.ts'
import type { Call } from '../call.ts'

/** Something that has ended and is not expected to change any more: how to read it, and where it stands in the answer. */
export interface Ended {
  readonly call: Call
  readonly itemOf: (body: Json | undefined) => JsonObject | undefined
}

/** What is read again: conditionally, and after it has ended. */
export function rereadChecks({ reads }: Survey, ended: Observation<Ended | null>): readonly Check[] {
  return [conditionCheck({ reads }), sameCheck(ended)]
}

function conditionCheck({ reads }: Pick<Survey, 'reads'>): Check {
  return {
    id: 'HTTP-022',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 13.1.2' },
    title: 'A read on condition of an ETag answers 304 without content when it still holds, and 200 for any other',
    unit: 'read with an ETag',
    remedy: 'a read with an ETag',
    judge: async ({ observe, client }) => {
      const tagged: {
        readonly same: Exchange
        readonly other: Exchange
        readonly again: Exchange
        readonly tag: string
      }[] = []
      for (const { call, exchange } of await observe(reads)) {
        const offered = isSuccess(exchange) ? headerOf(exchange, 'etag') : null
        if (offered === null) continue
        const fresh = await client.send(call)
        const tag = headerOf(fresh, 'etag') ?? offered
        const same = await client.send({ ...call, intent: 'open', headers: { 'If-None-Match': tag } })
        const other = await client.send({
          ...call,
          intent: 'open',
          headers: { 'If-None-Match': '"flowtwin-no-such-tag"' },
        })
        tagged.push({ same, other, tag, again: await client.send(call) })
      }
      if (tagged.length === 0) throw notApplicable('the target offers no ETag')
      return judgeEach(tagged, ({ same, other, tag, again }): Violation | null => {
        if (other.status === 304) return { what: 'a 304 to an ETag that was never given', exchange: other }
        // What changed meanwhile has another tag and is rightly sent whole.
        const holds = headerOf(again, 'etag') === tag
        if (holds && same.status !== 304)
          return { what: `status ${same.status} although the ETag still holds`, witness: tag, exchange: same }
        return same.status === 304 && same.bytes.length > 0 ? { what: 'a 304 with content', exchange: same } : null
      })
    },
  }
}

function sameCheck(ended: Observation<Ended | null>): Check {
  return {
    id: 'HTTP-025',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'What has ended is the same each time it is read',
    unit: 'further read of something that has ended',
    remedy: 'something that has ended',
    judge: async ({ observe, client, profile }) => {
      const found = await observe(ended)
      if (found === null) throw inconclusive('nothing has ended yet', 'something that has ended')
      const steady = (exchange: Exchange): Json | undefined => {
        const item = found.itemOf(exchange.body)
        return item === undefined ? undefined : without(item, profile.volatileMembers)
      }
      const answers = [await client.send(found.call), await client.send(found.call), await client.send(found.call)]
      const [first, ...more] = answers.filter((exchange) => steady(exchange) !== undefined)
      if (first === undefined) throw inconclusive('it was gone before it could be read', 'something that stays')
      return judgeEach(more, (exchange) =>
        sameJson(steady(first), steady(exchange))
          ? null
          : {
              what: 'something that has ended changed between two reads',
              witness: changedMembers(steady(first), steady(exchange)).join(', '),
              exchange,
            },
      )
    },
  }
}

function without(item: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)))
}

function changedMembers(left: Json | undefined, right: Json | undefined): readonly string[] {
  const [one, other] = [left as JsonObject, right as JsonObject]
  return Object.keys({ ...one, ...other }).filter((name) => canonical(one[name]) !== canonical(other[name]))
}
