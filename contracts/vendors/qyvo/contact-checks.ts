import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { checkOrder } from '../../kit/checks/list-order.ts'
import { bestPractice, citeVendor, type Check, defineWriteCheck } from '../../kit/check.ts'
import { mapInOrder, sendAndCheck } from '../../kit/checks/send.ts'
import { createWriteAuthenticationCheck } from '../../kit/checks/security/authentication.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getObjects, getPath, getString, isObject, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId, isUuid, UNKNOWN_UUID } from '../../kit/ids.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { buildFeedRequest, readSessions, sessions } from './feed.ts'
import { buildActionRequest, inventPhone, publishedFlow, testContact } from './sandbox.ts'

const HINT = 'run with --writes'

/** Reads of the test contact before anything changes it. */
const createdContactReads = defineProbe<readonly Exchange[]>(
  'reading the test contact',
  async ({ probeOnce, client }) => {
    const { id, sentBody } = await probeOnce(testContact)
    const keys = [{ contact_id: id }, { phone: sentBody.phone }, { email: getString(sentBody, 'email') ?? '' }]
    return await mapInOrder(keys, async (key) => await client.sendRequest(buildActionRequest('getContact', key)))
  },
)

/** Checks of contacts: create, read, search, update. */
export const contactChecks: readonly Check[] = [
  defineWriteCheck('POLL-036', citeVendor('MUST', 'getContact'), {
    title: 'A created contact is readable by id, phone number and e-mail address',
    evidence: ['read of the created contact', HINT],
    run: async ({ probeOnce }) => {
      const { id, sentBody } = await probeOnce(testContact)
      const expected = { ...sentBody, id, tags: ['flowtwin', 'second tag'] }
      return checkEach(await probeOnce(createdContactReads), (exchange) => findDifferences(exchange, expected))
    },
  }),
  defineWriteCheck('POLL-037', citeVendor('MUST', 'searchContacts'), {
    title: 'A search returns a contact exactly when it matches all conditions',
    evidence: ['search', HINT],
    run: checkSearches,
  }),
  defineWriteCheck('POLL-038', citeVendor('MUST', 'createContact'), {
    title: 'Creating a contact with an existing phone number updates that contact; omitted fields are unchanged',
    evidence: ['second creation', HINT],
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
  }),
  defineWriteCheck('POLL-039', citeVendor('MUST', 'updateContact'), {
    title: 'An update changes only the given fields: empty strings clear, tags replace, metadata is merged',
    evidence: ['update', HINT],
    run: checkUpdates,
  }),
  defineWriteCheck('POLL-040', citeVendor('MUST', 'getContact/404'), {
    title: 'A read or an update of an unknown contact gets 404',
    evidence: ['request for an unknown contact', HINT],
    run: sendAndCheck(
      ({ ledger }) => {
        const unknownContact = { contact_id: ledger.addInventedId(UNKNOWN_UUID) }
        return [
          buildActionRequest('getContact', unknownContact, 'invalid'),
          buildActionRequest('updateContact', { ...unknownContact, name: 'Unknown' }, 'invalid'),
        ]
      },
      (exchange) => expectStatus(exchange, 404),
    ),
  }),
  defineWriteCheck('POLL-041', citeVendor('MUST', 'getContact/422'), {
    title: 'A request without a contact, or with a malformed one, is rejected',
    evidence: ['invalid request', HINT],
    run: sendAndCheck(
      ({ ledger }) => [
        buildActionRequest('getContact', {}, 'invalid'),
        buildActionRequest('getContact', { contact_id: INVALID_VALUE }, 'invalid'),
        buildActionRequest('createContact', { phone: ledger.addInventedId('not a number') }, 'invalid'),
        buildActionRequest('createContact', { name: 'Unknown' }, 'invalid'),
      ],
      (exchange) => expectClientError(exchange, exchange.request.body),
    ),
  }),
  defineWriteCheck('POLL-062', bestPractice, {
    title: 'Creation, update, search and sessions have the values of getContact',
    evidence: ['field in another response', HINT],
    run: checkSameContact,
  }),
  defineWriteCheck('POLL-063', citeVendor('MUST', 'updateContact'), {
    title: 'An update of one field, sent twice, changes no other field and no other contact',
    evidence: ['field that was not sent', HINT],
    run: checkFieldUpdates,
  }),
  defineWriteCheck('POLL-064', citeVendor('MUST', 'CreateContact.phone'), {
    title: 'A phone number with spaces and punctuation, and an id in capitals, name the same contact',
    evidence: ['lookup in another spelling', HINT],
    run: checkSpellings,
  }),
  defineWriteCheck('POLL-065', citeVendor('SHOULD', 'searchContacts'), {
    title: 'A search returns 50 contacts if more match, the latest message first',
    evidence: ['search with many matches', 'sessions of more than 50 contacts'],
    run: checkSearchSize,
  }),
  createWriteAuthenticationCheck({
    requests: defineProbe('building actions', async ({ probeOnce }) => {
      const [flow, { id, sentBody }] = [await probeOnce(publishedFlow), await probeOnce(testContact)]
      return [
        buildActionRequest('triggerFlow', { flow_id: flow, contact_id: id }),
        buildActionRequest('createContact', { phone: sentBody.phone, name: 'Unknown' }),
        buildActionRequest('updateContact', { contact_id: id, name: 'Unknown' }),
        buildActionRequest('getFlow', { flow_id: flow }),
        buildActionRequest('getContact', { contact_id: id }),
        buildActionRequest('searchContacts', { query: sentBody.phone }),
      ]
    }),
    readState: async ({ probeOnce, client }) => {
      const { id } = await probeOnce(testContact)
      const { body } = await client.sendRequest(buildActionRequest('getContact', { contact_id: id }))
      const feed = readSessions(await client.sendRequest(buildFeedRequest()))
      return {
        // The messages of a running session arrive in between.
        contact: isObject(body) ? { ...body, last_message_at: null, total_messages: null } : null,
        sessions: feed.filter(({ item }) => getString(item, 'contact_id') === id).map((session) => session.id),
      }
    },
    statement: 'triggerFlow/401',
  }),
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
    { body: { email, tag: INVALID_VALUE }, isFound: false },
    { body: { tag: 'flowtwin', query: INVALID_VALUE }, isFound: false },
    { body: { tag: 'flowtwin', email: `other.${email}` }, isFound: false },
    { body: { tag: 'flow' }, isFound: false },
    { body: { tag: 'second' }, isFound: false },
    { body: { email: `other.${email}` }, isFound: false },
    { body: { tag: 'second tag', email, query: sentBody.phone }, isFound: true },
    { body: { tag: '', email: '', query: sentBody.phone }, isFound: true },
    { body: { tag: 'second tag', email, query: '' }, isFound: true },
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

async function checkSameContact({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { id, sentBody, exchange: created } = await probeOnce(testContact)
  await probeOnce(createdContactReads)
  // The same values again, because other checks may have changed them.
  const { phone: _, ...values } = sentBody
  const update = await client.sendRequest(buildActionRequest('updateContact', { contact_id: id, ...values }))
  const contact = await client.sendRequest(buildActionRequest('getContact', { contact_id: id }))
  const found = await client.sendRequest(buildActionRequest('searchContacts', { query: sentBody.phone }))
  const feed = await client.sendRequest(buildFeedRequest())
  const rows = getObjects(found.body).map((row) => ({ row, exchange: found }))
  const copies = [
    { row: created.body, exchange: created },
    { row: update.body, exchange: update },
    ...rows.filter(({ row }) => isSameId(getString(row, 'id'), id)),
  ].flatMap(({ row, exchange }) =>
    ['phone', 'name', 'email', 'tags'].map((name) => ({ name, value: getPath(row, name), exchange })),
  )
  const ofSessions = readSessions(feed)
    .filter(({ item }) => isSameId(getString(item, 'contact_id'), id))
    .flatMap(({ item }) =>
      ['phone', 'name', 'email'].map((name) => ({ name, value: getPath(item, `contact_${name}`), exchange: feed })),
    )
  return checkEach([...copies, ...ofSessions], ({ name, value, exchange }) => {
    const expected = getPath(contact.body, name)
    if (isSameJson(normalizeTags(value), normalizeTags(expected))) return null
    const example = `${JSON.stringify(value)}, not ${JSON.stringify(expected)}`
    return { message: `another ${name} than getContact`, pointer: `/${name}`, example, exchange }
  })
}

/** Distance of the phone number of the second contact. */
const SIBLING_PHONE = 50

async function checkFieldUpdates(context: CheckContext): Promise<Judgement> {
  const { probeOnce, client } = context
  const { id } = await probeOnce(testContact)
  await probeOnce(createdContactReads)
  const phone = inventPhone(context, SIBLING_PHONE)
  const values = { name: 'Sibling', email: `sibling${phone.slice(-3)}@flowtwin.example.com`, tags: 'sibling' }
  const created = await client.sendRequest(
    buildActionRequest('createContact', { phone, ...values, metadata: { a: 1 } }),
  )
  const read = async (contact_id: string): Promise<Exchange> =>
    await client.sendRequest(buildActionRequest('getContact', { contact_id }))
  const siblingId = getString(created.body, 'id')
  const sibling = siblingId === undefined ? undefined : await read(siblingId)
  const changes: readonly JsonObject[] = [
    { name: 'Zoë Update' },
    { email: `update${phone.slice(-3)}@flowtwin.example.com` },
    { tags: 'update,größe' },
    { metadata: { nested: { postcode: '01234', count: 1, isDone: true } } },
  ]
  const judgements = await mapInOrder(changes, async (change) => {
    const before = await read(id)
    const request = buildActionRequest('updateContact', { contact_id: id, ...change })
    await client.sendRequest(request)
    await client.sendRequest(request)
    const after = await read(id)
    const [name = ''] = Object.keys(change)
    const metadata = { ...(getPath(before.body, 'metadata') as JsonObject), ...(change['metadata'] as JsonObject) }
    const expected = {
      ...pickFields(before),
      ...change,
      ...(name === 'tags' && { tags: ['update', 'größe'] }),
      metadata,
    }
    return { evidence: Object.keys(expected).length, violations: findDifferences(after, expected) }
  })
  if (siblingId === undefined || sibling === undefined || !isObject(sibling.body)) return mergeJudgements(judgements)
  const after = await read(siblingId)
  const message = 'an update changes another contact'
  const violations = findDifferences(after, pickFields(sibling)).map((violation) => ({ ...violation, message }))
  return mergeJudgements([...judgements, { evidence: 1, violations }])
}

/** The fields of a contact that clients write. */
function pickFields({ body }: Exchange): JsonObject {
  return Object.fromEntries(
    ['phone', 'name', 'email', 'tags', 'metadata'].map((name) => [name, getPath(body, name) ?? null]),
  )
}

async function checkSpellings({ probeOnce, client, ledger }: CheckContext): Promise<Judgement> {
  const { id, sentBody } = await probeOnce(testContact)
  const spelled = ledger.addInventedId(sentBody.phone.replace(/^\+1(...)(...)(....)$/, '+1 ($1) $2-$3'))
  const capitals = ledger.addInventedId(id.toUpperCase())
  const requests = [
    buildActionRequest('createContact', { phone: spelled }),
    buildActionRequest('getContact', { phone: spelled }),
    ...(isUuid(id) && capitals !== id ? [buildActionRequest('getContact', { contact_id: capitals })] : []),
  ]
  const exchanges = await mapInOrder(requests, async (request) => await client.sendRequest(request))
  return checkEach(exchanges, (exchange): Violation | null => {
    if (isSameId(getString(exchange.body, 'id'), id)) return null
    const isCreation = exchange.request.operation === 'createContact'
    const message = `status ${exchange.status} without the contact`
    // Only for a creation does a document mention punctuation.
    return { message, ...(!isCreation && { level: 'SHOULD' }), example: exchange.request.body ?? '', exchange }
  })
}

/** The documented maximum of a search. */
const SEARCH_LIMIT = 50

async function checkSearchSize({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const contacts = new Set((await probeOnce(sessions)).map(({ item }) => getString(item, 'contact_id')))
  // Every phone number begins with a plus sign.
  const exchange = await client.sendRequest(buildActionRequest('searchContacts', { query: '+' }))
  const found = getObjects(exchange.body)
  if (contacts.size <= SEARCH_LIMIT || !isSuccess(exchange)) return { evidence: 0, violations: [] }
  const example = `${found.length} of at least ${contacts.size}`
  const count = found.length === SEARCH_LIMIT ? [] : [{ message: `not ${SEARCH_LIMIT} contacts`, example, exchange }]
  const dated = found.map((row) => ({
    id: getString(row, 'id') ?? '',
    timestamp: getString(row, 'last_message_at'),
    item: row,
  }))
  return mergeJudgements([checkOrder(dated, 'descending', exchange), { evidence: 1, violations: count }])
}
