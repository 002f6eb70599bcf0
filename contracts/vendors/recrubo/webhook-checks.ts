import type { Check } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, type JsonObject, sameJson } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { primaryOf } from './flow-runs.ts'
import { subscribeCall, subscribed, SUBSCRIPTION } from './webhooks.ts'

const common = { level: 'SHOULD', unit: 'subscription', remedy: 'leave to write', needs: ['writes'] } as const

/** The life of a subscription to what happens to flow runs. */
export const webhookChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-117',
    source: { kind: 'vendor', statement: 'createWebhook' },
    title: 'A subscription answers 201, and is read and listed as it was made',
    judge: async ({ observe }) => {
      const { id, created, read, list } = await observe(subscribed)
      const listed = primaryOf(list.body).find((one) => one['id'] === id)
      const status =
        created.status === 201 ? [] : [{ what: `status ${created.status} instead of 201`, exchange: created }]
      const absent = listed === undefined ? [{ what: 'it is not listed', witness: id, exchange: list }] : []
      const shown = [read, created].flatMap((exchange) => other(exchange, SUBSCRIPTION))
      return { evidence: 1, violations: [...status, ...absent, ...shown] }
    },
  },
  {
    ...common,
    id: 'JAPI-118',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: update-interpret-resource-attributes' },
    title: 'A change of a subscription changes what it names and nothing else',
    judge: async ({ observe }) => {
      const { changed, reread } = await observe(subscribed)
      if (!isSuccess(changed))
        return { evidence: 1, violations: [{ what: `status ${changed.status}`, exchange: changed }] }
      const due = { ...SUBSCRIPTION, fields: ['cost', 'status'] }
      return { evidence: 1, violations: other(reread, due) }
    },
  },
  {
    ...common,
    id: 'JAPI-119',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Deleting Resources: responses' },
    title: 'A subscription that was ended answers 404, and is listed no more',
    judge: async ({ observe }) => {
      const { id, ended, gone, after } = await observe(subscribed)
      if (!isSuccess(ended)) return { evidence: 1, violations: [{ what: `status ${ended.status}`, exchange: ended }] }
      const listed = primaryOf(after.body).some((one) => one['id'] === id)
      const violations: Violation[] = []
      if (gone.status !== 404)
        violations.push({ what: `status ${gone.status} instead of 404`, witness: id, exchange: gone })
      if (listed) violations.push({ what: 'it is still listed', witness: id, exchange: after })
      return { evidence: 1, violations }
    },
  },
  {
    ...common,
    id: 'JAPI-120',
    source: { kind: 'house' },
    title: 'A subscription to no event, to an unknown one or to no kind of resource is refused',
    unit: 'subscription that must be refused',
    judge: refusals,
  },
]

/** Members that are not what they should be. */
function other(exchange: Exchange, due: JsonObject): readonly Violation[] {
  return Object.entries(due).flatMap(([name, value]) =>
    sameJson(at(exchange.body, 'data', 'attributes', name), value)
      ? []
      : [{ what: `another ${name} than was asked for`, pointer: `/data/attributes/${name}`, exchange }],
  )
}

async function refusals({ observe, client }: Context): Promise<Judgement> {
  await observe(subscribed)
  const { resourceType: _, ...untyped } = SUBSCRIPTION
  const { event: __, ...idle } = SUBSCRIPTION
  const answers: Exchange[] = []
  for (const attributes of [idle, { ...SUBSCRIPTION, event: 'flowtwin' }, untyped])
    answers.push(await client.send(subscribeCall(attributes, 'invalid')))
  return judgeEach(answers, (exchange) =>
    isRefusal(exchange)
      ? null
      : { what: `status ${exchange.status} instead of 4xx`, witness: exchange.call.body ?? '', exchange },
  )
}
