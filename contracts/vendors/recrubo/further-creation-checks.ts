import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { buildCreateRequest, buildUpdateRequest } from './flow-runs.ts'
import { hasEnded, getRequiredAttributes, buildRunDocument, getRunningRun, readRunState } from './sandbox.ts'

const variantDefaults = { remedy: 'a flow and a message thread to write in', needs: ['writes'] } as const
/** An id that a client might choose. */
const CLIENT_ID = 'f30f30f3-0f30-4f30-8f30-f30f30f30f30'

/** Creations and changes of which a server may think in more than one way. */
export const creationVariantChecks: readonly Check[] = [
  {
    ...variantDefaults,
    id: 'JAPI-022',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'A body in plain JSON is accepted or answers 415',
    unit: 'creation in plain JSON',
    run: async (context) => {
      const document = buildRunDocument(await getRequiredAttributes(context))
      const exchange = await context.client.sendRequest(buildCreateRequest(document, 'open', 'application/json'))
      return checkEach([exchange], () =>
        isSuccess(exchange) || exchange.status === 415 ? null : { message: `status ${exchange.status}`, exchange },
      )
    },
  },
  {
    ...variantDefaults,
    id: 'JAPI-069',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: create-client-generated-ids-forbidden' },
    title: 'A creation with an id answers 403, or the run has that id',
    unit: 'creation with an id',
    run: async (context) => {
      const document = buildRunDocument(await getRequiredAttributes(context), { id: CLIENT_ID })
      const exchange = await context.client.sendRequest(buildCreateRequest(document, 'open'))
      return checkEach([exchange], (): Violation | null => {
        if (exchange.status === 403) return null
        // Refused in other words is refused all the same.
        if (isClientError(exchange))
          return { message: `status ${exchange.status} instead of 403`, level: 'INFO', exchange }
        if (!isSuccess(exchange)) return { message: `status ${exchange.status} instead of 403`, exchange }
        const id = getString(exchange.body, 'data', 'id')
        return id === CLIENT_ID
          ? null
          : { message: 'the id is silently replaced', pointer: '/data/id', witness: id ?? '', exchange }
      })
    },
  },
  {
    ...variantDefaults,
    id: 'JAPI-072',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The same creation twice makes two runs',
    unit: 'creation that was sent twice',
    run: checkDuplicateCreation,
  },
  {
    ...variantDefaults,
    id: 'JAPI-094',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'An update with status and state ends the run and replaces its state, or is refused',
    unit: 'update with both',
    run: checkCombinedUpdate,
  },
]

async function checkDuplicateCreation(context: CheckContext): Promise<Judgement> {
  const document = buildRunDocument(await getRequiredAttributes(context))
  const answers: Exchange[] = []
  for (let time = 0; time < 2; time++) answers.push(await context.client.sendRequest(buildCreateRequest(document)))
  const [first, second] = answers.map((exchange) => getString(exchange.body, 'data', 'id'))
  const last = answers.at(-1)
  if (last === undefined || !answers.every(isSuccess)) throw createBlocked('no run could be created')
  const witness = first ?? ''
  const violations =
    first === second ? [{ message: 'the second creation gives the first run', witness, exchange: last }] : []
  return { evidence: 1, violations }
}

async function checkCombinedUpdate(context: CheckContext): Promise<Judgement> {
  const { id } = await getRunningRun(context)
  const document = buildRunDocument({ status: 'finished', state: { replaced: true } }, { id })
  const exchange = await context.client.sendRequest(buildUpdateRequest(id, document, 'open'))
  const after = await readRunState(id, context)
  const replaced = JSON.stringify(after.attributes['state']) === '{"replaced":true}'
  const whole = isSuccess(exchange) ? hasEnded(after) && replaced : !replaced
  return {
    evidence: 1,
    violations: whole ? [] : [{ message: 'half of the update was applied', witness: id, exchange }],
  }
}
