import type { Check } from '../../kit/check.ts'
import {
  type Agreement,
  agreementCheck,
  type Life,
  lifeChecks as kitChecks,
  type Stage,
  visibleCheck,
} from '../../kit/checks/life.ts'
import { waysCheck } from '../../kit/checks/ways.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { isObject, type JsonObject, textAt } from '../../kit/json.ts'
import { creation, newestCall, sessionCall } from './creation.ts'
import { placeOf, sessionsOf } from './sessions.ts'
import { newestFirst, sessions } from './walks.ts'

const life: Life = {
  graph: {
    CREATED: ['RUNNING', 'EXPIRED', 'ABORTED', 'ERROR'],
    RUNNING: ['COMPLETED', 'EXPIRED', 'ERROR', 'ABORTED'],
  },
  stagesOf,
  reread: newestFirst,
  tellsEnd: true,
  hasCost: false,
}

/** What becomes of sessions. */
export const lifeChecks: readonly Check[] = [
  ...kitChecks(life),
  waysCheck(life, {
    calls: (context) => Promise.resolve([newestCall(placeOf(context))]),
    rhythm: [300],
    looks: 60,
    enough: 20,
    // A session is created for seconds only, and few are broken off.
    ways: { RUNNING: ['COMPLETED', 'EXPIRED'] },
  }),
  agreementCheck(life, async (context) => {
    const all = await context.observe(sessions)
    const some = [all.at(-1), all[Math.floor(all.length / 2)]].filter((one) => one !== undefined)
    const pairs: Agreement[] = []
    for (const { id, item } of some) {
      const exchange = await context.client.send(sessionCall(placeOf(context).environment, id))
      pairs.push(...stagesOf(exchange).map((alone) => ({ listed: stageOf(item), alone, exchange })))
    }
    return pairs
  }),
  visibleCheck({ kind: 'vendor', statement: 'createSession' }, async ({ observe }) => {
    const { id, after } = await observe(creation)
    return [{ id, exchange: after, isShown: sessionsOf(after).some((one) => one.id === id) }]
  }),
]

function stagesOf(exchange: Exchange): readonly Stage[] {
  const { call, body } = exchange
  if (call.operation === 'listSessions') return sessionsOf(exchange).map(({ item }) => stageOf(item))
  return call.operation === 'readSession' && isSuccess(exchange) && isObject(body) ? [stageOf(body)] : []
}

function stageOf(session: JsonObject): Stage {
  const status = textAt(session, 'sessionStatus') ?? ''
  return { id: textAt(session, 'sessionId') ?? '', status, ended: textAt(session, 'completedAt') ?? null }
}
