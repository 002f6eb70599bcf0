import type { Check } from '../../kit/check.ts'
import {
  collectStatusPairs,
  createLifecycleChecks,
  createStatusAgreementCheck,
  createTransitionCoverageCheck,
  createVisibilityCheck,
  type ItemStatus,
  type Lifecycle,
  type StatusComparison,
} from '../../kit/checks/lifecycle.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { checkEach, type Violation } from '../../kit/outcome.ts'
import { getPath, isObject, type JsonObject, getString } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { RUNS_PATH, buildRunsRequest, readRuns } from './runs.ts'
import { flowWalk, getWalkItems, runs, walk } from './walks.ts'
import { readRunObjects, startedRun } from './sandbox.ts'

const ACTIVE = 'active'
const END_STATUSES = ['completed', 'interrupted', 'expired', 'failed']
const UNDOCUMENTED_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

const lifecycle: Lifecycle = {
  transitions: { [ACTIVE]: END_STATUSES },
  readStatuses: (exchange) =>
    exchange.request.operation === 'listRuns' ? readRuns(exchange).map(({ id, item }) => toItemStatus(id, item)) : [],
  rereadProbe: flowWalk,
  hasEndTime: true,
  hasCost: false,
}

/** What becomes of runs, and what they have collected on the way. */
export const lifecycleChecks: readonly Check[] = [
  {
    id: 'CUR-053',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'Run.values' },
    title: 'A value has value, category, node, time and name, and was given while the run lasted',
    unit: 'value of a run',
    remedy: 'a run with values',
    run: async ({ probeOnce }) => {
      const values = (await probeOnce(runs)).flatMap(({ id, item, exchange }) => {
        const own = getPath(item, 'values')
        return Object.entries(isObject(own) ? own : {}).map(([key, value]) => ({ id, key, value, item, exchange }))
      })
      return checkEach(values, ({ id, key, value, item, exchange }) =>
        findValueErrors(isObject(value) ? value : {}, item).map((what) => ({
          message: what,
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
    isRecordCheck: true,
    title: 'A run that has exited stays exited, in the same way and at the same instant',
    unit: 'exited run that was read again',
    remedy: 'an exited run that two answers show',
    run: async (context) =>
      checkEach(
        (await collectStatusPairs(lifecycle, context)).filter(({ before }) => before.status !== ACTIVE),
        ({ before, after, exchange }): Violation | null =>
          before.status === after.status && before.endedAt === after.endedAt
            ? null
            : {
                message: 'an exit has changed',
                witness: `${after.id}: ${before.status} at ${before.endedAt}, then ${after.status} at ${after.endedAt}`,
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
    run: async ({ client }) => {
      const answers: Exchange[] = []
      for (const method of UNDOCUMENTED_METHODS)
        answers.push(await client.sendRequest({ operation: null, method, path: RUNS_PATH, intent: 'probe' }))
      return checkEach(answers, (exchange) =>
        exchange.status === 405
          ? null
          : { message: `status ${exchange.status} instead of 405`, witness: exchange.method, exchange },
      )
    },
  },
  ...createLifecycleChecks(lifecycle),
  createTransitionCoverageCheck(lifecycle, {
    calls: () => Promise.resolve([buildRunsRequest()]),
    intervalSeconds: [600],
    maxPolls: 20,
    minTransitions: 60,
    // AMB-C4: what fails is documented nowhere.
    expectedTransitions: { [ACTIVE]: ['completed', 'interrupted', 'expired'] },
  }),
  createStatusAgreementCheck(lifecycle, async ({ probeOnce, client }) => {
    const all = getWalkItems(await probeOnce(walk))
    const some = [all[0], all[Math.floor(all.length / 2)]].filter((run) => run !== undefined)
    const pairs: StatusComparison[] = []
    for (const { id, item } of some) {
      const exchange = await client.sendRequest(buildRunsRequest({ uuid: id }))
      pairs.push(
        ...readRuns(exchange).map((run) => ({
          listed: toItemStatus(id, item),
          single: toItemStatus(run.id, run.item),
          exchange,
        })),
      )
    }
    return pairs
  }),
  createVisibilityCheck({ kind: 'vendor', statement: 'createFlowStart' }, async ({ probeOnce }) => {
    const { exchange, runsAfterFirst } = await probeOnce(startedRun)
    const id = getString(exchange.body, 'uuid') ?? ''
    return [
      {
        id,
        exchange: runsAfterFirst,
        isVisible: readRunObjects(runsAfterFirst).some((run) => getString(run, 'start', 'uuid') === id),
      },
    ]
  }),
]

function toItemStatus(id: string, run: JsonObject): ItemStatus {
  return { id, status: getString(run, 'exit_type') ?? ACTIVE, endedAt: getString(run, 'exited_on') ?? null }
}

function findValueErrors(value: JsonObject, run: JsonObject): readonly string[] {
  const absent = ['value', 'category', 'node', 'time', 'name'].filter((name) => value[name] === undefined)
  const [time, from] = [parseInstant(getString(value, 'time')), parseInstant(getString(run, 'created_on'))]
  const to = parseInstant(getString(run, 'exited_on') ?? getString(run, 'modified_on'))
  const early = time !== null && from !== null && compareInstants(time, from) < 0
  const late = time !== null && to !== null && compareInstants(time, to) > 0
  return [
    ...absent.map((name) => `a value without ${name}`),
    ...(early ? ['a value from before the run'] : []),
    ...(late ? ['a value from after the run'] : []),
  ]
}
