// Checks: PAGE-019, PAGE-020, PAGE-023, PAGE-024, PAGE-025, PAGE-026, PAGE-027
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
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
/** The statuses in which a session has certainly started; in others it may have ended before its start. */
const STARTED_STATUSES = ['RUNNING', 'COMPLETED']
const perSession = { unit: 'session', hint: 'one session or more' }

export const sessionChecks: readonly Check[] = [
  {
    ...perSession,
    ...citeVendor('SHOULD', 'Session.flowId'),
    id: 'PAGE-019',
    title: 'Every session belongs to the flow in the path',
    run: (context) =>
      checkEachSession(context, ({ item }) =>
        isSameId(getString(item, 'flowId'), readScope(context).flowId)
          ? null
          : { message: 'the session belongs to another flow', pointer: '/content/*/flowId' },
      ),
  },
  {
    ...perSession,
    ...citeVendor('MUST', 'Session.environment'),
    id: 'PAGE-020',
    title: 'Every session belongs to the environment in the path',
    run: (context) =>
      checkEachSession(context, ({ item }) =>
        getString(item, 'environment') === readScope(context).environment
          ? null
          : { message: 'the session belongs to another environment', pointer: '/content/*/environment' },
      ),
  },
  {
    ...perSession,
    ...bestPractice,
    id: 'PAGE-023',
    title: 'No page lists a session twice',
    run: async ({ probeOnce }) =>
      mergeJudgements(
        (await probeOnce(oldestFirst)).pages.map(({ items, exchange }) => {
          const message = 'the session is listed twice on one page'
          const duplicates = findDuplicates(items.map(({ id }) => id))
          return { evidence: items.length, violations: duplicates.map((example) => ({ message, example, exchange })) }
        }),
      ),
  },
  {
    ...perSession,
    ...citeVendor('SHOULD', 'Session.completedAt'),
    id: 'PAGE-024',
    title: 'completedAt is set exactly in a final status, and only completed sessions have an outcome',
    run: (context) => checkEachSession(context, findEndViolation),
  },
  {
    ...perSession,
    ...citeVendor('SHOULD', 'Session.startedAt'),
    id: 'PAGE-025',
    title: 'startedAt is null only before the start, and expiresAt is null or later than createdAt',
    run: (context) => checkEachSession(context, findTimestampViolation),
  },
  {
    ...citeVendor('SHOULD', 'listSessions'),
    id: 'PAGE-026',
    title: 'A session whose outcome is not accepted has a lastStep with stepId and verdict',
    unit: 'session with an outcome other than accepted',
    hint: 'a rejected session',
    run: async ({ probeOnce }) =>
      checkEach((await probeOnce(sessions)).filter(isRejected), ({ id, item, exchange }) =>
        getString(item, 'lastStep', 'stepId') !== undefined && getString(item, 'lastStep', 'verdict') !== undefined
          ? null
          : { message: 'lastStep has no stepId or no verdict', pointer: '/content/*/lastStep', example: id, exchange },
      ),
  },
  {
    ...perSession,
    ...citeVendor('MUST', 'Session.flowVersion'),
    id: 'PAGE-027',
    title: 'flowVersion is an integer of 1 or more',
    run: (context) =>
      checkEachSession(context, ({ item }) => {
        const version = getPath(item, 'flowVersion')
        return Number.isInteger(version) && Number(version) >= 1
          ? null
          : { message: 'flowVersion is not an integer of 1 or more', pointer: '/content/*/flowVersion' }
      }),
  },
]

type ItemViolation = Omit<Violation, 'exchange' | 'example'>

async function checkEachSession(
  { probeOnce }: CheckContext,
  validate: (session: DatedItem) => ItemViolation | null,
): Promise<Judgement> {
  return checkEach(await probeOnce(sessions), (session) => {
    const violation = validate(session)
    return violation === null ? null : { ...violation, example: session.id, exchange: session.exchange }
  })
}

function findEndViolation({ item }: DatedItem): ItemViolation | null {
  const [status = '', outcome] = [getString(item, 'sessionStatus'), getString(item, 'outcome')]
  const isFinal = FINAL_STATUSES.includes(status)
  if (isFinal !== (getString(item, 'completedAt') !== undefined)) {
    const message = isFinal ? 'a final status without completedAt' : 'completedAt before the end'
    return { message, pointer: '/content/*/completedAt' }
  }
  const isDecided = outcome !== undefined && outcome.toUpperCase() !== 'NO_OUTCOME'
  return isDecided && status !== 'COMPLETED'
    ? { message: `an outcome while ${status}`, pointer: '/content/*/outcome' }
    : null
}

function findTimestampViolation({ item }: DatedItem): ItemViolation | null {
  const [expires, created] = [parseInstant(getString(item, 'expiresAt')), parseInstant(getString(item, 'createdAt'))]
  const isStarted = STARTED_STATUSES.includes(getString(item, 'sessionStatus') ?? '')
  if (isStarted && getString(item, 'startedAt') === undefined)
    return { message: 'a started session without startedAt', pointer: '/content/*/startedAt' }
  return expires !== null && created !== null && compareInstants(expires, created) <= 0
    ? { message: 'expires before it was created', pointer: '/content/*/expiresAt' }
    : null
}

/** Checks for an outcome other than accepted. AMB-D3: sessions without an outcome may have no step. */
function isRejected({ item }: DatedItem): boolean {
  const outcome = getString(item, 'outcome')?.toUpperCase()
  return outcome !== undefined && outcome !== 'ACCEPTED' && outcome !== 'NO_OUTCOME'
}
