import { type AddressValues, address, type Call } from '../../kit/call.ts'
import type { Check } from '../../kit/check.ts'
import { orderOf, type SeenItem } from '../../kit/checks/order.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, isObject, numberAt, objectsAt, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { discriminating } from '../../kit/oracles/filtering.ts'
import { blocked } from '../../kit/outcome.ts'
import { sameId } from '../../kit/same-id.ts'
import { actionCall } from './actions.ts'
import { MOST, sessions } from './feed.ts'

const MESSAGES = '/api/v1/triggers/new-message-received'

/** Who the token belongs to. */
const me: Observation<Exchange> = {
  name: 'asking whose token it is',
  make: async ({ client }) => await client.send({ operation: 'me', path: '/api/v1/me', intent: 'valid' }),
}

/** The newest messages. */
const messages: Observation<Exchange> = {
  name: 'reading the newest messages',
  make: async ({ client }) => {
    const exchange = await client.send(messagesCall())
    if (isSuccess(exchange) && Array.isArray(exchange.body)) return exchange
    throw blocked(`GET ${MESSAGES} answered ${exchange.status} without messages`)
  },
}

/** What stands beside the feed: the owner of the token, flows by themselves, messages. */
export const neighbourChecks: readonly Check[] = [
  {
    id: 'POLL-042',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Me.tenant' },
    title: 'Whoever can read the feed has a workspace, the same each time',
    unit: 'answer about the token',
    remedy: 'let the run ask whose token it is',
    judge: async ({ observe, client }) => {
      const [first, second] = [await observe(me), await client.send((await observe(me)).call)]
      const id = textAt(first.body, 'tenant', 'id')
      return judgeEach([first, second], (exchange): Violation | null => {
        if (!isObject(at(exchange.body, 'tenant'))) return { what: 'no workspace', pointer: '/tenant', exchange }
        const own = textAt(exchange.body, 'tenant', 'id')
        return own === id
          ? null
          : { what: 'another workspace', pointer: '/tenant/id', witness: `${id}, ${own}`, exchange }
      })
    },
  },
  {
    id: 'POLL-043',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A flow by itself is the one that its sessions name, and counts them',
    unit: 'flow of a session',
    remedy: 'a session, and leave to ask by POST',
    needs: ['writes'],
    judge: flowsAlone,
  },
  {
    id: 'POLL-044',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newMessageReceived/200' },
    title: 'The feed of messages is an array of at most 100, the newest first',
    unit: 'pair of neighbours',
    remedy: 'two messages or more',
    judge: async ({ observe }) => {
      const exchange = await observe(messages)
      const items = messagesOf(exchange)
      const many = items.length > MOST ? [{ what: `more than ${MOST} messages`, exchange }] : []
      return together([orderOf(items, 'descending', exchange), { evidence: 0, violations: many }])
    },
  },
  {
    id: 'POLL-045',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newMessageReceived?message_type' },
    title: 'With message_type every message is of that type, and the newest of them are there',
    unit: 'message that matches or was let through',
    remedy: 'messages of two types',
    judge: ofOneType,
  },
]

function messagesCall(query: AddressValues['query'] = {}): Call {
  return { operation: 'newMessageReceived', path: address(MESSAGES, { query }), intent: 'valid' }
}

function messagesOf(exchange: Exchange): readonly SeenItem[] {
  return objectsAt(exchange.body).map((item) => ({
    id: textAt(item, 'id') ?? '',
    stamp: textAt(item, 'created_at'),
    item,
  }))
}

async function ofOneType({ observe, client }: Context): Promise<Judgement> {
  const all = messagesOf(await observe(messages))
  const chosen = discriminating(all, ({ item }) => textAt(item, 'type'))
  if (chosen === null) return { evidence: 0, violations: [] }
  const exchange = await client.send(messagesCall({ message_type: chosen.value }))
  const after = new Set(messagesOf(await client.send(messagesCall())).map(({ id }) => id))
  const found = messagesOf(exchange)
  const due = all.filter(({ id, item }) => textAt(item, 'type') === chosen.value && after.has(id))
  const foreign = judgeEach(found, ({ id, item }) =>
    textAt(item, 'type') === chosen.value
      ? null
      : { what: 'a message of another type', pointer: '/*/type', witness: id, exchange },
  )
  const lost = judgeEach(due, ({ id }) =>
    found.length >= MOST || found.some((one) => one.id === id)
      ? null
      : { what: 'a message of the type is missing', witness: id, exchange },
  )
  return together([foreign, lost])
}

async function flowsAlone({ observe, client }: Context): Promise<Judgement> {
  const seen = await observe(sessions)
  const flows = [...new Set(seen.flatMap(({ item }) => textAt(item, 'flow_id') ?? []))].slice(0, 3)
  const answers: Exchange[] = []
  for (const flow_id of flows) answers.push(await client.send(actionCall('getFlow', { flow_id })))
  return judgeEach(answers, (exchange, index): Violation | null => {
    const own = seen.filter(({ item }) => textAt(item, 'flow_id') === flows[index])
    const witness = flows[index] ?? ''
    if (!isSuccess(exchange)) return { what: `status ${exchange.status}`, witness, exchange }
    if (!sameId(textAt(exchange.body, 'id'), flows[index]))
      return { what: 'another flow', pointer: '/id', witness, exchange }
    const name = textAt(own[0]?.item, 'flow_name')
    if (textAt(exchange.body, 'name') !== name) return { what: 'another name', pointer: '/name', witness, exchange }
    const count = numberAt(exchange.body, 'sessions_count') ?? 0
    return count >= own.length
      ? null
      : { what: 'fewer sessions than the feed shows', pointer: '/sessions_count', witness: String(count), exchange }
  })
}
