import type { Check } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/chronology.ts'
import { checkEach, type Violation } from '../../kit/finding.ts'
import { getPath, isObject, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { compareInstants, toInstant, parseInstant, addMicroseconds } from '../../kit/oracles/instant.ts'
import { readServerTime } from '../../kit/server-time.ts'
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
    run: (context) =>
      checkEachSession(context, ({ id, item, exchange }) =>
        STATUSES.includes(getString(item, 'status') ?? '')
          ? null
          : {
              message: 'another status',
              pointer: '/*/status',
              witness: `${id}: ${JSON.stringify(getPath(item, 'status'))}`,
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
    run: async (context) =>
      checkEach(
        (await context.probeOnce(sessions)).filter(({ item }) =>
          ['completed', 'running'].includes(getString(item, 'status') ?? ''),
        ),
        ({ id, item, exchange }) => {
          const [status, ended] = [getString(item, 'status') ?? '', getPath(item, 'completed_at')]
          if ((status === 'completed') === (typeof ended === 'string')) return null
          const what = status === 'completed' ? 'completed without completed_at' : 'running with completed_at'
          return { message: what, pointer: '/*/completed_at', witness: id, exchange }
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
    run: async (context) =>
      checkEach(
        (await context.probeOnce(sessions)).filter(({ item }) => parseInstant(getString(item, 'expires_at')) !== null),
        (session) => findExpiryViolation(session, context),
      ),
  },
  {
    id: 'POLL-014',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.context' },
    title: 'The context is an object',
    unit: 'session',
    remedy: 'one session or more',
    run: (context) =>
      checkEachSession(context, ({ id, item, exchange }) => {
        const bag = getPath(item, 'context')
        if (isObject(bag)) return null
        const empty = context.profile.emptyMapAsArray && Array.isArray(bag) && bag.length === 0
        const violation = { pointer: '/*/context', witness: id, exchange }
        return empty
          ? { ...violation, message: 'an empty context comes as an array', level: 'INFO' }
          : { ...violation, message: 'the context is no object' }
      }),
  },
]

async function checkEachSession(
  context: CheckContext,
  judge: (session: DatedItem) => Violation | null,
): Promise<ReturnType<typeof checkEach>> {
  return checkEach(await context.probeOnce(sessions), judge)
}

function findExpiryViolation({ id, item, exchange }: DatedItem, { profile }: CheckContext): Violation | null {
  const [expires, created] = [parseInstant(getString(item, 'expires_at')), parseInstant(getString(item, 'created_at'))]
  if (expires === null) return null
  const violation = { pointer: '/*/expires_at', witness: `${id} at ${getString(item, 'expires_at')}`, exchange }
  if (created !== null && compareInstants(expires, created) <= 0)
    return { ...violation, message: 'expires before it was created' }
  const latest = addMicroseconds(expires, BigInt(profile.graceSeconds) * 1_000_000n)
  const overdue =
    getString(item, 'status') === 'running' && compareInstants(toInstant(readServerTime(exchange)), latest) > 0
  return overdue ? { ...violation, message: `still running ${profile.graceSeconds} s after it expired` } : null
}
