import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError } from '../../kit/http/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPath, type Json, type JsonObject, isSameJson, getString } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { buildActionRequest, readIds, testContact } from './sandbox.ts'

const common = { level: 'MUST', needs: ['writes'], hint: 'leave to write' } as const

/** The run's own contact as it is read, before anything changes it. */
const createdContactReads: Probe<readonly Exchange[]> = {
  name: 'reading a contact',
  run: async ({ probeOnce, client }) => {
    const { id, sentBody } = await probeOnce(testContact)
    const answers: Exchange[] = []
    for (const way of [{ contact_id: id }, { phone: sentBody.phone }, { email: getString(sentBody, 'email') ?? '' }])
      answers.push(await client.sendRequest(buildActionRequest('getContact', way)))
    return answers
  },
}

/** Making contacts, reading, finding and changing them. */
export const contactChecks: readonly Check[] = [
  {
    ...common,
    source: { kind: 'vendor', statement: 'getContact' },
    id: 'POLL-036',
    title: 'A contact is read as it was created, by its id, its phone number or its e-mail address',
    unit: 'read of a created contact',
    run: async ({ probeOnce }) => {
      const { id, sentBody } = await probeOnce(testContact)
      const due = { ...sentBody, id, tags: ['flowtwin', 'second tag'] }
      return checkEach(await probeOnce(createdContactReads), (exchange) => findDifferences(exchange, due))
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'searchContacts' },
    id: 'POLL-037',
    title: 'A search finds a contact by every condition that it meets, and by none that it does not',
    unit: 'search',
    run: checkSearches,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'createContact' },
    id: 'POLL-038',
    title: 'Creating a contact with a phone number that is known changes that contact; what is left out stays',
    unit: 'second creation',
    run: async ({ probeOnce, client }) => {
      const { id, sentBody } = await probeOnce(testContact)
      await probeOnce(createdContactReads)
      const again = await client.sendRequest(
        buildActionRequest('createContact', { phone: sentBody.phone, name: 'Zoë Again' }),
      )
      const read = await client.sendRequest(buildActionRequest('getContact', { contact_id: id }))
      const made = getString(again.body, 'id')
      const other = isSameId(made, id)
        ? []
        : [{ message: 'another contact', pointer: '/id', example: made ?? '', exchange: again }]
      const due = {
        id,
        name: 'Zoë Again',
        email: getPath(sentBody, 'email') ?? null,
        metadata: getPath(sentBody, 'metadata') ?? null,
      }
      return { evidence: 1, violations: [...other, ...findDifferences(read, due)] }
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'updateContact' },
    id: 'POLL-039',
    title: 'An update changes what it names: an empty text clears, tags replace, metadata is merged',
    unit: 'update',
    run: checkUpdates,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'getContact/404' },
    id: 'POLL-040',
    title: 'A read or an update of an unknown contact answers 404',
    unit: 'request for nobody',
    run: async ({ client, ledger }) => {
      const nobody = { contact_id: ledger.addInventedId(UNKNOWN_UUID) }
      const answers = [
        await client.sendRequest(buildActionRequest('getContact', nobody, 'invalid')),
        await client.sendRequest(buildActionRequest('updateContact', { ...nobody, name: 'Nobody' }, 'invalid')),
      ]
      return checkEach(answers, (exchange) =>
        exchange.status === 404
          ? null
          : { message: `status ${exchange.status} instead of 404`, example: exchange.request.path, exchange },
      )
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'getContact/422' },
    id: 'POLL-041',
    title: 'A contact that is named in no way, or by something that cannot name one, is refused',
    unit: 'request that does not hold',
    run: async ({ client, ledger }) => {
      const calls = [
        buildActionRequest('getContact', {}, 'invalid'),
        buildActionRequest('getContact', { contact_id: INVALID_VALUE }, 'invalid'),
        buildActionRequest('createContact', { phone: ledger.addInventedId('not a number') }, 'invalid'),
        buildActionRequest('createContact', { name: 'Nobody' }, 'invalid'),
      ]
      const answers: Exchange[] = []
      for (const call of calls) answers.push(await client.sendRequest(call))
      return checkEach(answers, (exchange) =>
        isClientError(exchange)
          ? null
          : { message: `status ${exchange.status} instead of 422`, example: exchange.request.body ?? '', exchange },
      )
    },
  },
]

async function checkSearches({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { id, sentBody } = await probeOnce(testContact)
  const email = getString(sentBody, 'email') ?? ''
  const searchCases: readonly { readonly body: JsonObject; readonly finds: boolean }[] = [
    { body: { query: sentBody.phone }, finds: true },
    { body: { email }, finds: true },
    { body: { tag: 'flowtwin', query: 'ZOË FLOWTWIN' }, finds: true },
    { body: { query: sentBody.phone, tag: INVALID_VALUE }, finds: false },
    { body: { email, query: INVALID_VALUE }, finds: false },
  ]
  const answers: { readonly exchange: Exchange; readonly finds: boolean }[] = []
  for (const { body, finds } of searchCases)
    answers.push({ finds, exchange: await client.sendRequest(buildActionRequest('searchContacts', body)) })
  return checkEach(answers, ({ exchange, finds }) => {
    if (readIds(exchange.body).includes(id) === finds) return null
    const what = finds
      ? 'a contact that meets the conditions is not found'
      : 'a contact that does not meet them is found'
    return { message: what, example: exchange.request.body ?? '', exchange }
  })
}

async function checkUpdates({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { id, sentBody } = await probeOnce(testContact)
  await probeOnce(createdContactReads)
  await client.sendRequest(
    buildActionRequest('updateContact', { contact_id: id, tags: 'third', metadata: { more: true } }),
  )
  const first = await client.sendRequest(buildActionRequest('getContact', { contact_id: id }))
  await client.sendRequest(buildActionRequest('updateContact', { contact_id: id, email: '' }))
  const second = await client.sendRequest(buildActionRequest('getContact', { contact_id: id }))
  const metadata = { ...(getPath(sentBody, 'metadata') as JsonObject), more: true }
  return {
    evidence: 2,
    violations: [
      ...findDifferences(first, {
        phone: sentBody.phone,
        email: getPath(sentBody, 'email') ?? null,
        tags: ['third'],
        metadata,
      }),
      ...findDifferences(second, { phone: sentBody.phone, email: null, tags: ['third'], metadata }),
    ],
  }
}

/** Tags are a set; everything else comes back as it is. */
function findDifferences(exchange: Exchange, due: JsonObject): readonly Violation[] {
  return Object.entries(due).flatMap(([name, value]) => {
    const back = getPath(exchange.body, name)
    if (isSameJson(normalizeTags(back), normalizeTags(value))) return []
    const example = `${JSON.stringify(back) ?? 'missing'}, not ${JSON.stringify(value)}`
    return [{ message: `another ${name} than was written`, pointer: `/${name}`, example, exchange }]
  })
}

function normalizeTags(value: Json | undefined): Json | undefined {
  const isTags = Array.isArray(value) && value.every((one) => typeof one === 'string')
  return isTags ? (value as readonly string[]).toSorted() : value
}
