import type { Check } from '../../kit/check.ts'
import {
  type Agreement,
  agreementCheck,
  type Life,
  lifeChecks,
  type Stage,
  steps,
  visibleCheck,
} from '../../kit/checks/life.ts'
import { waysCheck } from '../../kit/checks/ways.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { at, isObject, type JsonObject, textAt } from '../../kit/json.ts'
import { compareInstants, readInstant } from '../../kit/oracles/instant.ts'
import { RUNS, runsCall, runsOf } from './runs.ts'
import { byFlow, runs, walk } from './slices.ts'
import { runsOfWalk } from './walk.ts'
import { runsIn, started } from './workspace.ts'

const ACTIVE = 'active'
const ENDS = ['completed', 'interrupted', 'expired', 'failed']
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

const life: Life = {
  graph: { [ACTIVE]: ENDS },
  stagesOf: (exchange) =>
    exchange.call.operation === 'listRuns' ? runsOf(exchange).map(({ id, item }) => stageOf(id, item)) : [],
  reread: byFlow,
  tellsEnd: true,
  hasCost: false,
}

/** What becomes of runs, and what they have collected on the way. */
export const courseChecks: readonly Check[] = [
  {
    id: 'CUR-053',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Run.values' },
    title: 'A value has value, category, node, time and name, and was given while the run lasted',
    unit: 'value of a run',
    remedy: 'a run with values',
    judge: async ({ observe }) => {
      const values = (await observe(runs)).flatMap(({ id, item, exchange }) => {
        const own = at(item, 'values')
        return Object.entries(isObject(own) ? own : {}).map(([key, value]) => ({ id, key, value, item, exchange }))
      })
      return judgeEach(values, ({ id, key, value, item, exchange }) =>
        valueFlaws(isObject(value) ? value : {}, item).map((what) => ({
          what,
          pointer: '/results/*/values/*',
          witness: `${id}: ${key}`,
          exchange,
        })),
      )
    },
  },
  {
    id: 'CUR-055',
    level: 'SHOULD',
    source: { kind: 'house' },
    judgesRecord: true,
    title: 'A run that has exited stays exited, in the same way and at the same instant',
    unit: 'exited run that was read again',
    remedy: 'an exited run that two answers show',
    judge: async (context) =>
      judgeEach(
        (await steps(life, context)).filter(({ before }) => before.status !== ACTIVE),
        ({ before, after, exchange }): Violation | null =>
          before.status === after.status && before.ended === after.ended
            ? null
            : {
                what: 'an exit has changed',
                witness: `${after.id}: ${before.status} at ${before.ended}, then ${after.status} at ${after.ended}`,
                exchange,
              },
      ),
  },
  {
    id: 'CUR-056',
    level: 'SHOULD',
    source: { kind: 'house' },
    needs: ['probe-methods'],
    title: 'Runs take no POST, PUT, PATCH or DELETE: they answer 405',
    unit: 'method that nobody documented',
    remedy: 'let the run send one',
    judge: async ({ client }) => {
      const answers: Exchange[] = []
      for (const method of METHODS)
        answers.push(await client.send({ operation: null, method, path: RUNS, intent: 'probe' }))
      return judgeEach(answers, (exchange) =>
        exchange.status === 405
          ? null
          : { what: `status ${exchange.status} instead of 405`, witness: exchange.method, exchange },
      )
    },
  },
  ...lifeChecks(life),
  waysCheck(life, {
    calls: () => Promise.resolve([runsCall()]),
    rhythm: [600],
    looks: 20,
    enough: 60,
    // AMB-C4: what fails is documented nowhere.
    ways: { [ACTIVE]: ['completed', 'interrupted', 'expired'] },
  }),
  agreementCheck(life, async ({ observe, client }) => {
    const all = runsOfWalk(await observe(walk))
    const some = [all[0], all[Math.floor(all.length / 2)]].filter((run) => run !== undefined)
    const pairs: Agreement[] = []
    for (const { id, item } of some) {
      const exchange = await client.send(runsCall({ uuid: id }))
      pairs.push(
        ...runsOf(exchange).map((run) => ({ listed: stageOf(id, item), alone: stageOf(run.id, run.item), exchange })),
      )
    }
    return pairs
  }),
  visibleCheck({ kind: 'vendor', statement: 'createFlowStart' }, async ({ observe }) => {
    const { exchange, first } = await observe(started)
    const id = textAt(exchange.body, 'uuid') ?? ''
    return [{ id, exchange: first, isShown: runsIn(first).some((run) => textAt(run, 'start', 'uuid') === id) }]
  }),
]

function stageOf(id: string, run: JsonObject): Stage {
  return { id, status: textAt(run, 'exit_type') ?? ACTIVE, ended: textAt(run, 'exited_on') ?? null }
}

function valueFlaws(value: JsonObject, run: JsonObject): readonly string[] {
  const absent = ['value', 'category', 'node', 'time', 'name'].filter((name) => value[name] === undefined)
  const [time, from] = [readInstant(textAt(value, 'time')), readInstant(textAt(run, 'created_on'))]
  const to = readInstant(textAt(run, 'exited_on') ?? textAt(run, 'modified_on'))
  const early = time !== null && from !== null && compareInstants(time, from) < 0
  const late = time !== null && to !== null && compareInstants(time, to) > 0
  return [
    ...absent.map((name) => `a value without ${name}`),
    ...(early ? ['a value from before the run'] : []),
    ...(late ? ['a value from after the run'] : []),
  ]
}
