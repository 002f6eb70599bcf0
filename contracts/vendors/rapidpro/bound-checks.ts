import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import type { Context } from '../../kit/observation.ts'
import { compareInstants, readInstant } from '../../kit/oracles/instant.ts'
import { runsCall, runsOf, unchanged } from './runs.ts'
import { type Halves, halves, walk, wasThere } from './slices.ts'
import { isWithin, runsOfWalk, type Walk } from './walk.ts'
import type { SeenItem } from '../../kit/checks/order.ts'

const TWO = 'runs with two different modified_on or more'

/** Filters by when a run was modified. */
export const boundChecks: readonly Check[] = [
  boundCheck('CUR-037', 'before'),
  boundCheck('CUR-038', 'after'),
  {
    id: 'CUR-039',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Before and after one instant cover everything, and share only what was modified at that instant',
    unit: 'run on either side',
    remedy: TWO,
    judge: async (context) => {
      const [reference, cuts] = [await context.observe(walk), await context.observe(halves)]
      const judged: Judgement[] = []
      for (const one of cuts ?? []) judged.push(await covered(one, reference, context))
      return together(judged)
    },
  },
  {
    id: 'CUR-041',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A bound that is no date is refused or finds nothing',
    unit: 'unreadable bound',
    remedy: 'a run that an ignored bound would let through',
    security: true,
    judge: async ({ observe, client }) => {
      if (runsOfWalk(await observe(walk)).length === 0) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const bound of ['before', 'after']) {
        for (const value of ['longago', '2015-13-01', '15/09/2015']) {
          answers.push(await client.send(runsCall({ [bound]: value }, 'invalid')))
        }
      }
      return judgeEach(answers, (exchange) => {
        if (isRefusal(exchange) || (isSuccess(exchange) && runsOf(exchange).length === 0)) return null
        const what = isSuccess(exchange) ? 'an unreadable bound lets runs through' : `status ${exchange.status}`
        return { what, witness: exchange.call.path, exchange }
      })
    },
  },
]

type Side = 'before' | 'after'

function boundCheck(id: string, side: Side): Check {
  const source: Source = { kind: 'vendor', statement: `listRuns?${side}` }
  return {
    id,
    level: 'MUST',
    source,
    title: `The ${side} filter gives the runs modified ${side} that instant, all of them and no others, and treats the instant itself alike`,
    unit: 'run that matches or was let through',
    remedy: TWO,
    judge: async (context) => {
      const [reference, cuts] = [await context.observe(walk), (await context.observe(halves)) ?? []]
      const judged: Judgement[] = []
      for (const one of cuts) judged.push(await bounded(one, { side, reference }, context))
      return together([...judged, await constant(cuts, { side, reference }, context)])
    },
  }
}

interface Bound {
  readonly side: Side
  readonly reference: Walk
}

async function bounded(halved: Halves, { side, reference }: Bound, context: Context): Promise<Judgement> {
  const own = halved[side]
  const exchange = own.pages[0]?.exchange
  if (exchange === undefined) return { evidence: 0, violations: [] }
  const found = runsOfWalk(own)
  const outside = found.filter((run) => placed(run, halved.cut) * sign(side) < 0)
  const seen = new Set(found.map(({ id }) => id))
  const due = runsOfWalk(reference).filter((run) => placed(run, halved.cut) * sign(side) > 0 && isWithin(run, own))
  const gone = await unchanged(
    due.filter(({ id }) => !seen.has(id)),
    context,
  )
  return {
    evidence: found.length + due.length,
    violations: [
      ...outside.map((run) => breach(`a run that ${side} should keep out`, run, exchange)),
      ...gone.map((run) => breach(`a run that ${side} should let through is missing`, run, exchange)),
    ],
  }
}

/** Whether the runs at the instant itself are in or out, the same at every cut (AMB-C5). */
async function constant(cuts: readonly Halves[], { side, reference }: Bound, context: Context): Promise<Judgement> {
  const ways: { readonly run: SeenItem; readonly inclusive: boolean; readonly exchange: Exchange | undefined }[] = []
  for (const halved of cuts) {
    const exchange = halved[side].pages[0]?.exchange
    const seen = new Set(runsOfWalk(halved[side]).map(({ id }) => id))
    const at = runsOfWalk(reference).filter((run) => placed(run, halved.cut) === 0)
    // A run that is out because it was modified meanwhile says nothing about the bound.
    const out = await unchanged(
      at.filter(({ id }) => !seen.has(id)),
      context,
    )
    ways.push(...at.filter(({ id }) => seen.has(id)).map((run) => ({ run, inclusive: true, exchange })))
    ways.push(...out.map((run) => ({ run, inclusive: false, exchange })))
  }
  const { bounds } = context.profile
  const stated = bounds === 'detect' ? ways[0]?.inclusive : bounds === 'inclusive'
  return judgeEach(ways, ({ run, inclusive, exchange }): Violation | null =>
    inclusive === stated || exchange === undefined
      ? null
      : breach(`${side} treats its own instant in two ways`, run, exchange),
  )
}

async function covered({ cut, before, after }: Halves, reference: Walk, context: Context): Promise<Judgement> {
  const [left, right] = [runsOfWalk(before), runsOfWalk(after)]
  const either = new Set([...left, ...right].map(({ id }) => id))
  const exchange = before.pages[0]?.exchange
  if (exchange === undefined) return { evidence: 0, violations: [] }
  const all = runsOfWalk(reference).filter((run) => wasThere(run, reference, context.profile.consistencySeconds))
  // Where both bounds keep their own instant out, the runs at that instant are on neither side.
  const due = all.filter((run) => isWithin(run, before) && (placed(run, cut) !== 0 || either.has(run.id)))
  const gone = await unchanged(
    due.filter(({ id }) => !either.has(id)),
    context,
  )
  const shared = left.filter(
    (run) => placed(run, cut) !== 0 && right.some(({ id, stamp }) => id === run.id && stamp === run.stamp),
  )
  return {
    evidence: due.length,
    violations: [
      ...gone.map((run) => breach('a run on neither side', run, exchange)),
      ...shared.map((run) => breach('a run on both sides', run, exchange)),
    ],
  }
}

/** Negative for a run modified after the cut, positive for one before it, 0 at it; unreadable ones count as at it. */
function placed({ stamp }: SeenItem, cut: string): number {
  const [own, bound] = [readInstant(stamp), readInstant(cut)]
  return own === null || bound === null ? 0 : compareInstants(bound, own)
}

function sign(side: Side): number {
  return side === 'before' ? 1 : -1
}

function breach(what: string, { id, stamp }: SeenItem, exchange: Exchange): Violation {
  return { what, witness: `${id} of ${stamp}`, exchange }
}
