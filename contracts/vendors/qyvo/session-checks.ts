import type { Check } from '../../kit/check.ts'
import type { Dated } from '../../kit/checks/chronology.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { at, isObject, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { compareInstants, instantOf, readInstant, shifted } from '../../kit/oracles/instant.ts'
import { serverTime } from '../../kit/server-time.ts'
import { sessions } from './feed.ts'

const STATUSES = ['running', 'completed', 'expired', 'failed']

/** What each session says of itself. */
export const sessionChecks: readonly Check[] = [
  {
    id: 'POLL-010',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.status' },
    title: 'The status is one of running, completed, expired and failed',
    unit: 'session',
    remedy: 'one session or more',
    judge: (context) =>
      eachSession(context, ({ id, item, exchange }) =>
        STATUSES.includes(textAt(item, 'status') ?? '')
          ? null
          : {
              what: 'another status',
              pointer: '/*/status',
              witness: `${id}: ${JSON.stringify(at(item, 'status'))}`,
              exchange,
            },
      ),
  },
  {
    id: 'POLL-011',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A completed session says when, a running one does not',
    unit: 'completed or running session',
    remedy: 'a completed or a running session',
    judge: async (context) =>
      judgeEach(
        (await context.observe(sessions)).filter(({ item }) =>
          ['completed', 'running'].includes(textAt(item, 'status') ?? ''),
        ),
        ({ id, item, exchange }) => {
          const [status, ended] = [textAt(item, 'status') ?? '', at(item, 'completed_at')]
          if ((status === 'completed') === (typeof ended === 'string')) return null
          const what = status === 'completed' ? 'completed without completed_at' : 'running with completed_at'
          return { what, pointer: '/*/completed_at', witness: id, exchange }
        },
      ),
  },
  {
    id: 'POLL-012',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'FlowSession.expires_at' },
    title: 'A session expires after its creation, and none is running past that',
    unit: 'session with expires_at',
    remedy: 'a session with expires_at',
    judge: async (context) =>
      judgeEach(
        (await context.observe(sessions)).filter(({ item }) => readInstant(textAt(item, 'expires_at')) !== null),
        (session) => expiry(session, context),
      ),
  },
  {
    id: 'POLL-014',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.context' },
    title: 'The context is an object',
    unit: 'session',
    remedy: 'one session or more',
    judge: (context) =>
      eachSession(context, ({ id, item, exchange }) => {
        const bag = at(item, 'context')
        if (isObject(bag)) return null
        const empty = context.profile.emptyMapAsArray && Array.isArray(bag) && bag.length === 0
        const violation = { pointer: '/*/context', witness: id, exchange }
        return empty
          ? { ...violation, what: 'an empty context comes as an array', level: 'INFO' }
          : { ...violation, what: 'the context is no object' }
      }),
  },
]

async function eachSession(
  context: Context,
  judge: (session: Dated) => Violation | null,
): Promise<ReturnType<typeof judgeEach>> {
  return judgeEach(await context.observe(sessions), judge)
}

function expiry({ id, item, exchange }: Dated, { profile }: Context): Violation | null {
  const [expires, created] = [readInstant(textAt(item, 'expires_at')), readInstant(textAt(item, 'created_at'))]
  if (expires === null) return null
  const violation = { pointer: '/*/expires_at', witness: `${id} at ${textAt(item, 'expires_at')}`, exchange }
  if (created !== null && compareInstants(expires, created) <= 0)
    return { ...violation, what: 'expires before it was created' }
  const latest = shifted(expires, BigInt(profile.graceSeconds) * 1_000_000n)
  const overdue = textAt(item, 'status') === 'running' && compareInstants(instantOf(serverTime(exchange)), latest) > 0
  return overdue ? { ...violation, what: `still running ${profile.graceSeconds} s after it expired` } : null
}
