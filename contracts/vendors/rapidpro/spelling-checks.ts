import type { Check } from '../../kit/check.ts'
import { orderOf, type SeenItem } from '../../kit/checks/order.ts'
import { recordCheck } from '../../kit/checks/record-check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together } from '../../kit/finding.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Context } from '../../kit/observation.ts'
import { compareInstants, readInstant, writeInstant } from '../../kit/oracles/instant.ts'
import { runsCall, runsOf, unchanged } from './runs.ts'
import { byContact, byFlow, type Filtered, halves, responded, walk } from './slices.ts'
import { isWithin, runsOfWalk, walked } from './walk.ts'

const info = { level: 'INFO', source: { kind: 'house' } } as const

/** Filters written otherwise, together, and in ways that nobody describes. */
export const spellingChecks: readonly Check[] = [
  recordCheck({
    ...info,
    id: 'CUR-020',
    title: 'A cursor of the beginning still works at the end of the run',
    unit: 'cursor that was kept',
    remedy: 'more runs than fit on one page',
    judge: async ({ observe, client }) => {
      const page = (await observe(walk)).pages[1]
      if (page === undefined) return { evidence: 0, violations: [] }
      const exchange = await client.send({ ...page.exchange.call, intent: 'open' })
      const violations = isSuccess(exchange) ? [] : [{ what: `status ${exchange.status} to a kept cursor`, exchange }]
      return { evidence: 1, violations }
    },
  }),
  {
    ...info,
    id: 'CUR-036',
    title: 'responded=false gives the runs without a response, or all of them',
    unit: 'run that responded=false gives',
    remedy: 'runs with a response and without one',
    judge: async ({ observe, client }) => {
      const known = await observe(responded)
      if (known === null) return { evidence: 0, violations: [] }
      const exchange = await client.send(runsCall({ responded: 'false' }, 'open'))
      const found = runsOf(exchange)
      const narrows = !found.some(known.matches)
      const mixed = found.some((run) => !known.matches(run))
      return judgeEach(found, () => (narrows || mixed ? null : { what: 'only runs with a response', exchange }))
    },
  },
  {
    id: 'CUR-040',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An instant written with Z and with +00:00 finds the same runs',
    unit: 'run after an instant',
    remedy: 'runs with two different modified_on or more',
    judge: async (context) => {
      const instant = readInstant((await context.observe(halves))?.[0]?.cut)
      if (instant === null) return { evidence: 0, violations: [] }
      const text = writeInstant(instant)
      const zulu = await context.client.send(runsCall({ after: text }))
      const offset = await context.client.send(runsCall({ after: text.replace('Z', '+00:00') }))
      return await alike(zulu, offset, context)
    },
  },
  {
    id: 'CUR-042',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Two filters together give what passes both',
    unit: 'run that matches or was let through',
    remedy: 'runs of several flows and contacts, with a response and without one',
    judge: async (context) => {
      const [flow, contact, replied] = [
        await context.observe(byFlow),
        await context.observe(byContact),
        await context.observe(responded),
      ]
      const pairs = [flow, contact].flatMap((one) =>
        one === null || replied === null ? [] : [[one, replied] as const],
      )
      const judged: Judgement[] = []
      for (const pair of pairs) judged.push(await intersection(pair, context))
      return together(judged)
    },
  },
  {
    id: 'CUR-043',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A flow that is no UUID is refused or finds nothing',
    unit: 'malformed flow',
    remedy: 'a run that an ignored filter would let through',
    judge: async ({ observe, client }) => {
      if (runsOfWalk(await observe(walk)).length === 0) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const flow of [GARBAGE, '12345', '%']) answers.push(await client.send(runsCall({ flow }, 'invalid')))
      return judgeEach(answers, (exchange) => {
        if (isRefusal(exchange) || (isSuccess(exchange) && runsOf(exchange).length === 0)) return null
        const what = isSuccess(exchange) ? 'a malformed flow finds runs' : `status ${exchange.status}`
        return { what, witness: exchange.call.path, exchange }
      })
    },
  },
  {
    ...info,
    id: 'CUR-044',
    source: { kind: 'vendor', statement: 'listRuns?reverse' },
    title: 'reverse=true turns the order around, if it does anything',
    unit: 'pair of neighbours',
    remedy: 'two runs or more',
    judge: async ({ observe, client }) => {
      const first = runsOfWalk(await observe(walk))[0]
      const exchange = await client.send(runsCall({ reverse: 'true' }, 'open'))
      const ignored = runsOf(exchange)[0]?.id === first?.id
      return orderOf(runsOf(exchange), ignored ? 'descending' : 'ascending', exchange)
    },
  },
]

async function alike(one: Exchange, other: Exchange, context: Context): Promise<Judgement> {
  const [first, second] = [runsOf(one), runsOf(other)]
  const lacking = (here: readonly SeenItem[], there: readonly SeenItem[]): readonly SeenItem[] =>
    here.filter(({ id }) => !there.some((run) => run.id === id))
  // A run that was modified in between may have come or moved; one that is what it was must be in both.
  // Newcomers push others to the next page, which nobody reads here.
  const tail = readInstant(second.at(-1)?.stamp)
  const within = lacking(first, second).filter(({ stamp }) => {
    const own = readInstant(stamp)
    return tail !== null && own !== null && compareInstants(own, tail) > 0
  })
  const lost = await unchanged(second.length < first.length ? lacking(first, second) : within, context)
  return {
    evidence: first.length,
    violations: lost.map(({ id }) => ({ what: 'a run that one spelling alone finds', witness: id, exchange: other })),
  }
}

async function intersection([one, other]: readonly [Filtered, Filtered], context: Context): Promise<Judgement> {
  const reference = await context.observe(walk)
  const query = { [one.parameter]: one.value, [other.parameter]: other.value }
  const own = await walked(runsCall(query), context)
  const found = runsOfWalk(own)
  const [first] = own.pages
  if (first === undefined) return { evidence: 0, violations: [] }
  const { exchange } = first
  const due = runsOfWalk(reference).filter((run) => one.matches(run) && other.matches(run) && isWithin(run, own))
  const lost = await unchanged(
    due.filter(({ id }) => !found.some((run) => run.id === id)),
    context,
  )
  const names = Object.keys(query).join(' and ')
  return together([
    judgeEach(found, (run) =>
      one.matches(run) && other.matches(run)
        ? null
        : { what: `${names} together let a run through`, witness: run.id, exchange },
    ),
    {
      evidence: due.length,
      violations: lost.map(({ id }) => ({ what: `${names} together lose a run`, witness: id, exchange })),
    },
  ])
}
