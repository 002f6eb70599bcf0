import type { Check } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { blocked } from '../../kit/outcome.ts'
import { createCall, updateCall } from './flow-runs.ts'
import { hasEnded, requiredAttributes, runDocument, runningRun, standing } from './sandbox.ts'

const common = { remedy: 'a flow and a message thread to write in', needs: ['writes'] } as const
/** An id that a client might choose. */
const CHOSEN = 'f30f30f3-0f30-4f30-8f30-f30f30f30f30'

/** Creations and changes of which a server may think in more than one way. */
export const furtherCreationChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-022',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'A body in plain JSON is accepted or answers 415',
    unit: 'creation in plain JSON',
    judge: async (context) => {
      const document = runDocument(await requiredAttributes(context))
      const exchange = await context.client.send(createCall(document, 'open', 'application/json'))
      return judgeEach([exchange], () =>
        isSuccess(exchange) || exchange.status === 415 ? null : { what: `status ${exchange.status}`, exchange },
      )
    },
  },
  {
    ...common,
    id: 'JAPI-069',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: create-client-generated-ids-forbidden' },
    title: 'A creation with an id answers 403, or the run has that id',
    unit: 'creation with an id',
    judge: async (context) => {
      const document = runDocument(await requiredAttributes(context), { id: CHOSEN })
      const exchange = await context.client.send(createCall(document, 'open'))
      return judgeEach([exchange], (): Violation | null => {
        if (exchange.status === 403) return null
        // Refused in other words is refused all the same.
        if (isRefusal(exchange)) return { what: `status ${exchange.status} instead of 403`, level: 'INFO', exchange }
        if (!isSuccess(exchange)) return { what: `status ${exchange.status} instead of 403`, exchange }
        const id = textAt(exchange.body, 'data', 'id')
        return id === CHOSEN
          ? null
          : { what: 'the id is silently replaced', pointer: '/data/id', witness: id ?? '', exchange }
      })
    },
  },
  {
    ...common,
    id: 'JAPI-072',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The same creation twice makes two runs',
    unit: 'creation that was sent twice',
    judge: twice,
  },
  {
    ...common,
    id: 'JAPI-094',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'An update with status and state ends the run and replaces its state, or is refused',
    unit: 'update with both',
    judge: both,
  },
]

async function twice(context: Context): Promise<Judgement> {
  const document = runDocument(await requiredAttributes(context))
  const answers: Exchange[] = []
  for (let time = 0; time < 2; time++) answers.push(await context.client.send(createCall(document)))
  const [first, second] = answers.map((exchange) => textAt(exchange.body, 'data', 'id'))
  const last = answers.at(-1)
  if (last === undefined || !answers.every(isSuccess)) throw blocked('no run could be created')
  const witness = first ?? ''
  const violations =
    first === second ? [{ what: 'the second creation gives the first run', witness, exchange: last }] : []
  return { evidence: 1, violations }
}

async function both(context: Context): Promise<Judgement> {
  const { id } = await runningRun(context)
  const document = runDocument({ status: 'finished', state: { replaced: true } }, { id })
  const exchange = await context.client.send(updateCall(id, document, 'open'))
  const after = await standing(id, context)
  const replaced = JSON.stringify(after.attributes['state']) === '{"replaced":true}'
  const whole = isSuccess(exchange) ? hasEnded(after) && replaced : !replaced
  return { evidence: 1, violations: whole ? [] : [{ what: 'half of the update was applied', witness: id, exchange }] }
}
