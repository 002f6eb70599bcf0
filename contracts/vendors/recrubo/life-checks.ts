import type { Check } from '../../kit/check.ts'
import { agreementCheck, type Life, lifeChecks as kitChecks, type Stage, visibleCheck } from '../../kit/checks/life.ts'
import { waysCheck } from '../../kit/checks/ways.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { type JsonObject, numberAt, textAt } from '../../kit/json.ts'
import { runsOf } from './flow-runs.ts'
import { listCall } from './flow-runs.ts'
import { isOfRuns } from './resources.ts'
import { successes } from './creation.ts'
import { newestFirst, singleRead, someRun } from './walks.ts'

const ENDS = ['finished', 'timeout', 'exception', 'cancelled']

const life: Life = {
  graph: { created: ['queued', 'running', ...ENDS], queued: ['running', ...ENDS], running: ENDS },
  stagesOf: (exchange) => (isOfRuns(exchange) && isSuccess(exchange) ? stagesIn(exchange) : []),
  reread: newestFirst,
  tellsEnd: false,
  hasCost: true,
}

/** What becomes of runs. */
export const lifeChecks: readonly Check[] = [
  ...kitChecks(life),
  waysCheck(life, {
    calls: () => Promise.resolve([listCall({ sort: '-createdAt', 'page[size]': '200' })]),
    rhythm: [240],
    looks: 30,
    enough: 60,
    ways: { queued: ['running'], running: ENDS.filter((end) => end !== 'cancelled') },
  }),
  agreementCheck(life, async ({ observe }) => {
    const [{ item }, exchange] = [await observe(someRun), await observe(singleRead)]
    return stagesIn(exchange).map((alone) => ({ listed: stageOf(item), alone, exchange }))
  }),
  visibleCheck({ kind: 'vendor', statement: 'createFlowRun' }, async (context) =>
    (await successes(context)).map(({ id, after }) => ({
      id,
      exchange: after,
      isShown: runsOf(after).some((run) => run.id === id),
    })),
  ),
]

function stagesIn(exchange: Exchange): readonly Stage[] {
  return runsOf(exchange).map(({ item }) => stageOf(item))
}

function stageOf(run: JsonObject): Stage {
  const cost = numberAt(run, 'attributes', 'cost')
  const status = textAt(run, 'attributes', 'status') ?? ''
  return { id: textAt(run, 'id') ?? '', status, ended: null, ...(cost === undefined ? {} : { cost }) }
}
