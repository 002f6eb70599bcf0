import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, type JsonObject, numberAt, objectsAt, textAt } from '../../kit/json.ts'
import { UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked, inconclusive } from '../../kit/outcome.ts'
import { sameId, sameIds } from '../../kit/same-id.ts'
import { runsCall } from './runs.ts'
import { runs, walk } from './slices.ts'
import { runsOfWalk, walked } from './walk.ts'
import { contact, contactCall, neighbourCall } from './workspace.ts'

const must = { level: 'MUST', remedy: 'one run or more' } as const
const KINDS = ['completed', 'interrupted', 'expired', 'failed']

function stated(statement: string): { readonly source: Source } {
  return { source: { kind: 'vendor', statement } }
}

const flows: Observation<Exchange> = {
  name: 'listing the flows',
  make: async ({ client }) => readable(await client.send(neighbourCall('flows'))),
}

/** Flows, contacts and groups beside the runs that name them. */
export const neighbourChecks: readonly Check[] = [
  {
    ...must,
    ...stated('listFlows'),
    id: 'CUR-063',
    title: 'Every flow that a run names is listed under the same name',
    unit: 'flow of a run',
    judge: async ({ observe }) => {
      const exchange = await observe(flows)
      const listed = objectsAt(exchange.body, 'results')
      if (at(exchange.body, 'next') !== null)
        throw inconclusive('there are more flows than fit on one page', 'fewer flows')
      const named = new Map((await observe(runs)).map(({ item }) => [textAt(item, 'flow', 'uuid') ?? '', item]))
      return judgeEach([...named], ([uuid, item]): Violation | null => {
        const own = listed.find((one) => sameId(textAt(one, 'uuid'), uuid))
        if (own === undefined) return { what: 'a flow is not listed', witness: uuid, exchange }
        return own['name'] === at(item, 'flow', 'name') ? null : { what: 'another name', witness: uuid, exchange }
      })
    },
  },
  {
    ...must,
    ...stated('Flow.runs'),
    id: 'CUR-064',
    title: 'A flow counts its runs as many as they are, by how they came out',
    unit: 'count of a flow',
    remedy: 'a flow with a few runs, and no traffic',
    judge: counts,
  },
  {
    ...must,
    ...stated('listContacts?uuid'),
    id: 'CUR-065',
    title: 'The contact of a run is found by its uuid and by its URN, and an unknown one is not',
    unit: 'question for a contact',
    judge: contactsOfRuns,
  },
  {
    ...must,
    ...stated('listContacts?group'),
    id: 'CUR-066',
    level: 'SHOULD',
    title: 'The contacts of a group are those who say that they are in it, as many as the group counts',
    unit: 'contact of a group',
    remedy: 'a group with a few contacts',
    judge: members,
  },
  {
    ...must,
    ...stated('writeContact'),
    id: 'CUR-067',
    title: 'A contact is read as it was written, and a second write changes it and makes no other',
    unit: 'write of a contact',
    remedy: 'leave to write',
    needs: ['writes'],
    judge: written,
  },
  {
    ...must,
    ...stated('writeContact/404'),
    id: 'CUR-068',
    level: 'SHOULD',
    title: 'A write to an unknown contact answers 404',
    unit: 'write to nobody',
    remedy: 'leave to write',
    needs: ['writes'],
    judge: async ({ client, ledger }) => {
      const call = contactCall({ uuid: ledger.invent(UNKNOWN_UUID) }, { name: 'Nobody' }, 'invalid')
      return judgeEach([await client.send(call)], (exchange) =>
        exchange.status === 404 ? null : { what: `status ${exchange.status} instead of 404`, exchange },
      )
    },
  },
]

async function counts(context: Context): Promise<Judgement> {
  const listed = objectsAt((await context.observe(flows)).body, 'results')
  const totals = listed.map((flow) => ({ flow, total: totalOf(flow) })).filter(({ total }) => total > 0)
  const [fewest] = totals.toSorted((left, right) => left.total - right.total)
  const uuid = textAt(fewest?.flow, 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const own = await walked(runsCall({ flow: uuid }), context)
  const exchange = readable(await context.client.send(neighbourCall('flows', { uuid })))
  const [now] = objectsAt(exchange.body, 'results')
  const moved = JSON.stringify(at(now, 'runs')) !== JSON.stringify(at(fewest?.flow, 'runs'))
  if (own.end !== 'reached' || moved) throw inconclusive('the runs of the flow moved', 'a flow without traffic')
  const all = runsOfWalk(own).map(({ item }) => textAt(item, 'exit_type') ?? 'active')
  const due = [
    ...KINDS.map((kind) => [kind, numberAt(now, 'runs', kind) ?? 0] as const),
    ['active', (numberAt(now, 'runs', 'active') ?? 0) + (numberAt(now, 'runs', 'waiting') ?? 0)] as const,
  ]
  return judgeEach(due, ([kind, count]) => {
    const seen = all.filter((one) => one === kind).length
    const witness = `${uuid}: ${kind} ${count}, ${seen} seen`
    return seen === count ? null : { what: 'the count is not the number of runs', witness, exchange }
  })
}

function totalOf(flow: JsonObject): number {
  return [...KINDS, 'active', 'waiting'].reduce((sum, kind) => sum + (numberAt(flow, 'runs', kind) ?? 0), 0)
}

async function contactsOfRuns({ observe, client }: Context): Promise<Judgement> {
  const [first] = runsOfWalk(await observe(walk))
  const uuid = textAt(first?.item, 'contact', 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const byUuid = await client.send(neighbourCall('contacts', { uuid }))
  const urn = textAt(objectsAt(byUuid.body, 'results')[0], 'urns', 0)
  const answers = [{ exchange: byUuid, due: [uuid] }]
  // An anonymous workspace shows no number to ask by.
  if (urn !== undefined && !urn.includes('*'))
    answers.push({ exchange: await client.send(neighbourCall('contacts', { urn })), due: [uuid] })
  answers.push({ exchange: await client.send(neighbourCall('contacts', { uuid: UNKNOWN_UUID })), due: [] })
  return judgeEach(answers, ({ exchange, due }) => {
    const found = objectsAt(exchange.body, 'results').map((one) => textAt(one, 'uuid') ?? '')
    // That an unknown contact is refused instead is as clear an answer.
    if (due.length === 0 && isRefusal(exchange)) return null
    if (isSuccess(exchange) && sameIds(found, due)) return null
    return { what: 'not exactly the contact that was asked for', witness: exchange.call.path, exchange }
  })
}

async function members({ client }: Context): Promise<Judgement> {
  const groups = objectsAt(readable(await client.send(neighbourCall('groups'))).body, 'results')
  const sized = groups.filter((group) => (numberAt(group, 'count') ?? 0) > 0 && (numberAt(group, 'count') ?? 0) <= 250)
  const [group] = sized.toSorted((left, right) => (numberAt(left, 'count') ?? 0) - (numberAt(right, 'count') ?? 0))
  const uuid = textAt(group, 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const exchange = readable(await client.send(neighbourCall('contacts', { group: uuid })))
  const found = objectsAt(exchange.body, 'results')
  const count = numberAt(group, 'count') ?? 0
  const what = 'another number of contacts than the group counts'
  const witness = `${uuid}: ${count}, ${found.length} found`
  return together([
    judgeEach(found, (one) =>
      objectsAt(one, 'groups').some((own) => sameId(textAt(own, 'uuid'), uuid))
        ? null
        : { what: 'a contact who is not in the group', witness: textAt(one, 'uuid') ?? '', exchange },
    ),
    { evidence: 0, violations: found.length === count ? [] : [{ what, witness, exchange }] },
  ])
}

async function written({ observe, client }: Context): Promise<Judgement> {
  const { uuid, urn, sent } = await observe(contact)
  const first = await client.send(neighbourCall('contacts', { uuid }))
  const again = await client.send(contactCall({ urn }, { name: 'Zoë Again' }))
  const second = await client.send(neighbourCall('contacts', { urn }))
  const other = textAt(again.body, 'uuid')
  return {
    evidence: 2,
    violations: [
      ...differences(first, { uuid, ...sent }),
      ...(sameId(other, uuid)
        ? []
        : [{ what: 'another contact', pointer: '/uuid', witness: other ?? '', exchange: again }]),
      ...differences(second, { uuid, ...sent, name: 'Zoë Again' }),
    ],
  }
}

function differences(exchange: Exchange, due: JsonObject): readonly Violation[] {
  const [own] = objectsAt(exchange.body, 'results')
  return Object.entries(due).flatMap(([name, value]) => {
    if (own?.[name] === value) return []
    const witness = `${JSON.stringify(own?.[name]) ?? 'missing'}, not ${JSON.stringify(value)}`
    return [{ what: `another ${name} than was written`, pointer: `/results/0/${name}`, witness, exchange }]
  })
}

function readable(exchange: Exchange): Exchange {
  if (isSuccess(exchange) && Array.isArray(at(exchange.body, 'results'))) return exchange
  throw blocked(`${exchange.method} ${exchange.call.path} answered ${exchange.status} without a list`)
}
