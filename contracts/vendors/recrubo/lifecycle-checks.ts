import type { Check } from '../../kit/check.ts'
import {
  createLifecycleChecks,
  createStatusAgreementCheck,
  createTransitionCoverageCheck,
  createVisibilityCheck,
  type ItemStatus,
  type Lifecycle,
} from '../../kit/checks/lifecycle.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { type JsonObject, getNumber, getString } from '../../kit/json.ts'
import { buildListRequest, END_STATUSES, isRunExchange, readRuns } from './flow-runs.ts'
import { requireCreatedRuns } from './sandbox.ts'
import { newestFirst, sampleRead, sampleRun } from './walks.ts'

const lifecycle: Lifecycle = {
  transitions: {
    created: ['queued', 'running', ...END_STATUSES],
    queued: ['running', ...END_STATUSES],
    running: END_STATUSES,
  },
  readStatuses: (exchange) => (isRunExchange(exchange) && isSuccess(exchange) ? readStatuses(exchange) : []),
  rereadProbe: newestFirst,
  hasEndTime: false,
  hasCost: true,
}

/** Status changes of runs. */
export const lifecycleChecks: readonly Check[] = [
  ...createLifecycleChecks(lifecycle),
  createTransitionCoverageCheck(lifecycle, {
    buildRequests: () => Promise.resolve([buildListRequest({ sort: '-createdAt', 'page[size]': '200' })]),
    intervalSeconds: [240],
    maxPolls: 30,
    minTransitions: 60,
    expectedTransitions: { queued: ['running'], running: END_STATUSES.filter((end) => end !== 'cancelled') },
  }),
  createStatusAgreementCheck(lifecycle, async ({ probeOnce }) => {
    const [{ item }, exchange] = [await probeOnce(sampleRun), await probeOnce(sampleRead)]
    return readStatuses(exchange).map((single) => ({ listed: toItemStatus(item), single, exchange }))
  }),
  createVisibilityCheck('createFlowRun', async (context) =>
    (await requireCreatedRuns(context)).map(({ id, after }) => ({
      id,
      exchange: after,
      isVisible: readRuns(after).some((run) => run.id === id),
    })),
  ),
]

function readStatuses(exchange: Exchange): readonly ItemStatus[] {
  return readRuns(exchange).map(({ item }) => toItemStatus(item))
}

function toItemStatus(run: JsonObject): ItemStatus {
  const cost = getNumber(run, 'attributes', 'cost')
  const status = getString(run, 'attributes', 'status') ?? ''
  return { id: getString(run, 'id') ?? '', status, endedAt: null, ...(cost === undefined ? {} : { cost }) }
}
