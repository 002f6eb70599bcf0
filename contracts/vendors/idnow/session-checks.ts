import type { Check } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getPath, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { isSameId } from '../../kit/ids.ts'
import { readScope } from './sessions.ts'
import { oldestFirst, sessions } from './walks.ts'

const FINAL_STATUSES = ['COMPLETED', 'EXPIRED', 'ERROR', 'ABORTED']
/** A session of these was certainly started; another may have ended before. */
const STARTED_STATUSES = ['RUNNING', 'COMPLETED']
const perSession = { unit: 'session', hint: 'one session or more' }

/** What each session says of itself. */
export const sessionChecks: readonly Check[] = [
  {
    ...perSession,
    id: 'PAGE-019',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Session.flowId' },
    title: 'Every session is of the flow in the path',
    run: (context) =>
      checkEachSession(context, ({ item }) =>
        isSameId(getString(item, 'flowId'), readScope(context).flowId)
          ? null
          : { message: 'a session of another flow', pointer: '/content/*/flowId' },
      ),
  },
  {
    ...perSession,
    id: 'PAGE-020',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Session.environment' },
    title: 'Every session is of the environment in the path',
    run: (context) =>
      checkEachSession(context, ({ item }) =>
        getString(item, 'environment') === readScope(context).environment
          ? null
          : { message: 'a session of another environment', pointer: '/content/*/environment' },
      ),
  },
  {
    ...perSession,
    id: 'PAGE-023',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'No session stands twice on one page',
    run: async ({ probeOnce }) =>
      mergeJudgements(
        (await probeOnce(oldestFirst)).pages.map(({ items, exchange }) => {
          const twice = findDuplicates(items.map(({ id }) => id))
          const violations = twice.map((id) => ({ message: 'a session stands twice on a page', example: id, exchange }))
          return { evidence: items.length, violations }
        }),
      ),
  },
  {
    ...perSession,
    id: 'PAGE-024',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Session.completedAt' },
    title: 'completedAt is set exactly in a final status, and only a completed session has an outcome',
    run: (context) => checkEachSession(context, findEndViolation),
  },
  {
    ...perSession,
    id: 'PAGE-025',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Session.startedAt' },
    title: 'startedAt is null only before the start, and expiresAt is null or later than createdAt',
    run: (context) => checkEachSession(context, findTimestampViolation),
  },
  {
    id: 'PAGE-026',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'listSessions' },
    title: 'A session whose outcome is not accepted has a lastStep with stepId and verdict',
    unit: 'session that was decided otherwise than accepted',
    hint: 'a rejected session',
    run: async ({ probeOnce }) =>
      checkEach((await probeOnce(sessions)).filter(isRejected), ({ id, item, exchange }) =>
        getString(item, 'lastStep', 'stepId') !== undefined && getString(item, 'lastStep', 'verdict') !== undefined
          ? null
          : { message: 'lastStep does not say what happened', pointer: '/content/*/lastStep', example: id, exchange },
      ),
  },
  {
    ...perSession,
    id: 'PAGE-027',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Session.flowVersion' },
    title: 'flowVersion is an integer of 1 or more',
    run: (context) =>
      checkEachSession(context, ({ item }) => {
        const version = getPath(item, 'flowVersion')
        return Number.isInteger(version) && Number(version) >= 1
          ? null
          : { message: 'flowVersion is no such number', pointer: '/content/*/flowVersion' }
      }),
  },
]

type ItemViolation = Omit<Violation, 'exchange' | 'example'>

async function checkEachSession(
  { probeOnce }: CheckContext,
  judge: (one: DatedItem) => ItemViolation | null,
): Promise<Judgement> {
  return checkEach(await probeOnce(sessions), (one) => {
    const flaw = judge(one)
    return flaw === null ? null : { ...flaw, example: one.id, exchange: one.exchange }
  })
}

function findEndViolation({ item }: DatedItem): ItemViolation | null {
  const [status, completed, outcome] = [
    getString(item, 'sessionStatus') ?? '',
    getPath(item, 'completedAt'),
    getString(item, 'outcome'),
  ]
  if (FINAL_STATUSES.includes(status) && typeof completed !== 'string') {
    return { message: 'a final status without completedAt', pointer: '/content/*/completedAt' }
  }
  if (!FINAL_STATUSES.includes(status) && typeof completed === 'string') {
    return { message: 'completedAt before the end', pointer: '/content/*/completedAt' }
  }
  const decided = outcome !== undefined && outcome.toUpperCase() !== 'NO_OUTCOME'
  return decided && status !== 'COMPLETED'
    ? { message: `an outcome while ${status}`, pointer: '/content/*/outcome' }
    : null
}

function findTimestampViolation({ item }: DatedItem): ItemViolation | null {
  const [expires, created] = [parseInstant(getString(item, 'expiresAt')), parseInstant(getString(item, 'createdAt'))]
  if (
    STARTED_STATUSES.includes(getString(item, 'sessionStatus') ?? '') &&
    typeof getPath(item, 'startedAt') !== 'string'
  ) {
    return { message: 'a started session without startedAt', pointer: '/content/*/startedAt' }
  }
  return expires !== null && created !== null && compareInstants(expires, created) <= 0
    ? { message: 'expires before it was created', pointer: '/content/*/expiresAt' }
    : null
}

/** AMB-D3: the rule is tied to the outcome; a session without a decision may have had no step at all. */
function isRejected({ item }: DatedItem): boolean {
  const outcome = getString(item, 'outcome')?.toUpperCase()
  return outcome !== undefined && outcome !== 'ACCEPTED' && outcome !== 'NO_OUTCOME'
}
