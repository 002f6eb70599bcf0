import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isRefusal } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, type Json, type JsonObject, sameJson, textAt } from '../../kit/json.ts'
import { GARBAGE, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { sameId } from '../../kit/same-id.ts'
import { actionCall, idsIn } from './actions.ts'
import { contact } from './sandbox.ts'

const common = { level: 'MUST', needs: ['writes'], remedy: 'leave to write' } as const

function stated(statement: string): { readonly source: Source } {
  return { source: { kind: 'vendor', statement } }
}

/** The run's own contact as it is read, before anything changes it. */
const asCreated: Observation<readonly Exchange[]> = {
  name: 'reading a contact',
  make: async ({ observe, client }) => {
    const { id, sent } = await observe(contact)
    const answers: Exchange[] = []
    for (const way of [{ contact_id: id }, { phone: sent.phone }, { email: textAt(sent, 'email') ?? '' }])
      answers.push(await client.send(actionCall('getContact', way)))
    return answers
  },
}

/** Making contacts, reading, finding and changing them. */
export const contactChecks: readonly Check[] = [
  {
    ...common,
    ...stated('getContact'),
    id: 'POLL-036',
    title: 'A contact is read as it was created, by its id, its phone number or its e-mail address',
    unit: 'read of a created contact',
    judge: async ({ observe }) => {
      const { id, sent } = await observe(contact)
      const due = { ...sent, id, tags: ['flowtwin', 'second tag'] }
      return judgeEach(await observe(asCreated), (exchange) => differences(exchange, due))
    },
  },
  {
    ...common,
    ...stated('searchContacts'),
    id: 'POLL-037',
    title: 'A search finds a contact by every condition that it meets, and by none that it does not',
    unit: 'search',
    judge: searches,
  },
  {
    ...common,
    ...stated('createContact'),
    id: 'POLL-038',
    title: 'Creating a contact with a phone number that is known changes that contact; what is left out stays',
    unit: 'second creation',
    judge: async ({ observe, client }) => {
      const { id, sent } = await observe(contact)
      await observe(asCreated)
      const again = await client.send(actionCall('createContact', { phone: sent.phone, name: 'Zoë Again' }))
      const read = await client.send(actionCall('getContact', { contact_id: id }))
      const made = textAt(again.body, 'id')
      const other = sameId(made, id)
        ? []
        : [{ what: 'another contact', pointer: '/id', witness: made ?? '', exchange: again }]
      const due = { id, name: 'Zoë Again', email: at(sent, 'email') ?? null, metadata: at(sent, 'metadata') ?? null }
      return { evidence: 1, violations: [...other, ...differences(read, due)] }
    },
  },
  {
    ...common,
    ...stated('updateContact'),
    id: 'POLL-039',
    title: 'An update changes what it names: an empty text clears, tags replace, metadata is merged',
    unit: 'update',
    judge: updates,
  },
  {
    ...common,
    ...stated('getContact/404'),
    id: 'POLL-040',
    title: 'A read or an update of an unknown contact answers 404',
    unit: 'request for nobody',
    judge: async ({ client, ledger }) => {
      const nobody = { contact_id: ledger.invent(UNKNOWN_UUID) }
      const answers = [
        await client.send(actionCall('getContact', nobody, 'invalid')),
        await client.send(actionCall('updateContact', { ...nobody, name: 'Nobody' }, 'invalid')),
      ]
      return judgeEach(answers, (exchange) =>
        exchange.status === 404
          ? null
          : { what: `status ${exchange.status} instead of 404`, witness: exchange.call.path, exchange },
      )
    },
  },
  {
    ...common,
    ...stated('getContact/422'),
    id: 'POLL-041',
    title: 'A contact that is named in no way, or by something that cannot name one, is refused',
    unit: 'request that does not hold',
    judge: async ({ client, ledger }) => {
      const calls = [
        actionCall('getContact', {}, 'invalid'),
        actionCall('getContact', { contact_id: GARBAGE }, 'invalid'),
        actionCall('createContact', { phone: ledger.invent('not a number') }, 'invalid'),
        actionCall('createContact', { name: 'Nobody' }, 'invalid'),
      ]
      const answers: Exchange[] = []
      for (const call of calls) answers.push(await client.send(call))
      return judgeEach(answers, (exchange) =>
        isRefusal(exchange)
          ? null
          : { what: `status ${exchange.status} instead of 422`, witness: exchange.call.body ?? '', exchange },
      )
    },
  },
]

async function searches({ observe, client }: Context): Promise<Judgement> {
  const { id, sent } = await observe(contact)
  const email = textAt(sent, 'email') ?? ''
  const questions: readonly { readonly body: JsonObject; readonly finds: boolean }[] = [
    { body: { query: sent.phone }, finds: true },
    { body: { email }, finds: true },
    { body: { tag: 'flowtwin', query: 'ZOË FLOWTWIN' }, finds: true },
    { body: { query: sent.phone, tag: GARBAGE }, finds: false },
    { body: { email, query: GARBAGE }, finds: false },
  ]
  const answers: { readonly exchange: Exchange; readonly finds: boolean }[] = []
  for (const { body, finds } of questions)
    answers.push({ finds, exchange: await client.send(actionCall('searchContacts', body)) })
  return judgeEach(answers, ({ exchange, finds }) => {
    if (idsIn(exchange.body).includes(id) === finds) return null
    const what = finds
      ? 'a contact that meets the conditions is not found'
      : 'a contact that does not meet them is found'
    return { what, witness: exchange.call.body ?? '', exchange }
  })
}

async function updates({ observe, client }: Context): Promise<Judgement> {
  const { id, sent } = await observe(contact)
  await observe(asCreated)
  await client.send(actionCall('updateContact', { contact_id: id, tags: 'third', metadata: { more: true } }))
  const first = await client.send(actionCall('getContact', { contact_id: id }))
  await client.send(actionCall('updateContact', { contact_id: id, email: '' }))
  const second = await client.send(actionCall('getContact', { contact_id: id }))
  const metadata = { ...(at(sent, 'metadata') as JsonObject), more: true }
  return {
    evidence: 2,
    violations: [
      ...differences(first, { phone: sent.phone, email: at(sent, 'email') ?? null, tags: ['third'], metadata }),
      ...differences(second, { phone: sent.phone, email: null, tags: ['third'], metadata }),
    ],
  }
}

/** Tags are a set; everything else comes back as it is. */
function differences(exchange: Exchange, due: JsonObject): readonly Violation[] {
  return Object.entries(due).flatMap(([name, value]) => {
    const back = at(exchange.body, name)
    if (sameJson(comparable(back), comparable(value))) return []
    const witness = `${JSON.stringify(back) ?? 'missing'}, not ${JSON.stringify(value)}`
    return [{ what: `another ${name} than was written`, pointer: `/${name}`, witness, exchange }]
  })
}

function comparable(value: Json | undefined): Json | undefined {
  const isTags = Array.isArray(value) && value.every((one) => typeof one === 'string')
  return isTags ? (value as readonly string[]).toSorted() : value
}
