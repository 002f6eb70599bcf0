import type { CheckRequest } from '../call.ts'
import type { Check } from '../check.ts'
import { requireControl } from '../control.ts'
import { isSuccess } from '../exchange.ts'
import type { Judgement } from '../finding.ts'
import type { CheckContext } from '../observation.ts'
import { type Lifecycle, collectStatusPairs } from './life.ts'

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
