import type { Check } from '../../kit/check.ts'
import type { SeenItem } from '../../kit/checks/order.ts'
import { controlFor } from '../../kit/control.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { compareInstants, instantOf, millisecondsOf, readInstant, shifted } from '../../kit/oracles/instant.ts'
import { serverTime } from '../../kit/server-time.ts'
import { feedCall, readable, sessionsOf } from './feed.ts'
import { createdOrder, polled, type Poll } from './polls.ts'

/** Sessions that begin between one poll and the next: several at once, one alone, and again several. */
const ARRIVALS = [3, 1, 1, 6]
const MINUTE = 60_000

/** What only time and new sessions show. */
export const clockChecks: readonly Check[] = [
  {
    id: 'POLL-018',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    needs: ['control'],
    title: 'A client that reads down to the newest session it knows handles every new session once',
    unit: 'session that began between two polls',
    remedy: 'a control adapter that lets sessions begin',
    judge: simulatedClient,
  },
  {
    id: 'POLL-024',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.expires_at' },
    needs: ['control'],
    title: 'A session that runs past its expiry is expired within the grace',
    unit: 'running session whose expiry passed',
    remedy: 'a control adapter that lets time pass, and a session that is running',
    judge: overdue,
  },
]

async function simulatedClient(context: Context): Promise<Judgement> {
  const { insert } = controlFor(context, 'insert')
  let poll = await polled(context)
  const start = poll.items[0]
  const handled: string[] = []
  const known = new Set(poll.items.map(({ id }) => id))
  const began: { readonly item: SeenItem; readonly poll: Poll }[] = []
  for (const count of ARRIVALS) {
    const newest = poll.items[0]?.id
    await insert(count)
    poll = await polled(context)
    const until = poll.items.findIndex(({ id }) => id === newest)
    handled.push(...poll.items.slice(0, until === -1 ? undefined : until).map(({ id }) => id))
    const fresh = poll.items.filter((item) => !known.has(item.id) && isAfter(item, start))
    for (const item of fresh) began.push({ item, poll })
    for (const { id } of poll.items) known.add(id)
  }
  return judgeEach(began, ({ item: { id, stamp }, poll: { exchange } }): Violation | null => {
    const times = handled.filter((one) => one === id).length
    if (times === 1) return null
    const what = times === 0 ? 'a new session is never handled' : 'a new session is handled twice'
    return { what, witness: `${id} of ${stamp}`, exchange }
  })
}

function isAfter(item: SeenItem, start: SeenItem | undefined): boolean {
  return start === undefined || (createdOrder(item, start) ?? 0) >= 0
}

async function overdue(context: Context): Promise<Judgement> {
  const { advance } = controlFor(context, 'advance')
  const { items, exchange } = await polled(context)
  const running = items.filter(({ item }) => textAt(item, 'status') === 'running')
  const flows = [...new Set(running.flatMap(({ item }) => textAt(item, 'flow_id') ?? []))].slice(0, 4)
  const now = serverTime(exchange)
  const ends = running.flatMap(({ item }) => {
    const instant = readInstant(textAt(item, 'expires_at'))
    return instant === null ? [] : [millisecondsOf(instant)]
  })
  if (ends.length === 0) return { evidence: 0, violations: [] }
  const grace = context.profile.graceSeconds * 1000
  await advance(Math.max(0, Math.max(...ends) - now) + grace + MINUTE)
  const judged: { readonly violation: Violation | null }[] = []
  for (const flow_id of flows) {
    const later = readable(await context.client.send(feedCall({ flow_id })))
    const latest = shifted(instantOf(serverTime(later)), BigInt(-grace) * 1000n)
    const again = sessionsOf(later).filter(({ id }) => running.some((one) => one.id === id))
    for (const { id, item } of again) {
      const expires = readInstant(textAt(item, 'expires_at'))
      // Whoever answered meanwhile may have moved the end, as the session itself says.
      const late = expires !== null && compareInstants(expires, latest) < 0 && textAt(item, 'status') === 'running'
      const witness = `${id} at ${textAt(item, 'expires_at')}`
      judged.push({
        violation: late ? { what: 'still running', pointer: '/*/status', witness, exchange: later } : null,
      })
    }
  }
  return judgeEach(judged, ({ violation }) => violation)
}
