import type { Check } from '../check.ts'
import { type Exchange, getHeader, isSuccess } from '../http/exchange.ts'
import { createNotApplicable, type Judgement, type Violation } from '../outcome.ts'
import { groupBy } from '../group-by.ts'
import { parseHttpDate } from '../oracles/instants.ts'
import type { CheckContext } from '../check-context.ts'
import { getItemIds, type Survey } from './readable-api.ts'
import { createRecordCheck } from './record-check.ts'

const REMAINING_HEADERS = ['x-ratelimit-remaining', 'ratelimit-remaining'] as const
const LIMIT_HEADERS = ['x-ratelimit-limit', 'ratelimit-limit'] as const

/** What is measured and told, and fails nobody. */
export function createMetricChecks(survey: Survey): readonly Check[] {
  return [
    createMetricCheck(
      { id: 'PRE-004', title: 'The clock of the target is compared with ours', unit: 'answer with a Date' },
      measureClockSkew,
    ),
    createMetricCheck(
      {
        id: 'PRE-005',
        title: 'What the target can do is told: HEAD, refusals, redirects, rate headers',
        unit: 'answer',
      },
      (context) => measureAbilities(context),
    ),
    createMetricCheck(
      { id: 'PRE-006', title: 'What there is to judge by is counted', unit: 'read' },
      async (context) => await countItems(survey, context),
    ),
    createMetricCheck(
      {
        id: 'PRE-007',
        title: 'The budget that rate headers tell of is compared with what the run needs',
        unit: 'answer',
      },
      measureBudget,
    ),
    createMetricCheck(
      { id: 'PERF-001', title: 'How long operations take is measured', unit: 'answer of an operation' },
      measureLatencies,
    ),
    createMetricCheck(
      { id: 'PERF-003', title: 'How large answers are is measured', unit: 'answer with content' },
      measureSizes,
    ),
    createMetricCheck(
      {
        id: 'RATE-001',
        title: 'What is left of a quota falls with every request, or begins anew',
        unit: 'answer with a rate header',
      },
      checkRateLimitCountdown,
    ),
  ]
}

function createMetricCheck(
  check: Pick<Check, 'id' | 'title' | 'unit'>,
  judge: (context: CheckContext) => Judgement | Promise<Judgement>,
): Check {
  return createRecordCheck({
    ...check,
    level: 'INFO',
    source: { kind: 'house' },
    remedy: 'let the run send requests',
    run: judge,
  })
}

function createJudgement(evidence: number, ...what: readonly string[]): Judgement {
  return { evidence, violations: what.map((one): Violation => ({ message: one })) }
}

function measureClockSkew({ getExchanges }: CheckContext): Judgement {
  const apart = getExchanges().flatMap((exchange) => {
    const date = parseHttpDate(getHeader(exchange, 'date') ?? '')
    return date === null ? [] : [(date - exchange.receivedAt) / 1000]
  })
  if (apart.length === 0) throw createNotApplicable('the target tells no time')
  // Dates are cut to the second, so half of one is no skew.
  return createJudgement(
    apart.length,
    `the clock of the target is ${computeQuantile(apart, 0.5).toFixed(0)} s from ours`,
  )
}

function measureAbilities({ getExchanges }: CheckContext): Judgement {
  const all = getExchanges()
  const refused = all.filter(({ request, status }) => (request.credential ?? 'own') !== 'own' && status >= 400)
  const statuses = [...new Set(refused.map(({ status }) => status))].toSorted((left, right) => left - right).join(', ')
  const head = all.find(({ method }) => method === 'HEAD')
  return createJudgement(
    all.length,
    `HEAD ${head === undefined ? 'was not asked' : `answers ${head.status}`}`,
    `wrong credentials answer ${statuses === '' ? 'nothing yet' : statuses}`,
    all.some((one) => getFirstHeader(one, LIMIT_HEADERS) !== null)
      ? 'rate headers are sent'
      : 'no rate headers are sent',
  )
}

async function countItems({ api, reads }: Survey, { probeOnce }: CheckContext): Promise<Judgement> {
  const readList = await probeOnce(reads)
  return createJudgement(
    readList.length,
    ...readList.map(
      ({ operation, exchange }) =>
        `${operation.id} answers ${exchange.status} with ${getItemIds(api, exchange).length} items`,
    ),
  )
}

function measureBudget({ getExchanges, limits }: CheckContext): Judgement {
  const limit = getExchanges().flatMap((one) => getFirstHeader(one, LIMIT_HEADERS) ?? [])[0]
  if (limit === undefined) throw createNotApplicable('the target sends no rate headers')
  return createJudgement(
    getExchanges().length,
    `a quota of ${limit} for ${getExchanges().length} of at most ${limits.requests} requests`,
  )
}

function measureLatencies({ getExchanges }: CheckContext): Judgement {
  const answers = getExchanges().filter((one) => one.request.operation !== null && isSuccess(one))
  const groups = [...groupBy(answers, ({ request }) => request.operation ?? '')]
  return createJudgement(
    answers.length,
    ...groups.map(([operation, group]) => {
      const times = group.map(({ sentAt, receivedAt }) => receivedAt - sentAt)
      return `${operation}: half within ${computeQuantile(times, 0.5)} ms, 95 % within ${computeQuantile(times, 0.95)} ms`
    }),
  )
}

function measureSizes({ getExchanges }: CheckContext): Judgement {
  const answers = getExchanges().filter(
    (one) => one.request.operation !== null && one.bytes.length > 0 && isSuccess(one),
  )
  const groups = [...groupBy(answers, ({ request }) => request.operation ?? '')]
  const isCompressed = getExchanges().some((one) => getHeader(one, 'content-encoding') !== null)
  return createJudgement(
    answers.length,
    isCompressed ? 'answers are packed for those who want it' : 'answers are never packed',
    ...groups.map(
      ([operation, group]) => `${operation}: up to ${Math.max(...group.map(({ bytes }) => bytes.length))} bytes`,
    ),
  )
}

function checkRateLimitCountdown({ getExchanges }: CheckContext): Judgement {
  const counted = getExchanges().flatMap((exchange) => {
    const left = getFirstHeader(exchange, REMAINING_HEADERS)
    return left === null ? [] : [{ left: Number(left), exchange }]
  })
  if (counted.length === 0) throw createNotApplicable('the target sends no rate headers')
  const unchanged = counted.slice(1).filter(({ left }, index) => left === counted[index]?.left)
  return {
    evidence: counted.length,
    violations: unchanged.map(({ exchange }) => ({ message: 'a request does not count against the quota', exchange })),
  }
}

function getFirstHeader(exchange: Exchange, names: readonly string[]): string | null {
  return names.map((name) => getHeader(exchange, name)).find((text) => text !== null) ?? null
}

function computeQuantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
