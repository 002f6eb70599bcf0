import { bestPractice, citeVendor, type Check, defineCheck, defineWriteCheck } from '../../kit/check.ts'
import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { checkFilter } from '../../kit/checks/expect.ts'
import { mapInOrder, sendAll } from '../../kit/checks/send.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getNumber, getObjects, getPath, getString, isObject, isSameJson } from '../../kit/json.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { isSameId } from '../../kit/ids.ts'
import { buildActionRequest } from './sandbox.ts'
import { FEED_LIMIT, readSessions, sessions } from './feed.ts'

const MESSAGES_PATH = '/api/v1/triggers/new-message-received'

const tokenOwner = defineProbe<Exchange>(
  'reading the owner of the token',
  async ({ client }) => await client.sendRequest({ operation: 'me', path: '/api/v1/me', intent: 'valid' }),
)

const messages = defineProbe<Exchange>('reading the newest messages', async ({ client }) => {
  const exchange = await client.sendRequest(buildMessagesRequest())
  if (isSuccess(exchange) && Array.isArray(exchange.body)) return exchange
  throw createBlocked(`GET ${MESSAGES_PATH} responded with ${exchange.status} without messages`)
})

/** Checks of the other endpoints: token owner, single flows, messages. */
export const otherEndpointChecks: readonly Check[] = [
  defineCheck('POLL-042', citeVendor('MUST', 'Me.tenant'), {
    title: 'The token belongs to a workspace, the same one in every response',
    evidence: ['read of the token owner', 'let the run read the token owner'],
    run: async ({ probeOnce, client }) => {
      const first = await probeOnce(tokenOwner)
      const second = await client.sendRequest(first.request)
      const id = getString(first.body, 'tenant', 'id')
      return checkEach([first, second], (exchange): Violation | null => {
        if (!isObject(getPath(exchange.body, 'tenant')))
          return { message: 'no workspace', pointer: '/tenant', exchange }
        const otherId = getString(exchange.body, 'tenant', 'id')
        const example = `${id}, ${otherId}`
        return otherId === id ? null : { message: 'another workspace', pointer: '/tenant/id', example, exchange }
      })
    },
  }),
  defineWriteCheck('POLL-043', bestPractice, {
    title: 'getFlow returns the flow of a session with its name and at least its number of sessions',
    evidence: ['flow of a session', 'one session or more, and run with --writes'],
    run: checkFlows,
  }),
  defineCheck('POLL-044', citeVendor('MUST', 'newMessageReceived/200'), {
    title: 'The feed of messages is an array of at most 100 messages, newest first',
    evidence: ['pair of adjacent messages', 'two messages or more'],
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(messages)
      const items = readSessions(exchange)
      const excess = items.length > FEED_LIMIT ? [{ message: `more than ${FEED_LIMIT} messages`, exchange }] : []
      return mergeJudgements([checkOrder(items, 'descending', exchange), { evidence: 0, violations: excess }])
    },
  }),
  defineCheck('POLL-045', citeVendor('MUST', 'newMessageReceived?message_type'), {
    title: 'message_type returns the newest messages of that type and no others',
    evidence: ['returned or expected message', 'messages of two types'],
    run: checkMessageTypeFilter,
  }),
  defineCheck('POLL-048', bestPractice, {
    title: 'With more than 100 messages the feed contains exactly 100, of every type before it is cut',
    evidence: ['feed of messages', 'more than 100 messages, of two types'],
    run: checkMessageDepth,
  }),
  defineCheck('POLL-049', citeVendor('SHOULD', 'newMessageReceived?message_type'), {
    title: 'An empty message_type is no filter',
    evidence: ['read with an empty message_type', 'two messages or more'],
    run: async ({ probeOnce, client }) => {
      const items = readSessions(await probeOnce(messages))
      const exchange = await client.sendRequest({ ...buildMessagesRequest({ message_type: '' }), intent: 'open' })
      const ids = new Set(readSessions(exchange).map(({ id }) => id))
      const missing = isSuccess(exchange) ? items.slice(0, items.length / 2).filter(({ id }) => !ids.has(id)) : []
      return {
        evidence: items.length > 1 && isSuccess(exchange) ? 1 : 0,
        violations: missing.map(({ id }) => ({
          message: 'an empty message_type hides a message',
          example: id,
          exchange,
        })),
      }
    },
  }),
  defineCheck('POLL-050', bestPractice, {
    title: 'Sessions, messages and the flow picker have the same name for a flow or contact',
    evidence: ['flow or contact in two responses', 'a contact with a session and a message'],
    run: checkSharedNames,
  }),
]

function buildMessagesRequest(query: Readonly<Record<string, string>> = {}): CheckRequest {
  return { operation: 'newMessageReceived', path: buildPath(MESSAGES_PATH, { query }), intent: 'valid' }
}

async function checkMessageTypeFilter({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const newest = readSessions(await probeOnce(messages))
  const chosen = chooseFilterValue(newest, ({ item }) => getString(item, 'type'))
  if (chosen === null) return { evidence: 0, violations: [] }
  const exchange = await client.sendRequest(buildMessagesRequest({ message_type: chosen.value }))
  const after = new Set(readSessions(await client.sendRequest(buildMessagesRequest())).map(({ id }) => id))
  const items = readSessions(exchange)
  const matches = ({ item }: ListItem): boolean => getString(item, 'type') === chosen.value
  const expected = newest.filter((message) => matches(message) && after.has(message.id))
  return await checkFilter({
    parameter: 'message_type',
    pages: [{ exchange, items }],
    matches,
    // A full result may end before the older ones.
    expected: items.length >= FEED_LIMIT ? [] : expected,
  })
}

async function checkFlows({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const listed = await probeOnce(sessions)
  const flows = [...new Set(listed.flatMap(({ item }) => getString(item, 'flow_id') ?? []))].slice(0, 3)
  const requests = flows.map((flow_id) => buildActionRequest('getFlow', { flow_id }))
  return checkEach(await sendAll(requests, { client }), (exchange, index): Violation | null => {
    const ownSessions = listed.filter(({ item }) => getString(item, 'flow_id') === flows[index])
    const example = flows[index] ?? ''
    if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, example, exchange }
    if (!isSameId(getString(exchange.body, 'id'), flows[index]))
      return { message: 'another flow', pointer: '/id', example, exchange }
    const name = getString(ownSessions[0]?.item, 'flow_name')
    if (getString(exchange.body, 'name') !== name)
      return { message: 'another name', pointer: '/name', example, exchange }
    const count = getNumber(exchange.body, 'sessions_count') ?? 0
    if (count >= ownSessions.length) return null
    const message = 'sessions_count is below the number in the feed'
    return { message, pointer: '/sessions_count', example: String(count), exchange }
  })
}

/** The maximum number of message types that are read, one request each. */
const MAX_TYPES = 4

async function checkMessageDepth({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const newest = await probeOnce(messages)
  const items = readSessions(newest)
  const types = [...new Set(items.flatMap(({ item }) => getString(item, 'type') ?? []))].slice(0, MAX_TYPES)
  const feeds = await mapInOrder(types, async (type) => {
    const exchange = await client.sendRequest(buildMessagesRequest({ message_type: type }))
    return { type, exchange, messages: readSessions(exchange) }
  })
  const all = new Map([...items, ...feeds.flatMap((feed) => feed.messages)].map((message) => [message.id, message]))
  if (all.size > FEED_LIMIT) {
    const ofType = (type: string): number =>
      [...all.values()].filter(({ item }) => getString(item, 'type') === type).length
    const expected = [
      { exchange: newest, length: items.length, total: all.size },
      ...feeds.map(({ type, exchange, messages: { length } }) => ({ exchange, length, total: ofType(type) })),
    ]
    return checkEach(expected, ({ exchange, length, total }) =>
      length >= Math.min(FEED_LIMIT, total)
        ? null
        : { message: 'fewer messages than exist', example: `${length} of at least ${total}`, exchange },
    )
  }
  // Contacts answered before the oldest listed message, so older messages exist, and the feeds of their types reach them.
  const [first] = feeds
  const tail = parseInstant(items.at(-1)?.timestamp)
  const hasOlder = (await probeOnce(sessions)).some(({ item }) => {
    const [created, last] = [getString(item, 'created_at'), getString(item, 'last_interaction_at')].map(parseInstant)
    return Boolean(created && last && tail && compareInstants(created, last) < 0 && compareInstants(last, tail) < 0)
  })
  if (items.length < FEED_LIMIT || feeds.length < 2 || first === undefined || !hasOlder)
    return { evidence: 0, violations: [] }
  const message = 'the feed of every type ends where the whole feed ends'
  return { evidence: 1, violations: [{ message, exchange: first.exchange }] }
}

async function checkSharedNames({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const listed = (await probeOnce(sessions)).map(({ item }) => item)
  const named = async (request: CheckRequest, idName: string, nameName: string) => {
    const exchange = await client.sendRequest(request)
    const rows = isSuccess(exchange) ? getObjects(exchange.body) : []
    return rows.map((row) => ({ id: getString(row, idName), name: getPath(row, nameName), exchange }))
  }
  const options: CheckRequest = { operation: 'listFlowOptions', path: '/api/v1/dropdowns/flows', intent: 'open' }
  const contacts = await named(buildMessagesRequest(), 'contact_id', 'contact_name')
  const flows = await named(options, 'id', 'label')
  const pairs = [
    ...contacts.map((contact) => ({ ...contact, kind: 'contact' })),
    ...flows.map((flow) => ({ ...flow, kind: 'flow' })),
  ].flatMap((entry) => {
    const session = listed.find((item) => isSameId(getString(item, `${entry.kind}_id`), entry.id))
    return session === undefined ? [] : [{ ...entry, expected: getPath(session, `${entry.kind}_name`) }]
  })
  return checkEach(pairs, ({ id, name, kind, expected, exchange }) =>
    isSameJson(name, expected)
      ? null
      : { message: `the ${kind} has another name than in the sessions`, example: id ?? '', exchange },
  )
}
