import type { Check, Source } from '../../kit/check.ts'
import { isRefusal, isSuccess, type Exchange } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together } from '../../kit/finding.ts'
import { UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { textAt } from '../../kit/json.ts'
import { runsCall, runsOf, unchanged } from './runs.ts'
import { byContact, byFlow, type Filtered, responded, walk } from './slices.ts'
import { isWithin, runsOfWalk, type Walk } from './walk.ts'

/** Filters by what a run is. */
export const filterChecks: readonly Check[] = [
  {
    id: 'CUR-030',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listRuns?uuid' },
    title: 'The uuid filter finds exactly that run',
    unit: 'run that was asked for',
    remedy: 'two runs or more',
    judge: async (context) => {
      const all = runsOfWalk(await context.observe(walk))
      const wanted = all[Math.floor(all.length / 2)]
      if (wanted === undefined || all.length < 2) return { evidence: 0, violations: [] }
      const exchange = await context.client.send(runsCall({ uuid: wanted.id }))
      const ids = runsOf(exchange).map(({ id }) => id)
      if (ids.length === 1 && ids[0] === wanted.id) return { evidence: 1, violations: [] }
      const what = ids.length === 0 ? 'the run is not found' : 'other runs than the one asked for'
      return { evidence: 1, violations: [{ what, witness: wanted.id, exchange }] }
    },
  },
  {
    id: 'CUR-031',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown uuid finds nothing',
    unit: 'unknown uuid',
    remedy: 'a run that an ignored filter would let through',
    judge: async ({ observe, client }) => {
      if (runsOfWalk(await observe(walk)).length === 0) return { evidence: 0, violations: [] }
      const exchange = await client.send(runsCall({ uuid: UNKNOWN_UUID }, 'open'))
      return judgeEach([exchange], () =>
        isRefusal(exchange) || (isSuccess(exchange) && runsOf(exchange).length === 0)
          ? null
          : { what: 'an unknown uuid finds runs', exchange },
      )
    },
  },
  filterCheck('CUR-032', byFlow, 'runs of two flows'),
  filterCheck('CUR-033', byContact, 'runs of two contacts'),
  {
    id: 'CUR-034',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'listRuns?flow' },
    title: 'Flow and contact together are refused',
    unit: 'request with both',
    remedy: 'one run or more',
    judge: async ({ observe, client }) => {
      const [first] = runsOfWalk(await observe(walk))
      const [flow, contact] = [textAt(first?.item, 'flow', 'uuid'), textAt(first?.item, 'contact', 'uuid')]
      if (flow === undefined || contact === undefined) return { evidence: 0, violations: [] }
      const exchange: Exchange = await client.send(runsCall({ flow, contact }, 'invalid'))
      return judgeEach([exchange], () =>
        isRefusal(exchange) ? null : { what: `status ${exchange.status} instead of 4xx`, exchange },
      )
    },
  },
  filterCheck('CUR-035', responded, 'runs with and without a response'),
]

/** The check that a filter lets through what matches, all of it, and nothing else. */
function filterCheck(id: string, filtered: Observation<Filtered | null>, remedy: string): Check {
  const parameter = { 'CUR-032': 'flow', 'CUR-033': 'contact' }[id] ?? 'responded'
  const source: Source = { kind: 'vendor', statement: `listRuns?${parameter}` }
  return {
    id,
    level: 'MUST',
    source,
    title: `The ${parameter} filter gives the runs that match, all of them and no others`,
    unit: 'run that matches or was let through',
    remedy,
    judge: async (context) => {
      const [reference, found] = [await context.observe(walk), await context.observe(filtered)]
      if (found === null) return { evidence: 0, violations: [] }
      return together([sound(found), await complete(reference, found, context)])
    },
  }
}

function sound({ parameter, matches, walk: { pages } }: Filtered): Judgement {
  return together(
    pages.map(({ items, exchange }) =>
      judgeEach(items, (run) =>
        matches(run) ? null : { what: `a run that ${parameter} should keep out`, witness: run.id, exchange },
      ),
    ),
  )
}

async function complete(
  reference: Walk,
  { parameter, matches, walk: own }: Filtered,
  context: Context,
): Promise<Judgement> {
  const seen = new Set(runsOfWalk(own).map(({ id }) => id))
  const due = runsOfWalk(reference).filter((run) => matches(run) && isWithin(run, own))
  const gone = await unchanged(
    due.filter(({ id }) => !seen.has(id)),
    context,
  )
  const exchange = own.pages[0]?.exchange
  return {
    evidence: due.length,
    violations: gone.map(({ id }) => ({
      what: `a run that ${parameter} should let through is missing`,
      witness: id,
      ...(exchange === undefined ? {} : { exchange }),
    })),
  }
}
