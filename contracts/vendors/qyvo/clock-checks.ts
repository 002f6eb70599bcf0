import type { Check } from '../../kit/check.ts'
import type { ListItem } from '../../kit/checks/order.ts'
import { requireControl } from '../../kit/control.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { compareInstants, toInstant, toMilliseconds, parseInstant, addMicroseconds } from '../../kit/oracles/instant.ts'
import { readServerTime } from '../../kit/server-time.ts'
import { buildFeedRequest, requireList, readSessions } from './feed.ts'
import { compareCreation, pollFeed, type Poll } from './polls.ts'

/** Sessions that begin between one poll and the next: several at once, one alone, and again several. */
const NEW_SESSIONS = [3, 1, 1, 6]
const MINUTE = 60_000

/** What only time and new sessions show. */
export const timedPollingChecks: readonly Check[] = [
  {
    id: 'POLL-018',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'newFlowTriggered' },
    needs: ['control'],
    title: 'A client that reads down to the newest session it knows handles every new session once',
    unit: 'session that began between two polls',
    remedy: 'a control adapter that lets sessions begin',
    run: checkSimulatedClient,
  },
  {
    id: 'POLL-024',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.expires_at' },
    needs: ['control'],
    title: 'A session that runs past its expiry is expired within the grace',
    unit: 'running session whose expiry passed',
    remedy: 'a control adapter that lets time pass, and a session that is running',
    run: checkExpiry,
  },
]

async function checkSimulatedClient(context: CheckContext): Promise<Judgement> {
  const { insert } = requireControl(context, 'insert')
  let poll = await pollFeed(context)
  const start = poll.items[0]
  const handled: string[] = []
  const known = new Set(poll.items.map(({ id }) => id))
  const newSessions: { readonly item: ListItem; readonly poll: Poll }[] = []
  for (const count of NEW_SESSIONS) {
    const newest = poll.items[0]?.id
    await insert(count)
    poll = await pollFeed(context)
    const until = poll.items.findIndex(({ id }) => id === newest)
    handled.push(...poll.items.slice(0, until === -1 ? undefined : until).map(({ id }) => id))
    const added = poll.items.filter((item) => !known.has(item.id) && isNotOlder(item, start))
    for (const item of added) newSessions.push({ item, poll })
    for (const { id } of poll.items) known.add(id)
  }
  return checkEach(newSessions, ({ item: { id, timestamp }, poll: { exchange } }): Violation | null => {
    const times = handled.filter((one) => one === id).length
    if (times === 1) return null
    const what = times === 0 ? 'a new session is never handled' : 'a new session is handled twice'
    return { message: what, witness: `${id} of ${timestamp}`, exchange }
  })
}

function isNotOlder(item: ListItem, start: ListItem | undefined): boolean {
  return start === undefined || (compareCreation(item, start) ?? 0) >= 0
}

async function checkExpiry(context: CheckContext): Promise<Judgement> {
  const { advance } = requireControl(context, 'advance')
  const { items, exchange } = await pollFeed(context)
  const running = items.filter(({ item }) => getString(item, 'status') === 'running')
  const flows = [...new Set(running.flatMap(({ item }) => getString(item, 'flow_id') ?? []))].slice(0, 4)
  const now = readServerTime(exchange)
  const ends = running.flatMap(({ item }) => {
    const instant = parseInstant(getString(item, 'expires_at'))
    return instant === null ? [] : [toMilliseconds(instant)]
  })
  if (ends.length === 0) return { evidence: 0, violations: [] }
  const grace = context.profile.graceSeconds * 1000
  await advance(Math.max(0, Math.max(...ends) - now) + grace + MINUTE)
  const judged: { readonly violation: Violation | null }[] = []
  for (const flow_id of flows) {
    const later = requireList(await context.client.sendRequest(buildFeedRequest({ flow_id })))
    const latest = addMicroseconds(toInstant(readServerTime(later)), BigInt(-grace) * 1000n)
    const again = readSessions(later).filter(({ id }) => running.some((one) => one.id === id))
    for (const { id, item } of again) {
      const expires = parseInstant(getString(item, 'expires_at'))
      // Whoever answered meanwhile may have moved the end, as the session itself says.
      const late = expires !== null && compareInstants(expires, latest) < 0 && getString(item, 'status') === 'running'
      const witness = `${id} at ${getString(item, 'expires_at')}`
      judged.push({
        violation: late ? { message: 'still running', pointer: '/*/status', witness, exchange: later } : null,
      })
    }
  }
  return checkEach(judged, ({ violation }) => violation)
}
