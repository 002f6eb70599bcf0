// Checks: CUR-053, CUR-055, CUR-056 and the LIFE-* checks of the kit
import type { Check } from '../../kit/check.ts'
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
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
import { sendAll } from '../../kit/checks/send.ts'
import { getPath, getString, isObject, type JsonObject } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Violation } from '../../kit/outcome.ts'
import { buildRunsRequest, readResults, readRuns, RUNS_PATH } from './runs.ts'
import { startedRun } from './sandbox.ts'
import { flowWalk, getWalkItems, runs, walk } from './walks.ts'

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

/** Status changes of runs and the values that runs collect. */
export const lifecycleChecks: readonly Check[] = [
  {
    ...citeVendor('SHOULD', 'Run.values'),
    id: 'CUR-053',
    title: 'A value has value, category, node, time and name, and its time lies within the run',
    unit: 'value of a run',
    hint: 'a run with values',
    run: async ({ probeOnce }) => {
      const values = (await probeOnce(runs)).flatMap(({ id, item, exchange }) => {
        const members = getPath(item, 'values')
        return Object.entries(isObject(members) ? members : {}).map(([key, value]) => ({
          example: `${id}: ${key}`,
          value,
          item,
          exchange,
        }))
      })
      return checkEach(values, ({ example, value, item, exchange }) =>
        findValueErrors(isObject(value) ? value : {}, item).map((message) => ({
          message,
          pointer: '/results/*/values/*',
          example,
          exchange,
        })),
      )
    },
  },
  {
    ...bestPractice,
    id: 'CUR-055',
    isRecordCheck: true,
    title: 'An exited run keeps its exit type and exit time',
    unit: 'exited run that was read again',
    hint: 'an exited run in two responses',
    run: async (context) =>
      checkEach(
        (await collectStatusPairs(lifecycle, context)).filter(({ before }) => before.status !== ACTIVE),
        ({ before, after, exchange }): Violation | null =>
          before.status === after.status && before.endedAt === after.endedAt
            ? null
            : {
                message: 'the exit of a run changed',
                example: `${after.id}: ${before.status} at ${before.endedAt}, then ${after.status} at ${after.endedAt}`,
                exchange,
              },
      ),
  },
  {
    ...bestPractice,
    id: 'CUR-056',
    needs: ['probe-methods'],
    title: 'POST, PUT, PATCH and DELETE on the run list return 405',
    unit: 'undocumented method',
    hint: 'run with --probe-methods',
    run: async (context) =>
      checkEach(
        await sendAll(
          UNDOCUMENTED_METHODS.map((method) => ({ operation: null, method, path: RUNS_PATH, intent: 'probe' })),
          context,
        ),
        (exchange) => expectStatus(exchange, 405, exchange.method),
      ),
  },
  ...createLifecycleChecks(lifecycle),
  createTransitionCoverageCheck(lifecycle, {
    buildRequests: () => Promise.resolve([buildRunsRequest()]),
    intervalSeconds: [600],
    maxPolls: 20,
    minTransitions: 60,
    // AMB-C4: no document describes failed runs.
    expectedTransitions: { [ACTIVE]: ['completed', 'interrupted', 'expired'] },
  }),
  createStatusAgreementCheck(lifecycle, async ({ probeOnce, client }) => {
    const all = getWalkItems(await probeOnce(walk))
    const samples = [all[0], all[Math.floor(all.length / 2)]].filter((run) => run !== undefined)
    const comparisons: StatusComparison[] = []
    for (const { id, item } of samples) {
      const exchange = await client.sendRequest(buildRunsRequest({ uuid: id }))
      const listed = toItemStatus(id, item)
      comparisons.push(
        ...readRuns(exchange).map((run) => ({ listed, single: toItemStatus(run.id, run.item), exchange })),
      )
    }
    return comparisons
  }),
  createVisibilityCheck({ kind: 'vendor', statement: 'createFlowStart' }, async ({ probeOnce }) => {
    const { exchange: start, runsAfterFirst: exchange } = await probeOnce(startedRun)
    const id = getString(start.body, 'uuid') ?? ''
    return [{ id, exchange, isVisible: readResults(exchange).some((run) => getString(run, 'start', 'uuid') === id) }]
  }),
]

function toItemStatus(id: string, run: JsonObject): ItemStatus {
  return { id, status: getString(run, 'exit_type') ?? ACTIVE, endedAt: getString(run, 'exited_on') ?? null }
}

function findValueErrors(value: JsonObject, run: JsonObject): readonly string[] {
  const missing = ['value', 'category', 'node', 'time', 'name'].filter((name) => value[name] === undefined)
  const [time, from] = [parseInstant(getString(value, 'time')), parseInstant(getString(run, 'created_on'))]
  const to = parseInstant(getString(run, 'exited_on') ?? getString(run, 'modified_on'))
  const isEarly = time !== null && from !== null && compareInstants(time, from) < 0
  const isLate = time !== null && to !== null && compareInstants(time, to) > 0
  return [
    ...missing.map((name) => `a value without ${name}`),
    ...(isEarly ? ['the time of a value is before the run'] : []),
    ...(isLate ? ['the time of a value is after the run'] : []),
  ]
}
