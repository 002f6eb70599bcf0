// Checks: POLL-042, POLL-043, POLL-044, POLL-045
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import type { Check } from '../../kit/check.ts'
import { checkFilter } from '../../kit/checks/expect.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getPath, isObject, getNumber, getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { isSameId } from '../../kit/ids.ts'
import { buildActionRequest } from './sandbox.ts'
import { FEED_LIMIT, readSessions, sessions } from './feed.ts'

const MESSAGES_PATH = '/api/v1/triggers/new-message-received'

const tokenOwner: Probe<Exchange> = {
  name: 'reading the owner of the token',
  run: async ({ client }) => await client.sendRequest({ operation: 'me', path: '/api/v1/me', intent: 'valid' }),
}

const messages: Probe<Exchange> = {
  name: 'reading the newest messages',
  run: async ({ client }) => {
    const exchange = await client.sendRequest(buildMessagesRequest())
    if (isSuccess(exchange) && Array.isArray(exchange.body)) return exchange
    throw createBlocked(`GET ${MESSAGES_PATH} responded with ${exchange.status} without messages`)
  },
}

/** Checks of the other endpoints: token owner, single flows, messages. */
export const otherEndpointChecks: readonly Check[] = [
  {
    ...citeVendor('MUST', 'Me.tenant'),
    id: 'POLL-042',
    title: 'The token belongs to a workspace, the same one in every response',
    unit: 'read of the token owner',
    hint: 'let the run read the token owner',
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
  },
  {
    ...bestPractice,
    id: 'POLL-043',
    title: 'getFlow returns the flow of a session with its name and at least its number of sessions',
    unit: 'flow of a session',
    hint: 'one session or more, and run with --writes',
    needs: ['writes'],
    run: checkFlows,
  },
  {
    ...citeVendor('MUST', 'newMessageReceived/200'),
    id: 'POLL-044',
    title: 'The feed of messages is an array of at most 100 messages, newest first',
    unit: 'pair of adjacent messages',
    hint: 'two messages or more',
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(messages)
      const items = readSessions(exchange)
      const excess = items.length > FEED_LIMIT ? [{ message: `more than ${FEED_LIMIT} messages`, exchange }] : []
      return mergeJudgements([checkOrder(items, 'descending', exchange), { evidence: 0, violations: excess }])
    },
  },
  {
    ...citeVendor('MUST', 'newMessageReceived?message_type'),
    id: 'POLL-045',
    title: 'message_type returns the newest messages of that type and no others',
    unit: 'returned or expected message',
    hint: 'messages of two types',
    run: checkMessageTypeFilter,
  },
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
