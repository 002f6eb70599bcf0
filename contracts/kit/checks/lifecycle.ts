import { type CheckContext, type Probe, runTrafficProbes } from '../check-context.ts'
import type { Check, CheckSource } from '../check.ts'
import { requireControl } from '../control.ts'
import { type CheckRequest, type Exchange, isSuccess } from '../http/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../outcome.ts'

/** What one read says of how far something has come. */
export interface ItemStatus {
  readonly id: string
  readonly status: string
  /** When it ended, as written; null before. */
  readonly endedAt: string | null
  readonly cost?: number
}

/** The declared ways of a life. */
export interface Lifecycle {
  /** From each status that is no end to those that may follow at once. */
  readonly transitions: Readonly<Record<string, readonly string[]>>
  /** Every stage that an answer shows, lists and single reads alike. */
  readonly readStatuses: (exchange: Exchange) => readonly ItemStatus[]
  /** Reads the same things more than once. */
  readonly rereadProbe: Probe<unknown>
  /** False where nothing says when something ended. */
  readonly hasEndTime: boolean
  readonly hasCost: boolean
}

/** Something that was read twice: what it was, and what it is now. */
export interface StatusPair {
  readonly before: ItemStatus
  readonly after: ItemStatus
  readonly exchange: Exchange
}

const common = { level: 'SHOULD', source: { kind: 'house' }, judgesRecord: true } as const
const REMEDY = 'items that two answers show'

/** The checks of what becomes of things between two reads, over everything that was exchanged. */
export function createLifecycleChecks(life: Lifecycle): readonly Check[] {
  const { transitions } = life
  const reachable = buildReachableStatuses(transitions)
  const isEnd = (status: string): boolean => transitions[status] === undefined
  const transitionCheck: Check = {
    ...common,
    id: 'LIFE-001',
    title: 'From one read to the next a status moves only along the declared ways',
    unit: 'item that was active when it was read and was read again',
    remedy: 'an active item that two answers show',
    run: async (context) =>
      checkEach(
        (await collectStatusPairs(life, context)).filter(({ before }) => !isEnd(before.status)),
        ({ before, after, exchange }) =>
          before.status === after.status || reachable.get(before.status)?.has(after.status) === true
            ? null
            : { message: `from ${before.status} to ${after.status}`, witness: after.id, exchange },
      ),
  }
  const finalStatusCheck: Check = {
    ...common,
    id: 'LIFE-002',
    title: 'What has ended stays as it ended',
    unit: 'item that had ended when it was read and was read again',
    remedy: 'an ended item that two answers show',
    run: async (context) =>
      checkEach(
        (await collectStatusPairs(life, context)).filter(({ before }) => isEnd(before.status)),
        ({ before, after, exchange }) =>
          before.status === after.status
            ? null
            : { message: `from ${before.status} to ${after.status}`, witness: after.id, exchange },
      ),
  }
  return [
    transitionCheck,
    finalStatusCheck,
    ...(life.hasEndTime ? [createEndTimeCheck(life)] : []),
    ...(life.hasCost ? [createCostCheck(life)] : []),
  ]
}

/** Each read of something together with the next, in the order of the requests. */
export async function collectStatusPairs(
  { readStatuses, rereadProbe }: Lifecycle,
  context: CheckContext,
): Promise<readonly StatusPair[]> {
  await runTrafficProbes(context)
  await context.probeOnce(rereadProbe).catch(() => null)
  const last = new Map<string, ItemStatus>()
  return context
    .getExchanges()
    .filter(isSuccess)
    .flatMap((exchange) =>
      readStatuses(exchange).flatMap((after) => {
        const before = last.get(after.id)
        last.set(after.id, after)
        return before === undefined ? [] : [{ before, after, exchange }]
      }),
    )
}

function createEndTimeCheck(life: Lifecycle): Check {
  return {
    ...common,
    id: 'LIFE-003',
    title: 'The instant of the end is set together with the end, and stays',
    unit: 'item that was read again',
    remedy: REMEDY,
    run: async (context) =>
      checkEach(await collectStatusPairs(life, context), ({ before, after, exchange }): Violation | null => {
        const witness = `${after.id}: ${before.endedAt}, then ${after.endedAt}`
        if (before.endedAt !== null && after.endedAt !== before.endedAt)
          return { message: 'the instant of the end has changed', witness, exchange }
        const late = before.endedAt === null && after.endedAt !== null && before.status === after.status
        return late ? { message: 'the instant of the end came later than the end', witness, exchange } : null
      }),
  }
}

function createCostCheck(life: Lifecycle): Check {
  return {
    ...common,
    id: 'LIFE-005',
    level: 'INFO',
    title: 'The cost never falls',
    unit: 'item that was read again',
    remedy: REMEDY,
    run: async (context) =>
      checkEach(await collectStatusPairs(life, context), ({ before, after, exchange }) =>
        (after.cost ?? 0) >= (before.cost ?? 0)
          ? null
          : { message: 'the cost has fallen', witness: `${after.id}: ${before.cost}, then ${after.cost}`, exchange },
      ),
  }
}

/** From each status those that can be reached, over whatever stands between. */
function buildReachableStatuses(graph: Lifecycle['transitions']): ReadonlyMap<string, ReadonlySet<string>> {
  const collectReachable = (status: string, seen: ReadonlySet<string>): readonly string[] =>
    (graph[status] ?? []).flatMap((next) =>
      seen.has(next) ? [] : [next, ...collectReachable(next, new Set([...seen, next]))],
    )
  return new Map(Object.keys(graph).map((status) => [status, new Set(collectReachable(status, new Set([status])))]))
}

/** One thing as a list and a read of it alone show it. */
export interface StatusComparison {
  readonly listed: ItemStatus
  readonly single: ItemStatus
  readonly exchange: Exchange
}

/** The check that a list and a read of one thing say the same of how far it has come. */
export function createStatusAgreementCheck(
  { transitions }: Pick<Lifecycle, 'transitions'>,
  pairs: (context: CheckContext) => Promise<readonly StatusComparison[]>,
): Check {
  const reachable = buildReachableStatuses(transitions)
  return {
    id: 'LIFE-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A list and a read of one item say the same of how far it has come',
    unit: 'item that was listed and read',
    remedy: 'one item or more',
    run: async (context) =>
      checkEach(await pairs(context), ({ listed, single, exchange }): Violation | null => {
        // The read comes later, so an active item may have gone on.
        const moved = reachable.get(listed.status)?.has(single.status) === true
        const witness = `${single.id}: ${listed.status} in the list, ${single.status} alone`
        if (listed.status !== single.status && !moved) return { message: 'another status', witness, exchange }
        return listed.status === single.status && listed.endedAt !== single.endedAt
          ? { message: 'another instant of the end', witness: `${listed.endedAt}, ${single.endedAt}`, exchange }
          : null
      }),
  }
}

/** Something that the run began, and whether it showed within the time that a write may take. */
export interface Visibility {
  readonly id: string
  readonly isVisible: boolean
  readonly exchange: Exchange
}

/** The check that what was begun can be seen. */
export function createVisibilityCheck(
  source: CheckSource,
  readVisibilities: (context: CheckContext) => Promise<readonly Visibility[]>,
): Check {
  return {
    id: 'LIFE-006',
    level: 'MUST',
    source,
    title: 'What was begun shows in the list within the time that a write may take',
    unit: 'item that was begun',
    remedy: 'leave to write',
    needs: ['writes'],
    run: async (context) =>
      checkEach(await readVisibilities(context), ({ id, isVisible, exchange }) =>
        isVisible ? null : { message: 'it does not show', witness: id, exchange },
      ),
  }
}

/** Looks at the target while time passes. */
export interface TransitionWatch {
  /** What to read at each look. */
  readonly calls: (context: CheckContext) => Promise<readonly CheckRequest[]>
  /** Seconds from one look to the next, over and over, and how often to look. */
  readonly intervalSeconds: readonly number[]
  readonly maxPolls: number
  /** Fewer moves than these may lack one of the ways by chance. */
  readonly minTransitions: number
  /** What must have been seen to be sure of the statuses: from each the next ones. */
  readonly expectedTransitions: Lifecycle['graph']
}

/** The check that every declared way from one status to the next is taken by something. */
export function createTransitionCoverageCheck(life: Lifecycle, watch: TransitionWatch): Check {
  return {
    id: 'LIFE-007',
    level: 'SHOULD',
    source: { kind: 'house' },
    needs: ['control'],
    title: 'While time passes every declared way from one status to the next is taken',
    unit: 'declared way',
    remedy: 'a control adapter that lets time pass, and items of every kind',
    run: async (context) => await checkTransitionCoverage(life, watch, context),
  }
}

async function checkTransitionCoverage(
  life: Lifecycle,
  { calls, intervalSeconds, maxPolls, minTransitions, expectedTransitions }: TransitionWatch,
  context: CheckContext,
): Promise<Judgement> {
  const { advance } = requireControl(context, 'advance')
  const due = Object.entries(expectedTransitions).flatMap(([from, next]) => next.map((to) => `${from} to ${to}`))
  let unseen = await findUnseenTransitions(due, life, context)
  for (let poll = 0; poll < maxPolls && unseen.length > 0; poll++) {
    for (const call of await calls(context)) {
      if (!isSuccess(await context.client.sendRequest(call))) break
    }
    unseen = await findUnseenTransitions(unseen, life, context)
    if (unseen.length > 0) await advance((intervalSeconds[poll % intervalSeconds.length] ?? 60) * 1000)
  }
  const moved = (await collectStatusPairs(life, context)).filter(
    ({ before, after }) => before.status !== after.status,
  ).length
  if (unseen.length > 0 && moved < minTransitions) return { evidence: 0, violations: [] }
  return {
    evidence: due.length,
    violations: unseen.map((witness) => ({ message: 'no item takes a declared way', witness })),
  }
}

async function findUnseenTransitions(
  due: readonly string[],
  life: Lifecycle,
  context: CheckContext,
): Promise<readonly string[]> {
  const seen = new Set(
    (await collectStatusPairs(life, context)).map(({ before, after }) => `${before.status} to ${after.status}`),
  )
  return due.filter((transition) => !seen.has(transition))
}
