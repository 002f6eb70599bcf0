import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import { controlFor } from '../control.ts'
import { isSuccess } from '../exchange.ts'
import type { Judgement } from '../finding.ts'
import type { Context } from '../observation.ts'
import { type Life, steps } from './life.ts'

/** Looks at the target while time passes. */
export interface Watch {
  /** What to read at each look. */
  readonly calls: (context: Context) => Promise<readonly Call[]>
  /** Seconds from one look to the next, over and over, and how often to look. */
  readonly rhythm: readonly number[]
  readonly looks: number
  /** Fewer moves than these may lack one of the ways by chance. */
  readonly enough: number
  /** What must have been seen to be sure of the statuses: from each the next ones. */
  readonly ways: Life['graph']
}

/** The check that every declared way from one status to the next is taken by something. */
export function waysCheck(life: Life, watch: Watch): Check {
  return {
    id: 'LIFE-007',
    level: 'SHOULD',
    source: { kind: 'house' },
    needs: ['control'],
    title: 'While time passes every declared way from one status to the next is taken',
    unit: 'declared way',
    remedy: 'a control adapter that lets time pass, and items of every kind',
    judge: async (context) => await watched(life, watch, context),
  }
}

async function watched(
  life: Life,
  { calls, rhythm, looks, enough, ways }: Watch,
  context: Context,
): Promise<Judgement> {
  const { advance } = controlFor(context, 'advance')
  const due = Object.entries(ways).flatMap(([from, next]) => next.map((to) => `${from} to ${to}`))
  let open = await untaken(due, life, context)
  for (let look = 0; look < looks && open.length > 0; look++) {
    for (const call of await calls(context)) {
      if (!isSuccess(await context.client.send(call))) break
    }
    open = await untaken(open, life, context)
    if (open.length > 0) await advance((rhythm[look % rhythm.length] ?? 60) * 1000)
  }
  const moved = (await steps(life, context)).filter(({ before, after }) => before.status !== after.status).length
  if (open.length > 0 && moved < enough) return { evidence: 0, violations: [] }
  return {
    evidence: due.length,
    violations: open.map((witness) => ({ what: 'no item takes a declared way', witness })),
  }
}

async function untaken(due: readonly string[], life: Life, context: Context): Promise<readonly string[]> {
  const taken = new Set((await steps(life, context)).map(({ before, after }) => `${before.status} to ${after.status}`))
  return due.filter((way) => !taken.has(way))
}
