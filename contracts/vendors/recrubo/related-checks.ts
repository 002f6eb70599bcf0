import type { Check } from '../../kit/check.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, isObject, type JsonObject, sameJson, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { blocked } from '../../kit/outcome.ts'
import { includedOf, primaryOf } from './flow-runs.ts'
import { both, compoundList, identity } from './include-checks.ts'
import { RELATED, relatedCall } from './related.ts'
import { someRun } from './walks.ts'

const NAMES = ['flow', 'messageThread'] as const
/** What runs belong to: by link, by inclusion, by itself, in lists. */
export const relatedChecks: readonly Check[] = [
  {
    id: 'JAPI-013',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Relationships: related resource links' },
    title: 'The related links of a run lead to what they name',
    unit: 'related link',
    remedy: 'one flow run or more',
    judge: relatedLinks,
  },
  {
    id: 'JAPI-037',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An included resource is what it is when it is read by itself',
    unit: 'included resource',
    remedy: 'one flow run or more',
    judge: async (context) => {
      const exchange = await context.observe(both)
      const judged: Judgement[] = []
      for (const resource of includedOf(exchange.body)) judged.push(await alike(resource, exchange, context))
      return together(judged)
    },
  },
  {
    id: 'JAPI-038',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'With a list comes what its runs belong to, each once and nothing else',
    unit: 'resource that a listed run belongs to',
    remedy: 'one flow run or more',
    judge: async ({ observe }) => {
      const exchange = await observe(compoundList)
      if (!isSuccess(exchange)) throw blocked(`listing with include answered ${exchange.status}`)
      const due = new Set(primaryOf(exchange.body).flatMap(belongings))
      const along = includedOf(exchange.body).flatMap(identity)
      const lost = judgeEach([...due], (one) =>
        along.filter((other) => other === one).length === 1
          ? null
          : { what: 'not exactly once among what comes along', pointer: '/included', witness: one, exchange },
      )
      const foreign = along.filter((one) => !due.has(one))
      const violations = foreign.map((one) => ({ what: 'no run belongs to it', witness: one, exchange }))
      return together([lost, { evidence: 0, violations }])
    },
  },
]

async function relatedLinks({ observe, client, basePath }: Context): Promise<Judgement> {
  const { item } = await observe(someRun)
  const reads: { readonly due: string; readonly exchange: Exchange }[] = []
  for (const name of NAMES) {
    const link = textAt(item, 'relationships', name, 'links', 'related')
    const due = textAt(item, 'attributes', `${name}Id`)
    if (link === undefined || due === undefined) continue
    const { pathname, search } = new URL(link, 'http://target.invalid')
    const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname
    // A link may lead anywhere; it is asked for at the target and nowhere else.
    const operation = path.startsWith(`${RELATED[name].path}/`) ? RELATED[name].read : null
    reads.push({ due, exchange: await client.send({ operation, path: `${path}${search}`, intent: 'open' }) })
  }
  return judgeEach(reads, ({ due, exchange }): Violation | null => {
    const witness = exchange.call.path
    if (!isSuccess(exchange)) return { what: `status ${exchange.status} behind a related link`, witness, exchange }
    return textAt(exchange.body, 'data', 'id') === due ? null : { what: 'another resource', witness, exchange }
  })
}

/** The members of a resource as they stand by themselves, against how they came along. */
export async function alike(resource: JsonObject, exchange: Exchange, { client }: Context): Promise<Judgement> {
  const name = NAMES.find((one) => `${one}s` === textAt(resource, 'type'))
  const id = textAt(resource, 'id')
  if (name === undefined || id === undefined) return { evidence: 0, violations: [] }
  const own = await client.send(relatedCall(name, id))
  const now = at(own.body, 'data', 'attributes')
  const included = at(resource, 'attributes')
  // What was changed between the two reads is no difference between two ways of reading.
  if (!isSuccess(own) || !sameJson(at(now, 'updatedAt'), at(included, 'updatedAt'))) {
    return { evidence: isSuccess(own) ? 1 : 0, violations: [] }
  }
  const members = Object.entries(isObject(included) ? included : {})
  return judgeEach(members, ([member, value]) =>
    sameJson(at(now, member), value)
      ? null
      : { what: `${member} is another than by itself`, pointer: '/included/*/attributes', witness: id, exchange },
  )
}

function belongings(run: JsonObject): readonly string[] {
  return NAMES.flatMap((name) => {
    const id = textAt(run, 'attributes', `${name}Id`)
    return id === undefined ? [] : [`${name}s ${id}`]
  })
}
