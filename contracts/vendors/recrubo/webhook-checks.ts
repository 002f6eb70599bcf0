import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { getPath, type JsonObject, isSameJson } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { getPrimaryResources } from './flow-runs.ts'
import { buildCreateWebhookRequest, webhookLifecycle, SUBSCRIPTION } from './webhooks.ts'

const common = { level: 'SHOULD', unit: 'subscription', remedy: 'leave to write', needs: ['writes'] } as const

/** The life of a subscription to what happens to flow runs. */
export const webhookChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-117',
    source: { kind: 'vendor', statement: 'createWebhook' },
    title: 'A subscription answers 201, and is read and listed as it was made',
    run: async ({ probeOnce }) => {
      const { id, created, readBack, listAfterCreate } = await probeOnce(webhookLifecycle)
      const listed = getPrimaryResources(listAfterCreate.body).find((one) => one['id'] === id)
      const status =
        created.status === 201 ? [] : [{ message: `status ${created.status} instead of 201`, exchange: created }]
      const absent = listed === undefined ? [{ message: 'it is not listed', witness: id, exchange: listAfterCreate }] : []
      const shown = [readBack, created].flatMap((exchange) => findDifferences(exchange, SUBSCRIPTION))
      return { evidence: 1, violations: [...status, ...absent, ...shown] }
    },
  },
  {
    ...common,
    id: 'JAPI-118',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: update-interpret-resource-attributes' },
    title: 'A change of a subscription changes what it names and nothing else',
    run: async ({ probeOnce }) => {
      const { updated, readAfterUpdate } = await probeOnce(webhookLifecycle)
      if (!isSuccess(updated))
        return { evidence: 1, violations: [{ message: `status ${updated.status}`, exchange: updated }] }
      const due = { ...SUBSCRIPTION, fields: ['cost', 'status'] }
      return { evidence: 1, violations: findDifferences(readAfterUpdate, due) }
    },
  },
  {
    ...common,
    id: 'JAPI-119',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Deleting Resources: responses' },
    title: 'A subscription that was ended answers 404, and is listed no more',
    run: async ({ probeOnce }) => {
      const { id, deleted, readAfterDelete, listAfterDelete } = await probeOnce(webhookLifecycle)
      if (!isSuccess(deleted))
        return { evidence: 1, violations: [{ message: `status ${deleted.status}`, exchange: deleted }] }
      const listed = getPrimaryResources(listAfterDelete.body).some((one) => one['id'] === id)
      const violations: Violation[] = []
      if (readAfterDelete.status !== 404)
        violations.push({
          message: `status ${readAfterDelete.status} instead of 404`,
          witness: id,
          exchange: readAfterDelete,
        })
      if (listed) violations.push({ message: 'it is still listed', witness: id, exchange: listAfterDelete })
      return { evidence: 1, violations }
    },
  },
  {
    ...common,
    id: 'JAPI-120',
    source: { kind: 'house' },
    title: 'A subscription to no event, to an unknown one or to no kind of resource is refused',
    unit: 'subscription that must be refused',
    run: checkRejections,
  },
]

/** Members that are not what they should be. */
function findDifferences(exchange: Exchange, due: JsonObject): readonly Violation[] {
  return Object.entries(due).flatMap(([name, value]) =>
    isSameJson(getPath(exchange.body, 'data', 'attributes', name), value)
      ? []
      : [{ message: `another ${name} than was asked for`, pointer: `/data/attributes/${name}`, exchange }],
  )
}

async function checkRejections({ probeOnce, client }: CheckContext): Promise<Judgement> {
  await probeOnce(webhookLifecycle)
  const { resourceType: _, ...untyped } = SUBSCRIPTION
  const { event: __, ...idle } = SUBSCRIPTION
  const answers: Exchange[] = []
  for (const attributes of [idle, { ...SUBSCRIPTION, event: 'flowtwin' }, untyped])
    answers.push(await client.sendRequest(buildCreateWebhookRequest(attributes, 'invalid')))
  return checkEach(answers, (exchange) =>
    isClientError(exchange)
      ? null
      : { message: `status ${exchange.status} instead of 4xx`, witness: exchange.request.body ?? '', exchange },
  )
}
