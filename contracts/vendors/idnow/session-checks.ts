import type { Check } from '../../kit/check.ts'
import type { Dated } from '../../kit/checks/chronology.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { compareInstants, readInstant } from '../../kit/oracles/instant.ts'
import { repeated } from '../../kit/oracles/sets.ts'
import { sameId } from '../../kit/same-id.ts'
import { placeOf } from './sessions.ts'
import { oldestFirst, sessions } from './walks.ts'

const FINAL = ['COMPLETED', 'EXPIRED', 'ERROR', 'ABORTED']
/** A session of these was certainly started; another may have ended before. */
const STARTED = ['RUNNING', 'COMPLETED']
const session = { unit: 'session', remedy: 'one session or more' }

/** What each session says of itself. */
export const sessionChecks: readonly Check[] = [
  {
    ...session,
    id: 'PAGE-019',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Session.flowId' },
    title: 'Every session is of the flow in the path',
    judge: (context) =>
      eachSession(context, ({ item }) =>
        sameId(textAt(item, 'flowId'), placeOf(context).flowId)
          ? null
          : { what: 'a session of another flow', pointer: '/content/*/flowId' },
      ),
  },
  {
    ...session,
    id: 'PAGE-020',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Session.environment' },
    title: 'Every session is of the environment in the path',
    judge: (context) =>
      eachSession(context, ({ item }) =>
        textAt(item, 'environment') === placeOf(context).environment
          ? null
          : { what: 'a session of another environment', pointer: '/content/*/environment' },
      ),
  },
  {
    ...session,
    id: 'PAGE-023',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'No session stands twice on one page',
    judge: async ({ observe }) =>
      together(
        (await observe(oldestFirst)).pages.map(({ items, exchange }) => {
          const twice = repeated(items.map(({ id }) => id))
          const violations = twice.map((id) => ({ what: 'a session stands twice on a page', witness: id, exchange }))
          return { evidence: items.length, violations }
        }),
      ),
  },
  {
    ...session,
    id: 'PAGE-024',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Session.completedAt' },
    title: 'completedAt is set exactly in a final status, and only a completed session has an outcome',
    judge: (context) => eachSession(context, ending),
  },
  {
    ...session,
    id: 'PAGE-025',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Session.startedAt' },
    title: 'startedAt is null only before the start, and expiresAt is null or later than createdAt',
    judge: (context) => eachSession(context, bounds),
  },
  {
    id: 'PAGE-026',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'listSessions' },
    title: 'A session whose outcome is not accepted has a lastStep with stepId and verdict',
    unit: 'session that was decided otherwise than accepted',
    remedy: 'a rejected session',
    judge: async ({ observe }) =>
      judgeEach((await observe(sessions)).filter(isTurnedDown), ({ id, item, exchange }) =>
        textAt(item, 'lastStep', 'stepId') !== undefined && textAt(item, 'lastStep', 'verdict') !== undefined
          ? null
          : { what: 'lastStep does not say what happened', pointer: '/content/*/lastStep', witness: id, exchange },
      ),
  },
  {
    ...session,
    id: 'PAGE-027',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Session.flowVersion' },
    title: 'flowVersion is an integer of 1 or more',
    judge: (context) =>
      eachSession(context, ({ item }) => {
        const version = at(item, 'flowVersion')
        return Number.isInteger(version) && Number(version) >= 1
          ? null
          : { what: 'flowVersion is no such number', pointer: '/content/*/flowVersion' }
      }),
  },
]

type Flaw = Omit<Violation, 'exchange' | 'witness'>

async function eachSession({ observe }: Context, judge: (one: Dated) => Flaw | null): Promise<Judgement> {
  return judgeEach(await observe(sessions), (one) => {
    const flaw = judge(one)
    return flaw === null ? null : { ...flaw, witness: one.id, exchange: one.exchange }
  })
}

function ending({ item }: Dated): Flaw | null {
  const [status, completed, outcome] = [
    textAt(item, 'sessionStatus') ?? '',
    at(item, 'completedAt'),
    textAt(item, 'outcome'),
  ]
  if (FINAL.includes(status) && typeof completed !== 'string') {
    return { what: 'a final status without completedAt', pointer: '/content/*/completedAt' }
  }
  if (!FINAL.includes(status) && typeof completed === 'string') {
    return { what: 'completedAt before the end', pointer: '/content/*/completedAt' }
  }
  const decided = outcome !== undefined && outcome.toUpperCase() !== 'NO_OUTCOME'
  return decided && status !== 'COMPLETED'
    ? { what: `an outcome while ${status}`, pointer: '/content/*/outcome' }
    : null
}

function bounds({ item }: Dated): Flaw | null {
  const [expires, created] = [readInstant(textAt(item, 'expiresAt')), readInstant(textAt(item, 'createdAt'))]
  if (STARTED.includes(textAt(item, 'sessionStatus') ?? '') && typeof at(item, 'startedAt') !== 'string') {
    return { what: 'a started session without startedAt', pointer: '/content/*/startedAt' }
  }
  return expires !== null && created !== null && compareInstants(expires, created) <= 0
    ? { what: 'expires before it was created', pointer: '/content/*/expiresAt' }
    : null
}

/** AMB-D3: the rule is tied to the outcome; a session without a decision may have had no step at all. */
function isTurnedDown({ item }: Dated): boolean {
  const outcome = textAt(item, 'outcome')?.toUpperCase()
  return outcome !== undefined && outcome !== 'ACCEPTED' && outcome !== 'NO_OUTCOME'
}
