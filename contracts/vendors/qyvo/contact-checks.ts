// Checks: POLL-036, POLL-037, POLL-038, POLL-039, POLL-040, POLL-041
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { sendAll } from '../../kit/checks/send.ts'
import type { Check } from '../../kit/check.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPath, type Json, type JsonObject, isSameJson, getString } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { buildActionRequest, readIds, testContact } from './sandbox.ts'

const common = { level: 'MUST', needs: ['writes'], hint: 'run with --writes' } as const

/** Reads of the test contact before anything changes it. */
const createdContactReads: Probe<readonly Exchange[]> = {
  name: 'reading the test contact',
  run: async ({ probeOnce, client }) => {
    const { id, sentBody } = await probeOnce(testContact)
    const keys = [{ contact_id: id }, { phone: sentBody.phone }, { email: getString(sentBody, 'email') ?? '' }]
    return await sendAll(
      keys.map((key) => buildActionRequest('getContact', key)),
      { client },
    )
  },
}

/** Checks of contacts: create, read, search, update. */
export const contactChecks: readonly Check[] = [
  {
    ...common,
    source: { kind: 'vendor', statement: 'getContact' },
    id: 'POLL-036',
    title: 'A created contact is readable by id, phone number and e-mail address',
    unit: 'read of the created contact',
    run: async ({ probeOnce }) => {
      const { id, sentBody } = await probeOnce(testContact)
      const expected = { ...sentBody, id, tags: ['flowtwin', 'second tag'] }
      return checkEach(await probeOnce(createdContactReads), (exchange) => findDifferences(exchange, expected))
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'searchContacts' },
    id: 'POLL-037',
    title: 'A search returns a contact exactly when it matches all conditions',
    unit: 'search',
    run: checkSearches,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'createContact' },
    id: 'POLL-038',
    title: 'Creating a contact with an existing phone number updates that contact; omitted fields are unchanged',
    unit: 'second creation',
    run: async ({ probeOnce, client }) => {
      const { id, sentBody } = await probeOnce(testContact)
      await probeOnce(createdContactReads)
      const secondCreation = await client.sendRequest(
        buildActionRequest('createContact', { phone: sentBody.phone, name: 'Zoë Again' }),
      )
      const read = await client.sendRequest(buildActionRequest('getContact', { contact_id: id }))
      const secondId = getString(secondCreation.body, 'id')
      const idViolations = isSameId(secondId, id)
        ? []
        : [
            {
              message: 'another contact was created',
              pointer: '/id',
              example: secondId ?? '',
              exchange: secondCreation,
            },
          ]
      const expected = {
        id,
        name: 'Zoë Again',
        email: getPath(sentBody, 'email') ?? null,
        metadata: getPath(sentBody, 'metadata') ?? null,
      }
      return { evidence: 1, violations: [...idViolations, ...findDifferences(read, expected)] }
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'updateContact' },
    id: 'POLL-039',
    title: 'An update changes only the given fields: empty strings clear, tags replace, metadata is merged',
    unit: 'update',
    run: checkUpdates,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'getContact/404' },
    id: 'POLL-040',
    title: 'A read or an update of an unknown contact gets 404',
    unit: 'request for an unknown contact',
    run: async ({ client, ledger }) => {
      const unknownContact = { contact_id: ledger.addInventedId(UNKNOWN_UUID) }
      const requests = [
        buildActionRequest('getContact', unknownContact, 'invalid'),
        buildActionRequest('updateContact', { ...unknownContact, name: 'Nobody' }, 'invalid'),
      ]
      return checkEach(await sendAll(requests, { client }), (exchange) => expectStatus(exchange, 404))
    },
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'getContact/422' },
    id: 'POLL-041',
    title: 'A request without a contact, or with a malformed one, is rejected',
    unit: 'invalid request',
    run: async ({ client, ledger }) => {
      const requests = [
        buildActionRequest('getContact', {}, 'invalid'),
        buildActionRequest('getContact', { contact_id: INVALID_VALUE }, 'invalid'),
        buildActionRequest('createContact', { phone: ledger.addInventedId('not a number') }, 'invalid'),
        buildActionRequest('createContact', { name: 'Nobody' }, 'invalid'),
      ]
      return checkEach(await sendAll(requests, { client }), (exchange) =>
        expectClientError(exchange, exchange.request.body),
      )
    },
  },
]

async function checkSearches({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { id, sentBody } = await probeOnce(testContact)
  const email = getString(sentBody, 'email') ?? ''
  const searchCases: readonly { readonly body: JsonObject; readonly isFound: boolean }[] = [
    { body: { query: sentBody.phone }, isFound: true },
    { body: { email }, isFound: true },
    { body: { tag: 'flowtwin', query: 'ZOË FLOWTWIN' }, isFound: true },
    { body: { query: sentBody.phone, tag: INVALID_VALUE }, isFound: false },
    { body: { email, query: INVALID_VALUE }, isFound: false },
  ]
  const searches: { readonly exchange: Exchange; readonly isFound: boolean }[] = []
  for (const { body, isFound } of searchCases)
    searches.push({ isFound, exchange: await client.sendRequest(buildActionRequest('searchContacts', body)) })
  return checkEach(searches, ({ exchange, isFound }) => {
    if (readIds(exchange.body).includes(id) === isFound) return null
    const message = isFound ? 'a matching contact is not found' : 'a contact is found although it does not match'
    return { message, example: exchange.request.body ?? '', exchange }
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

/** Compares a contact with the expected fields; the order of tags is ignored. */
function findDifferences(exchange: Exchange, expected: JsonObject): readonly Violation[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const actual = getPath(exchange.body, name)
    if (isSameJson(normalizeTags(actual), normalizeTags(value))) return []
    const example = `${JSON.stringify(actual) ?? 'missing'}, not ${JSON.stringify(value)}`
    return [{ message: `${name} differs from the written value`, pointer: `/${name}`, example, exchange }]
  })
}

function normalizeTags(value: Json | undefined): Json | undefined {
  const isTags = Array.isArray(value) && value.every((element) => typeof element === 'string')
  return isTags ? (value as readonly string[]).toSorted() : value
}
