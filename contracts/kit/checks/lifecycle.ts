import { bestPractice, citeVendor, informative, type Check, defineCheck } from '../check.ts'
import { type CheckContext, type Probe, runTrafficProbes } from '../check-context.ts'
import { requireControl } from '../control.ts'
import { type CheckRequest, type Exchange, isSuccess } from '../http/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../outcome.ts'

/** The status of an item in one response. */
export interface ItemStatus {
  readonly id: string
  readonly status: string
  /** The end timestamp as written; null before the end. */
  readonly endedAt: string | null
  readonly cost?: number
}

/** The documented status transitions of a kind of item, and how to observe them. */
export interface Lifecycle {
  /** For each status that is not final, the statuses that may follow directly. */
  readonly transitions: Readonly<Record<string, readonly string[]>>
  /** Reads the statuses of all items in a response, of a list or of a single item. */
  readonly readStatuses: (exchange: Exchange) => readonly ItemStatus[]
  /** Reads the same items more than once. */
  readonly rereadProbe: Probe<unknown>
  /** False when items have no end timestamp. */
  readonly hasEndTime: boolean
  readonly hasCost: boolean
}

/** The status of one item in two successive reads. */
interface StatusPair {
  readonly before: ItemStatus
  readonly after: ItemStatus
  readonly exchange: Exchange
}

const rereadItem = { evidence: ['item that was read again', 'items that two responses contain'] } as const

/** Creates the checks of status changes between two reads, over all recorded exchanges. */
export function createLifecycleChecks(lifecycle: Lifecycle): readonly Check[] {
  const { transitions } = lifecycle
  const reachable = buildReachableStatuses(transitions)
  const isEnd = ({ before }: StatusPair): boolean => transitions[before.status] === undefined
  const collectChanges = (context: CheckContext): Promise<readonly StatusPair[]> =>
    collectStatusPairs(lifecycle, context)
  const endTimeCheck: Check = defineCheck('LIFE-003', bestPractice, {
    isRecordCheck: true,
    ...rereadItem,
    title: 'The end timestamp is set together with the final status and never changes',
    run: async (context) => checkEach(await collectChanges(context), findEndTimeViolation),
  })
  const costCheck: Check = defineCheck('LIFE-005', informative, {
    isRecordCheck: true,
    ...rereadItem,
    title: 'The cost never decreases',
    run: async (context) =>
      checkEach(await collectChanges(context), ({ before, after, exchange }) => {
        const example = `${after.id}: ${before.cost}, then ${after.cost}`
        return (after.cost ?? 0) >= (before.cost ?? 0) ? null : { message: 'the cost decreased', example, exchange }
      }),
  })
  return [
    defineCheck('LIFE-001', bestPractice, {
      isRecordCheck: true,
      title: 'Between two reads, a status changes only by documented transitions',
      evidence: ['active item that was read again', 'an active item that two responses contain'],
      run: async (context) =>
        checkEach(
          (await collectChanges(context)).filter((pair) => !isEnd(pair)),
          (pair) => findStatusChange(pair, reachable.get(pair.before.status)),
        ),
    }),
    defineCheck('LIFE-002', bestPractice, {
      isRecordCheck: true,
      title: 'A final status never changes',
      evidence: ['ended item that was read again', 'an ended item that two responses contain'],
      run: async (context) =>
        checkEach((await collectChanges(context)).filter(isEnd), (pair) => findStatusChange(pair)),
    }),
    ...(lifecycle.hasEndTime ? [endTimeCheck] : []),
    ...(lifecycle.hasCost ? [costCheck] : []),
  ]
}

/** Pairs each read of an item with the next one, in the order of the requests. */
export async function collectStatusPairs(lifecycle: Lifecycle, context: CheckContext): Promise<readonly StatusPair[]> {
  await runTrafficProbes(context)
  await context.probeOnce(lifecycle.rereadProbe).catch(() => null)
  const histories = statusHistories.get(context) ?? new Map<Lifecycle, StatusHistory>()
  statusHistories.set(context, histories)
  const history = histories.get(lifecycle) ?? new StatusHistory(lifecycle)
  histories.set(lifecycle, history)
  return history.readPairs(context)
}

const statusHistories = new WeakMap<CheckContext, Map<Lifecycle, StatusHistory>>()

/** The status pairs of a run; each exchange is read once, although several checks and polls collect the pairs. */
class StatusHistory {
  readonly #readStatuses: Lifecycle['readStatuses']
  readonly #last = new Map<string, ItemStatus>()
  readonly #pairs: StatusPair[] = []
  #readCount = 0

  constructor({ readStatuses }: Lifecycle) {
    this.#readStatuses = readStatuses
  }

  readPairs({ getExchanges }: CheckContext): readonly StatusPair[] {
    const exchanges = getExchanges()
    for (const exchange of exchanges.slice(this.#readCount).filter(isSuccess)) {
      for (const after of this.#readStatuses(exchange)) {
        const before = this.#last.get(after.id)
        this.#last.set(after.id, after)
        if (before !== undefined) this.#pairs.push({ before, after, exchange })
      }
    }
    this.#readCount = exchanges.length
    return this.#pairs
  }
}

function findStatusChange({ before, after, exchange }: StatusPair, allowed?: ReadonlySet<string>): Violation | null {
  return before.status === after.status || allowed?.has(after.status) === true
    ? null
    : { message: `from ${before.status} to ${after.status}`, example: after.id, exchange }
}

function findEndTimeViolation({ before, after, exchange }: StatusPair): Violation | null {
  const example = `${after.id}: ${before.endedAt}, then ${after.endedAt}`
  if (before.endedAt !== null && after.endedAt !== before.endedAt)
    return { message: 'the end timestamp changed', example, exchange }
  const isLate = before.endedAt === null && after.endedAt !== null && before.status === after.status
  return isLate ? { message: 'the end timestamp was set after the final status', example, exchange } : null
}

/** For each status, all statuses that can follow it, directly or through others. */
function buildReachableStatuses(transitions: Lifecycle['transitions']): ReadonlyMap<string, ReadonlySet<string>> {
  const collectReachable = (status: string, seen: ReadonlySet<string>): readonly string[] =>
    (transitions[status] ?? []).flatMap((next) =>
      seen.has(next) ? [] : [next, ...collectReachable(next, new Set([...seen, next]))],
    )
  return new Map(
    Object.keys(transitions).map((status) => [status, new Set(collectReachable(status, new Set([status])))]),
  )
}

/** The status of one item in a list and in a read of the item. */
export interface StatusComparison {
  readonly listed: ItemStatus
  readonly single: ItemStatus
  readonly exchange: Exchange
}

export function createStatusAgreementCheck(
  { transitions }: Pick<Lifecycle, 'transitions'>,
  pairs: (context: CheckContext) => Promise<readonly StatusComparison[]>,
): Check {
  const reachable = buildReachableStatuses(transitions)
  return defineCheck('LIFE-004', bestPractice, {
    title: 'A list and a read of one item show the same status',
    evidence: ['item that was listed and read', 'one item or more'],
    run: async (context) =>
      checkEach(await pairs(context), ({ listed, single, exchange }): Violation | null => {
        // The read comes later, so the status of an active item may have changed.
        const hasAdvanced = reachable.get(listed.status)?.has(single.status) === true
        const example = `${single.id}: ${listed.status} in the list, ${single.status} alone`
        if (listed.status !== single.status && !hasAdvanced)
          return { message: 'the statuses differ', example, exchange }
        return listed.status === single.status && listed.endedAt !== single.endedAt
          ? { message: 'the end timestamps differ', example: `${listed.endedAt}, ${single.endedAt}`, exchange }
          : null
      }),
  })
}

/** An item that the run created, and whether it was visible within `consistencySeconds`. */
export interface Visibility {
  readonly id: string
  readonly isVisible: boolean
  readonly exchange: Exchange
}

export function createVisibilityCheck(
  statement: string,
  readVisibilities: (context: CheckContext) => Promise<readonly Visibility[]>,
): Check {
  return defineCheck('LIFE-006', citeVendor('MUST', statement), {
    title: 'A created item appears in the list within the consistency limit',
    evidence: ['created item', 'run with --writes'],
    needs: ['writes'],
    run: async (context) =>
      checkEach(await readVisibilities(context), ({ id, isVisible, exchange }) =>
        isVisible ? null : { message: 'the item is not listed', example: id, exchange },
      ),
  })
}

/** Reads of the target while its clock is advanced. */
interface TransitionWatch {
  /** The requests of each poll. */
  readonly buildRequests: (context: CheckContext) => Promise<readonly CheckRequest[]>
  /** Seconds between polls, repeated cyclically. */
  readonly intervalSeconds: readonly number[]
  readonly maxPolls: number
  /** With fewer observed transitions than this, a missing one may be chance and the check is inconclusive. */
  readonly minTransitions: number
  /** The transitions that must be observed: for each status, the next ones. */
  readonly expectedTransitions: Lifecycle['transitions']
}

export function createTransitionCoverageCheck(lifecycle: Lifecycle, watch: TransitionWatch): Check {
  return defineCheck('LIFE-007', bestPractice, {
    needs: ['control'],
    title: 'Every documented status transition occurs while time advances',
    evidence: ['documented transition', 'run with --control <url>, with items of every kind'],
    run: async (context) => await checkTransitionCoverage(lifecycle, watch, context),
  })
}

async function checkTransitionCoverage(
  lifecycle: Lifecycle,
  watch: TransitionWatch,
  context: CheckContext,
): Promise<Judgement> {
  const { buildRequests, intervalSeconds, maxPolls, minTransitions, expectedTransitions } = watch
  const { advance } = requireControl(context, 'advance')
  const expected = Object.entries(expectedTransitions).flatMap(([from, next]) => next.map((to) => `${from} to ${to}`))
  let unseen = await findUnseenTransitions(expected, lifecycle, context)
  for (let poll = 0; poll < maxPolls && unseen.length > 0; poll++) {
    for (const request of await buildRequests(context)) {
      if (!isSuccess(await context.client.sendRequest(request))) break
    }
    unseen = await findUnseenTransitions(unseen, lifecycle, context)
    if (unseen.length > 0) await advance((intervalSeconds[poll % intervalSeconds.length] ?? 60) * 1000)
  }
  const statusPairs = await collectStatusPairs(lifecycle, context)
  const transitions = statusPairs.filter(({ before, after }) => before.status !== after.status)
  if (unseen.length > 0 && transitions.length < minTransitions) return { evidence: 0, violations: [] }
  const violations = unseen.map((example) => ({ message: 'the transition never occurred', example }))
  return { evidence: expected.length, violations }
}

async function findUnseenTransitions(
  expected: readonly string[],
  lifecycle: Lifecycle,
  context: CheckContext,
): Promise<readonly string[]> {
  const statusPairs = await collectStatusPairs(lifecycle, context)
  const seen = new Set(statusPairs.map(({ before, after }) => `${before.status} to ${after.status}`))
  return expected.filter((transition) => !seen.has(transition))
}
