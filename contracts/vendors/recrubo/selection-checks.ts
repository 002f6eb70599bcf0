import type { Check } from '../../kit/check.ts'
import type { SeenItem, SeenPage } from '../../kit/checks/order.ts'
import { type Exchange, isRefusal, isServerError, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, isObject, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Context } from '../../kit/observation.ts'
import { discriminating } from '../../kit/oracles/filtering.ts'
import { notApplicable } from '../../kit/outcome.ts'
import { listCall, metaOf, readCall, RUNS, runsOf } from './flow-runs.ts'
import { firstPage, oldestFirst, runsOfWalk, someRun, type Walk, walked } from './walks.ts'

/** What a query selects: fields, runs, pages. */
export const selectionChecks: readonly Check[] = [
  {
    id: 'JAPI-040',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Sparse Fieldsets: sparse-fieldsets-additional-fields' },
    title: 'With fields[flowRuns] a run has the fields that were asked for and no others',
    unit: 'run with a set of fields',
    remedy: 'one flow run or more',
    judge: sparse,
  },
  {
    id: 'JAPI-045',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'filter[flowId] and filter[status], where supported, give the runs that match, all of them and no others',
    unit: 'run that matches or was let through',
    remedy: 'runs of two flows or of two statuses',
    judge: async (context) => together([await filtered('flowId', context), await filtered('status', context)]),
  },
  {
    id: 'JAPI-046',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A filter that nobody knows, or with a value that makes no sense, never gives the whole list',
    unit: 'filter without sense',
    remedy: 'one flow run or more',
    security: true,
    judge: async (context) => {
      if (runsOf(await context.observe(firstPage)).length === 0) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const [name, value] of SENSELESS)
        answers.push(await context.client.send(listCall({ [name]: value }, 'invalid')))
      return judgeEach(answers, (exchange) =>
        isSuccess(exchange) && runsOf(exchange).length > 0
          ? { what: 'a filter without sense lets runs through', witness: exchange.call.path, exchange }
          : null,
      )
    },
  },
  {
    id: 'JAPI-050',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Pagination: pagination-unavailable-link' },
    title: 'A link to a page that does not exist is absent or null',
    unit: 'page at an end',
    remedy: 'let the run read the list',
    judge: async ({ observe }) => {
      const { pages, whole } = await observe(oldestFirst)
      return together([
        ...pages.slice(0, 1).map(noLinkTo('prev')),
        ...(whole ? pages.slice(-1).map(noLinkTo('next')) : []),
      ])
    },
  },
  {
    id: 'JAPI-051',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A page outside the range is empty or refused',
    unit: 'page outside the range',
    remedy: 'one flow run or more',
    judge: outside,
  },
  {
    id: 'JAPI-111',
    level: 'INFO',
    source: { kind: 'vendor', statement: 'readFlowRun?include' },
    title: 'The path with an underscore, as the vendor writes it once, is the same list or is not there',
    unit: 'path with an underscore',
    remedy: 'let the run ask for it',
    judge: async ({ observe, client }) => {
      const own = runsOf(await observe(firstPage))
      const path = RUNS.replace('-', '_')
      const exchange = await client.send({ operation: null, path, intent: 'open' })
      const same = isSuccess(exchange) && runsOf(exchange).length === own.length
      return judgeEach([exchange], () =>
        isRefusal(exchange) || same ? null : { what: `another answer, with status ${exchange.status}`, exchange },
      )
    },
  },
]

const SENSELESS: readonly (readonly [string, string])[] = [
  ['filter[flowtwinNothing]', 'x'],
  ['filter[createdAt][gt]', GARBAGE],
  ['filter[status][flowtwinNothing]', 'finished'],
]

async function sparse({ observe, client }: Context): Promise<Judgement> {
  const { id } = await observe(someRun)
  const query = { 'fields[flowRuns]': 'status,flow' }
  // The document describes whole resources, so these answers are judged here and nowhere else.
  const calls = [readCall(id, query, 'open'), listCall({ sort: 'createdAt', ...query }, 'open')]
  const answers: Exchange[] = []
  for (const call of calls) answers.push(await client.send({ ...call, operation: null }))
  if (answers.every(isRefusal)) throw notApplicable('the target refuses to choose fields')
  return together(
    answers.filter(isSuccess).map((exchange) =>
      judgeEach(runsOf(exchange), ({ id: own, item }) => {
        const fields = ['attributes', 'relationships'].flatMap((name) => {
          const holder = at(item, name)
          return isObject(holder) ? Object.keys(holder) : []
        })
        const foreign = fields.filter((name) => name !== 'status' && name !== 'flow')
        if (foreign.length === 0) return null
        return { what: 'fields that nobody asked for', witness: `${own}: ${foreign.join(', ')}`, exchange }
      }),
    ),
  )
}

function without(runs: readonly SeenItem[], walk: Walk): readonly SeenItem[] {
  const found = new Set(runsOfWalk(walk).map(({ id }) => id))
  return runs.filter(({ id }) => !found.has(id))
}

async function filtered(attribute: 'flowId' | 'status', context: Context): Promise<Judgement> {
  const valueOf = ({ item }: SeenItem): string | undefined => textAt(item, 'attributes', attribute)
  const reference = await context.observe(oldestFirst)
  const chosen = discriminating(runsOfWalk(reference), valueOf)
  if (chosen === null) return { evidence: 0, violations: [] }
  const query = { sort: 'createdAt', [`filter[${attribute}]`]: chosen.value }
  const probe = await context.client.send(listCall(query, 'open'))
  if (isRefusal(probe)) return { evidence: 0, violations: [] }
  const walk = await walked(query, context)
  const due = walk.whole ? runsOfWalk(reference).filter((run) => valueOf(run) === chosen.value) : []
  let missing = without(due, walk)
  // A run that is deleted during the walk moves another one over the boundary of two pages.
  for (let more = 2; more > 0 && missing.length > 0; more--) missing = without(missing, await walked(query, context))
  const lost: Violation[] = []
  for (const { id } of missing.slice(0, 3)) {
    const now = await context.client.send(readCall(id, {}, 'open'))
    // A run that has moved on since it was listed no longer matches.
    if (textAt(now.body, 'data', 'attributes', attribute) === chosen.value)
      lost.push({ what: `filter[${attribute}] lacks a run`, witness: id, exchange: probe })
  }
  const sound = walk.pages.map(({ items, exchange }) =>
    judgeEach(items, (run) =>
      valueOf(run) === chosen.value
        ? null
        : { what: `filter[${attribute}] lets a run through`, witness: run.id, exchange },
    ),
  )
  return together([...sound, { evidence: due.length, violations: lost }])
}

function noLinkTo(name: 'prev' | 'next') {
  return ({ exchange }: SeenPage): Judgement => {
    const link = at(exchange.body, 'links', name)
    const absent = link === undefined || link === null
    const violation = { what: `a link ${name} where there is nothing`, pointer: `/links/${name}`, exchange }
    return { evidence: 1, violations: absent ? [] : [violation] }
  }
}

async function outside({ observe, client }: Context): Promise<Judgement> {
  const first = await observe(firstPage)
  if (runsOf(first).length === 0) return { evidence: 0, violations: [] }
  // Some pages further, so that a run that comes meanwhile does not fill it.
  const beyond = String((metaOf(first).maxPage || 1) + 5)
  const answers: Exchange[] = []
  for (const page of [beyond, '0', '-1', '1000000000'])
    answers.push(await client.send(listCall({ 'page[number]': page }, 'open')))
  return judgeEach(answers, (exchange): Violation | null => {
    const witness = exchange.call.path
    if (isServerError(exchange)) return { what: `status ${exchange.status}`, witness, exchange }
    return isSuccess(exchange) && runsOf(exchange).length > 0
      ? { what: 'runs on a page that does not exist', witness, exchange }
      : null
  })
}
