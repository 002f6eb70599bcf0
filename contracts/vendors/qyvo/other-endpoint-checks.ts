import {
  buildPath,
  type CheckRequest,
  type Exchange,
  isSuccess,
  type PathAndQueryValues,
} from '../../kit/http/exchange.ts'
import type { Check } from '../../kit/check.ts'
import { checkOrder, type ListItem } from '../../kit/checks/list-order.ts'
import { checkEach, createBlocked, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getPath, isObject, getNumber, getObjects, getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { chooseFilterValue } from '../../kit/oracles/list-items.ts'
import { isSameId } from '../../kit/ids.ts'
import { buildActionRequest } from './sandbox.ts'
import { FEED_LIMIT, sessions } from './feed.ts'

const MESSAGES_PATH = '/api/v1/triggers/new-message-received'

/** Who the token belongs to. */
const tokenOwner: Probe<Exchange> = {
  name: 'asking whose token it is',
  run: async ({ client }) => await client.sendRequest({ operation: 'me', path: '/api/v1/me', intent: 'valid' }),
}

/** The newest messages. */
const messages: Probe<Exchange> = {
  name: 'reading the newest messages',
  run: async ({ client }) => {
    const exchange = await client.sendRequest(buildMessagesRequest())
    if (isSuccess(exchange) && Array.isArray(exchange.body)) return exchange
    throw createBlocked(`GET ${MESSAGES_PATH} answered ${exchange.status} without messages`)
  },
}

/** What stands beside the feed: the owner of the token, flows by themselves, messages. */
export const otherEndpointChecks: readonly Check[] = [
  {
    id: 'POLL-042',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Me.tenant' },
    title: 'Whoever can read the feed has a workspace, the same each time',
    unit: 'answer about the token',
    hint: 'let the run ask whose token it is',
    run: async ({ probeOnce, client }) => {
      const [first, second] = [
        await probeOnce(tokenOwner),
        await client.sendRequest((await probeOnce(tokenOwner)).request),
      ]
      const id = getString(first.body, 'tenant', 'id')
      return checkEach([first, second], (exchange): Violation | null => {
        if (!isObject(getPath(exchange.body, 'tenant')))
          return { message: 'no workspace', pointer: '/tenant', exchange }
        const own = getString(exchange.body, 'tenant', 'id')
        return own === id
          ? null
          : { message: 'another workspace', pointer: '/tenant/id', example: `${id}, ${own}`, exchange }
      })
    },
  },
  {
    id: 'POLL-043',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A flow by itself is the one that its sessions name, and counts them',
    unit: 'flow of a session',
    hint: 'a session, and leave to ask by POST',
    needs: ['writes'],
    run: checkFlows,
  },
  {
    id: 'POLL-044',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newMessageReceived/200' },
    title: 'The feed of messages is an array of at most 100, the newest first',
    unit: 'pair of neighbours',
    hint: 'two messages or more',
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(messages)
      const items = readMessages(exchange)
      const many = items.length > FEED_LIMIT ? [{ message: `more than ${FEED_LIMIT} messages`, exchange }] : []
      return mergeJudgements([checkOrder(items, 'descending', exchange), { evidence: 0, violations: many }])
    },
  },
  {
    id: 'POLL-045',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newMessageReceived?message_type' },
    title: 'With message_type every message is of that type, and the newest of them are there',
    unit: 'message that matches or was let through',
    hint: 'messages of two types',
    run: checkMessageTypeFilter,
  },
]

function buildMessagesRequest(query: PathAndQueryValues['query'] = {}): CheckRequest {
  return { operation: 'newMessageReceived', path: buildPath(MESSAGES_PATH, { query }), intent: 'valid' }
}

function readMessages(exchange: Exchange): readonly ListItem[] {
  return getObjects(exchange.body).map((item) => ({
    id: getString(item, 'id') ?? '',
    timestamp: getString(item, 'created_at'),
    item,
  }))
}

async function checkMessageTypeFilter({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const all = readMessages(await probeOnce(messages))
  const chosen = chooseFilterValue(all, ({ item }) => getString(item, 'type'))
  if (chosen === null) return { evidence: 0, violations: [] }
  const exchange = await client.sendRequest(buildMessagesRequest({ message_type: chosen.value }))
  const after = new Set(readMessages(await client.sendRequest(buildMessagesRequest())).map(({ id }) => id))
  const found = readMessages(exchange)
  const due = all.filter(({ id, item }) => getString(item, 'type') === chosen.value && after.has(id))
  const foreign = checkEach(found, ({ id, item }) =>
    getString(item, 'type') === chosen.value
      ? null
      : { message: 'a message of another type', pointer: '/*/type', example: id, exchange },
  )
  const lost = checkEach(due, ({ id }) =>
    found.length >= FEED_LIMIT || found.some((one) => one.id === id)
      ? null
      : { message: 'a message of the type is missing', example: id, exchange },
  )
  return mergeJudgements([foreign, lost])
}

async function checkFlows({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const seen = await probeOnce(sessions)
  const flows = [...new Set(seen.flatMap(({ item }) => getString(item, 'flow_id') ?? []))].slice(0, 3)
  const answers: Exchange[] = []
  for (const flow_id of flows) answers.push(await client.sendRequest(buildActionRequest('getFlow', { flow_id })))
  return checkEach(answers, (exchange, index): Violation | null => {
    const own = seen.filter(({ item }) => getString(item, 'flow_id') === flows[index])
    const example = flows[index] ?? ''
    if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, example: example, exchange }
    if (!isSameId(getString(exchange.body, 'id'), flows[index]))
      return { message: 'another flow', pointer: '/id', example: example, exchange }
    const name = getString(own[0]?.item, 'flow_name')
    if (getString(exchange.body, 'name') !== name)
      return { message: 'another name', pointer: '/name', example: example, exchange }
    const count = getNumber(exchange.body, 'sessions_count') ?? 0
    return count >= own.length
      ? null
      : { message: 'fewer sessions than the feed shows', pointer: '/sessions_count', example: String(count), exchange }
  })
}
