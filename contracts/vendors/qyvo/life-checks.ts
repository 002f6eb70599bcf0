import type { Check } from '../../kit/check.ts'
import { type Life, lifeChecks as kitChecks, visibleCheck } from '../../kit/checks/life.ts'
import { waysCheck } from '../../kit/checks/ways.ts'
import { textAt } from '../../kit/json.ts'
import { sameId } from '../../kit/same-id.ts'
import { feedCall, sessionsOf } from './feed.ts'
import { polls } from './polls.ts'
import { started, startedId } from './sandbox.ts'

const life: Life = {
  graph: { running: ['completed', 'expired', 'failed'] },
  stagesOf: (exchange) =>
    exchange.call.operation === 'newFlowTriggered'
      ? sessionsOf(exchange).map(({ id, item }) => ({
          id,
          status: textAt(item, 'status') ?? '',
          ended: textAt(item, 'completed_at') ?? null,
        }))
      : [],
  reread: polls,
  tellsEnd: true,
  hasCost: false,
}

/** What becomes of sessions. */
export const lifeChecks: readonly Check[] = [
  ...kitChecks(life),
  waysCheck(life, {
    calls: () => Promise.resolve([feedCall()]),
    rhythm: [180],
    looks: 60,
    enough: 60,
    ways: life.graph,
  }),
  visibleCheck({ kind: 'vendor', statement: 'triggerFlow' }, async (context) => {
    const id = await startedId(context)
    const [exchange] = (await context.observe(started)).shown
    return [{ id, exchange, isShown: sessionsOf(exchange).some((one) => sameId(one.id, id)) }]
  }),
]
