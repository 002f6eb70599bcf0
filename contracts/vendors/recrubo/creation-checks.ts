import type { Check } from '../../kit/check.ts'
import { headerOf, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, isObject, sameJson, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { type Creation, creations, successes } from './creation.ts'
import { attributesOf, metaOf, readCall, RUNS, runsOf } from './flow-runs.ts'

const common = { unit: 'creation', remedy: 'a flow and a message thread to write in', needs: ['writes'] } as const

/** What a creation does. */
export const creationChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-060',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: 201 Created' },
    title: 'A POST with the four required attributes answers 201 with the resource',
    judge: async ({ observe }) => judgeEach(await observe(creations), answered),
  },
  {
    ...common,
    id: 'JAPI-061',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: Location' },
    title: 'Location is there, is the link to self if there is one, and leads to the new run',
    judge: locations,
  },
  {
    ...common,
    id: 'JAPI-062',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.3.2: 201 says that a new resource was created' },
    title: 'The new run has an id that nobody had before, and can be read',
    judge: async (context) =>
      judgeEach(await successes(context), ({ exchange, id, isNew, read }): Violation | null => {
        if (!isNew) return { what: 'the id of a run that was there before', pointer: '/data/id', witness: id, exchange }
        if (read !== undefined && isSuccess(read) && textAt(read.body, 'data', 'id') === id) return null
        return {
          what: 'the new run cannot be read',
          witness: `${id}: status ${read?.status}`,
          exchange: read ?? exchange,
        }
      }),
  },
  {
    ...common,
    id: 'JAPI-063',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A new run appears in the list of its thread, whose total grows',
    judge: async (context) => judgeEach(await successes(context), listed),
  },
  {
    ...common,
    id: 'JAPI-065',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreateAttributes.initialMessage' },
    title: 'initialMessage may be an empty object',
    judge: async ({ observe }) =>
      judgeEach(await observe(creations), ({ exchange }) =>
        isSuccess(exchange) ? null : { what: `status ${exchange.status} to a creation without a message`, exchange },
      ),
  },
  {
    ...common,
    id: 'JAPI-066',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreateAttributes.state' },
    title: 'The state comes back as it was sent: nesting, lists, null, any script, one schedule or several',
    unit: 'member of a state that was sent',
    judge: async (context) => judgeEach((await successes(context)).flatMap(returned), ({ violation }) => violation),
  },
  {
    ...common,
    id: 'JAPI-071',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'createFlowRun' },
    title: 'A new run is queued or running, and its cost is not negative',
    judge: async (context) =>
      judgeEach(await successes(context), ({ exchange }): Violation | null => {
        const attributes = attributesOf(exchange)
        const [status, cost] = [textAt(attributes, 'status') ?? '', at(attributes, 'cost')]
        if (!context.profile.freshStatuses.includes(status)) {
          return { what: `a new run is ${status}`, pointer: '/data/attributes/status', exchange }
        }
        const counted = Number.isInteger(cost) && Number(cost) >= 0
        return counted
          ? null
          : { what: 'the cost is no count', pointer: '/data/attributes/cost', witness: JSON.stringify(cost), exchange }
      }),
  },
]

function answered({ sent, exchange, id }: Creation): Violation | null {
  if (exchange.status !== 201) return { what: `status ${exchange.status} instead of 201`, exchange }
  const typed = textAt(exchange.body, 'data', 'type') === 'flowRuns'
  if (!typed || id === undefined) return { what: 'no flow run in the answer', pointer: '/data', exchange }
  const other = ['flowId', 'messageThreadId'].find(
    (name) => !sameJson(at(attributesOf(exchange), name), at(sent, name)),
  )
  return other === undefined
    ? null
    : { what: `the run has another ${other} than was asked for`, pointer: `/data/attributes/${other}`, exchange }
}

async function locations(context: Context): Promise<Judgement> {
  const violations: Violation[] = []
  const made = (await successes(context)).filter(({ isNew }) => isNew)
  for (const { exchange, id } of made) {
    const location = headerOf(exchange, 'location')
    const self = textAt(exchange.body, 'data', 'links', 'self')
    const due = new URL(`${context.basePath}${RUNS}/${id}`, context.origin).href
    if (location === null) violations.push({ what: 'no Location', exchange })
    else if (new URL(location, due).href !== due)
      violations.push({ what: 'Location leads elsewhere', witness: location, exchange })
    else if (self !== undefined && new URL(self, due).href !== due) {
      violations.push({
        what: 'Location is not the link to self',
        pointer: '/data/links/self',
        witness: self,
        exchange,
      })
    } else if (!isSuccess(await context.client.send(readCall(id)))) {
      violations.push({ what: 'nothing is where Location leads', witness: location, exchange })
    }
  }
  return { evidence: made.length, violations }
}

function listed({ exchange, id, before, after }: Creation): Violation | null {
  const [earlier, later] = [before, after].map((list) => runsOf(list).map((run) => run.id)) as [string[], string[]]
  if (id === undefined || !later.includes(id)) {
    return { what: 'the list of its thread does not show the new run', witness: id ?? '', exchange: after }
  }
  const [from, to] = [metaOf(before).total, metaOf(after).total]
  // A run that somebody deleted meanwhile may have taken the total down again.
  const quiet = earlier.every((other) => later.includes(other) || later.length >= 100)
  if (!quiet || to > from) return null
  return { what: 'the total of its thread did not grow', witness: `total ${from}, then ${to}`, exchange }
}

/** The state may have grown meanwhile, so only what was sent is compared. */
function returned({ sent, exchange, read }: Creation): readonly { readonly violation: Violation | null }[] {
  const state = at(sent, 'state')
  return [exchange, ...(read === undefined ? [] : [read])].flatMap((answer) =>
    Object.entries(isObject(state) ? state : {}).map(([name, value]) => {
      const back = at(attributesOf(answer), 'state', name)
      if (sameJson(back, value)) return { violation: null }
      const pointer = `/data/attributes/state/${name}`
      return {
        violation: {
          what: 'the state comes back changed',
          pointer,
          witness: JSON.stringify(back) ?? 'missing',
          exchange: answer,
        },
      }
    }),
  )
}
