import type { Check } from '../../kit/check.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, isObject, sameJson, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { inconclusive } from '../../kit/outcome.ts'
import { attributesOf, updateCall } from './flow-runs.ts'
import { endedRun, hasEnded, MOST_ATTEMPTS, runDocument, runningRun, type Standing, standing } from './sandbox.ts'

const common = { remedy: 'a flow that starts', needs: ['writes'] } as const

/** A run that was ended by hand: before, the answer, after. */
interface Ending {
  readonly status: string
  readonly before: Standing
  readonly exchange: Exchange
  readonly after: Standing
}

const finishing = endingWith(['finished'])
const otherEndings = endingWith(['timeout', 'cancelled', 'exception'])

/** Ending a run by hand. */
export const endingChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-080',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.status' },
    title: 'A running run can be finished: 200 with the resource, or 204',
    unit: 'run that was ended',
    judge: async ({ observe }) => judgeEach(await observe(finishing), ended),
  },
  {
    ...common,
    id: 'JAPI-081',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.status' },
    title: 'A running run can be ended as timeout, cancelled or exception',
    unit: 'run that was ended',
    judge: async ({ observe }) => judgeEach(await observe(otherEndings), ended),
  },
  {
    ...common,
    id: 'JAPI-083',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A run that has ended never becomes active again; ending it twice is refused or changes nothing',
    unit: 'change of the status after the end',
    judge: revival,
  },
  {
    ...common,
    id: 'JAPI-088',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: update-interpret-resource-attributes' },
    title: 'Attributes that an update leaves out stay as they were',
    unit: 'attribute that was not sent',
    judge: async ({ observe }) =>
      judgeEach(
        (await observe(finishing)).filter(({ exchange }) => isSuccess(exchange)).flatMap(untouched),
        ({ violation }) => violation,
      ),
  },
]

function endingWith(statuses: readonly string[]): Observation<readonly Ending[]> {
  return {
    name: `ending a run as ${statuses.join(', ')}`,
    make: async (context) => {
      const endings: Ending[] = []
      for (const status of statuses) endings.push(await endedAs(status, context))
      return endings
    },
  }
}

/** Ends a running run; again with another one if it ended by itself just before. */
async function endedAs(status: string, context: Context): Promise<Ending> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const before = await runningRun(context)
    const { id } = before
    const exchange = await context.client.send(updateCall(id, runDocument({ status }, { id }), 'open'))
    const after = await standing(id, context)
    if (isSuccess(exchange) || !hasEnded(after)) return { status, before, exchange, after }
  }
  throw inconclusive('every run ended by itself before it could be ended', 'a flow that waits for an answer')
}

function ended({ status, exchange, after }: Ending): Violation | null {
  const witness = status
  if (exchange.status !== 204 && !(exchange.status === 200 && attributesOf(exchange) !== undefined)) {
    return { what: `status ${exchange.status} instead of 200 with the run or 204`, witness, exchange }
  }
  const now = textAt(after.attributes, 'status')
  return now === status ? null : { what: `the run is ${now} afterwards`, witness, exchange }
}

async function revival(context: Context): Promise<Judgement> {
  const { id, attributes } = await endedRun(context)
  const end = textAt(attributes, 'status')
  const violations: Violation[] = []
  const targets = ['running', 'queued', 'finished', 'cancelled']
  for (const target of targets) {
    const exchange = await context.client.send(updateCall(id, runDocument({ status: target }, { id }), 'invalid'))
    const after = await standing(id, context)
    const status = textAt(after.attributes, 'status')
    const witness = `${id} was ${end} and is ${status}`
    if (!hasEnded(after)) violations.push({ what: 'a run that had ended is active again', witness, exchange })
    else if (status !== end) violations.push({ what: 'a run that had ended got another end', witness, exchange })
    if (exchange.status >= 500) violations.push({ what: `status ${exchange.status}`, witness: target, exchange })
  }
  return { evidence: targets.length, violations }
}

/** The end itself changes the status, the stamp and perhaps the cost; the state may only have grown. */
function untouched({ before, exchange, after }: Ending): readonly { readonly violation: Violation | null }[] {
  const { status: _, updatedAt: __, cost: ___, state, ...rest } = before.attributes
  const members = [
    ...Object.entries(rest).map(([name, value]) => ({ name, kept: sameJson(after.attributes[name], value) })),
    ...Object.entries(isObject(state) ? state : {}).map(([name, value]) => ({
      name: `state/${name}`,
      kept: sameJson(at(after.attributes, 'state', name), value),
    })),
  ]
  return members.map(({ name, kept }) => ({
    violation: kept
      ? null
      : {
          what: 'an attribute that was not sent changed',
          pointer: `/data/attributes/${name}`,
          witness: after.id,
          exchange,
        },
  }))
}
