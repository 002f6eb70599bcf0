import type { Check } from '../../kit/check.ts'
import { lifeChecks as kitChecks, visibleCheck } from '../../kit/checks/life.ts'
import { textAt } from '../../kit/json.ts'
import { sessionsOf } from './feed.ts'
import { polls } from './polls.ts'
import { started, startedId } from './sandbox.ts'

const moving = kitChecks({
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
})

/** What becomes of sessions. */
export const lifeChecks: readonly Check[] = [
  ...moving,
  visibleCheck({ kind: 'vendor', statement: 'triggerFlow' }, async (context) => {
    const id = await startedId(context)
    const [exchange] = (await context.observe(started)).shown
    return [{ id, exchange, isShown: sessionsOf(exchange).some((one) => one.id === id) }]
  }),
]
