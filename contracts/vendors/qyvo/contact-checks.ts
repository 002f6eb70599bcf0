// Checks: POLL-036, POLL-037, POLL-038, POLL-039, POLL-040, POLL-041
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { citeVendor } from '../../kit/checks/rule-source.ts'
import { mapInOrder, sendAndCheck } from '../../kit/checks/send.ts'
import type { Check } from '../../kit/check.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getObjects, getPath, type Json, type JsonObject, isSameJson, getString } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { buildActionRequest, testContact } from './sandbox.ts'

const common = { needs: ['writes'], hint: 'run with --writes' } as const

/** Reads of the test contact before anything changes it. */
const createdContactReads: Probe<readonly Exchange[]> = {
  name: 'reading the test contact',
  run: async ({ probeOnce, client }) => {
    const { id, sentBody } = await probeOnce(testContact)
    const keys = [{ contact_id: id }, { phone: sentBody.phone }, { email: getString(sentBody, 'email') ?? '' }]
    return await mapInOrder(keys, async (key) => await client.sendRequest(buildActionRequest('getContact', key)))
  },
}

/** Checks of contacts: create, read, search, update. */
export const contactChecks: readonly Check[] = [
  {
    ...common,
    ...citeVendor('MUST', 'getContact'),
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
    ...citeVendor('MUST', 'searchContacts'),
    id: 'POLL-037',
    title: 'A search returns a contact exactly when it matches all conditions',
    unit: 'search',
    run: checkSearches,
  },
  {
    ...common,
    ...citeVendor('MUST', 'createContact'),
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
      const otherId = { message: 'another contact was created', pointer: '/id', example: secondId ?? '' }
      const idViolations = isSameId(secondId, id) ? [] : [{ ...otherId, exchange: secondCreation }]
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
    ...citeVendor('MUST', 'updateContact'),
    id: 'POLL-039',
    title: 'An update changes only the given fields: empty strings clear, tags replace, metadata is merged',
    unit: 'update',
    run: checkUpdates,
  },
  {
    ...common,
    ...citeVendor('MUST', 'getContact/404'),
    id: 'POLL-040',
    title: 'A read or an update of an unknown contact gets 404',
    unit: 'request for an unknown contact',
    run: sendAndCheck(
      ({ ledger }) => {
        const unknownContact = { contact_id: ledger.addInventedId(UNKNOWN_UUID) }
        return [
          buildActionRequest('getContact', unknownContact, 'invalid'),
          buildActionRequest('updateContact', { ...unknownContact, name: 'Nobody' }, 'invalid'),
        ]
      },
      (exchange) => expectStatus(exchange, 404),
    ),
  },
  {
    ...common,
    ...citeVendor('MUST', 'getContact/422'),
    id: 'POLL-041',
    title: 'A request without a contact, or with a malformed one, is rejected',
    unit: 'invalid request',
    run: sendAndCheck(
      ({ ledger }) => [
        buildActionRequest('getContact', {}, 'invalid'),
        buildActionRequest('getContact', { contact_id: INVALID_VALUE }, 'invalid'),
        buildActionRequest('createContact', { phone: ledger.addInventedId('not a number') }, 'invalid'),
        buildActionRequest('createContact', { name: 'Nobody' }, 'invalid'),
      ],
      (exchange) => expectClientError(exchange, exchange.request.body),
    ),
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
  const searches = await mapInOrder(searchCases, async ({ body, isFound }) => {
    return { isFound, exchange: await client.sendRequest(buildActionRequest('searchContacts', body)) }
  })
  return checkEach(searches, ({ exchange, isFound }) => {
    if (getObjects(exchange.body).some((contact) => getString(contact, 'id') === id) === isFound) return null
    const message = isFound ? 'a matching contact is not found' : 'a contact is found although it does not match'
    return { message, example: exchange.request.body ?? '', exchange }
  })
}

async function checkUpdates({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { id, sentBody } = await probeOnce(testContact)
  await probeOnce(createdContactReads)
  const updateAndRead = async (changes: JsonObject): Promise<Exchange> => {
    await client.sendRequest(buildActionRequest('updateContact', { contact_id: id, ...changes }))
    return await client.sendRequest(buildActionRequest('getContact', { contact_id: id }))
  }
  const first = await updateAndRead({ tags: 'third', metadata: { more: true } })
  const second = await updateAndRead({ email: '' })
  const metadata = { ...(getPath(sentBody, 'metadata') as JsonObject), more: true }
  const expected = { phone: sentBody.phone, email: getPath(sentBody, 'email') ?? null, tags: ['third'], metadata }
  const violations = [...findDifferences(first, expected), ...findDifferences(second, { ...expected, email: null })]
  return { evidence: 2, violations }
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
