import { type Check, informative } from '../check.ts'
import { type Exchange, getHeader, isSuccess } from '../http/exchange.ts'
import { createNotApplicable, type Judgement, type Violation } from '../outcome.ts'
import { groupBy } from '../json.ts'
import { parseHttpDate } from '../oracles/instants.ts'
import type { CheckContext } from '../check-context.ts'
import { getItemIds, type Survey } from './readable-api.ts'
import { createRecordCheck } from './record-check.ts'

const REMAINING_HEADERS = ['x-ratelimit-remaining', 'ratelimit-remaining'] as const
const LIMIT_HEADERS = ['x-ratelimit-limit', 'ratelimit-limit'] as const

type Measure = (context: CheckContext, survey: Survey) => Judgement | Promise<Judgement>

const METRICS: readonly (Pick<Check, 'id' | 'title' | 'unit'> & { readonly measure: Measure })[] = [
  { id: 'PRE-004', title: 'Clock offset of the target', unit: 'response with a Date', measure: measureClockSkew },
  {
    id: 'PRE-005',
    title: 'Capabilities of the target: HEAD, authentication errors, rate limit headers',
    unit: 'response',
    measure: measureAbilities,
  },
  { id: 'PRE-006', title: 'Number of items per read', unit: 'read', measure: countItems },
  {
    id: 'PRE-007',
    title: 'The rate limit compared with the number of requests',
    unit: 'response',
    measure: measureBudget,
  },
  { id: 'PERF-001', title: 'Latency per operation', unit: 'response of an operation', measure: measureLatencies },
  { id: 'PERF-003', title: 'Response size per operation', unit: 'response with content', measure: measureSizes },
  {
    id: 'RATE-001',
    title: 'The remaining rate limit decreases with every request or is reset',
    unit: 'response with a rate limit header',
    measure: checkRateLimitCountdown,
  },
]

/** Creates the checks that only measure and report. */
export function createMetricChecks(survey: Survey): readonly Check[] {
  return METRICS.map(({ id, title, unit, measure }) =>
    createRecordCheck(id, informative, {
      title,
      evidence: [unit, 'let the run send requests'],
      run: async (context) => await measure(context, survey),
    }),
  )
}

function createJudgement(evidence: number, ...messages: readonly string[]): Judgement {
  return { evidence, violations: messages.map((message): Violation => ({ message })) }
}

function measureClockSkew({ getExchanges }: CheckContext): Judgement {
  const offsets = getExchanges().flatMap((exchange) => {
    const date = parseHttpDate(getHeader(exchange, 'date') ?? '')
    return date === null ? [] : [(date - exchange.receivedAt) / 1000]
  })
  if (offsets.length === 0) throw createNotApplicable('the target sends no Date header')
  // Dates are truncated to the second, so an offset below 0.5 s is noise.
  const offset = computeQuantile(offsets, 0.5).toFixed(0)
  return createJudgement(offsets.length, `the clock of the target is ${offset} s ahead of ours`)
}

function measureAbilities({ getExchanges }: CheckContext): Judgement {
  const exchanges = getExchanges()
  const rejected = exchanges.filter(({ request, status }) => (request.credential ?? 'own') !== 'own' && status >= 400)
  const statuses = [...new Set(rejected.map(({ status }) => status))].toSorted((left, right) => left - right).join(', ')
  const head = exchanges.find(({ method }) => method === 'HEAD')
  return createJudgement(
    exchanges.length,
    `HEAD ${head === undefined ? 'was not sent' : `gets ${head.status}`}`,
    `wrong credentials ${statuses === '' ? 'were not sent' : `get ${statuses}`}`,
    exchanges.some((exchange) => getFirstHeader(exchange, LIMIT_HEADERS) !== null)
      ? 'rate limit headers are sent'
      : 'no rate limit headers are sent',
  )
}

async function countItems({ probeOnce }: CheckContext, { api, reads }: Survey): Promise<Judgement> {
  const messages = (await probeOnce(reads)).map(({ operation, exchange }) => {
    return `${operation.id}: status ${exchange.status}, ${getItemIds(api, exchange).length} items`
  })
  return createJudgement(messages.length, ...messages)
}

function measureBudget({ getExchanges, limits }: CheckContext): Judgement {
  const limit = getExchanges().flatMap((exchange) => getFirstHeader(exchange, LIMIT_HEADERS) ?? [])[0]
  if (limit === undefined) throw createNotApplicable('the target sends no rate limit headers')
  const { length } = getExchanges()
  return createJudgement(length, `a rate limit of ${limit}; ${length} requests sent, at most ${limits.requests}`)
}

function measureLatencies({ getExchanges }: CheckContext): Judgement {
  const exchanges = getExchanges().filter((exchange) => exchange.request.operation !== null && isSuccess(exchange))
  const groups = [...groupBy(exchanges, ({ request }) => request.operation ?? '')]
  return createJudgement(
    exchanges.length,
    ...groups.map(([operation, group]) => {
      const times = group.map(({ sentAt, receivedAt }) => receivedAt - sentAt)
      return `${operation}: median ${computeQuantile(times, 0.5)} ms, 95th percentile ${computeQuantile(times, 0.95)} ms`
    }),
  )
}

function measureSizes({ getExchanges }: CheckContext): Judgement {
  const exchanges = getExchanges().filter(
    (exchange) => exchange.request.operation !== null && exchange.bytes.length > 0 && isSuccess(exchange),
  )
  const groups = [...groupBy(exchanges, ({ request }) => request.operation ?? '')]
  const isCompressed = getExchanges().some((exchange) => getHeader(exchange, 'content-encoding') !== null)
  return createJudgement(
    exchanges.length,
    isCompressed ? 'responses are compressed on request' : 'responses are not compressed',
    ...groups.map(
      ([operation, group]) => `${operation}: up to ${Math.max(...group.map(({ bytes }) => bytes.length))} bytes`,
    ),
  )
}

function checkRateLimitCountdown({ getExchanges }: CheckContext): Judgement {
  const counters = getExchanges().flatMap((exchange) => {
    const remaining = getFirstHeader(exchange, REMAINING_HEADERS)
    return remaining === null ? [] : [{ remaining: Number(remaining), exchange }]
  })
  if (counters.length === 0) throw createNotApplicable('the target sends no rate limit headers')
  const unchanged = counters.slice(1).filter(({ remaining }, index) => remaining === counters[index]?.remaining)
  const message = 'a request does not count against the rate limit'
  return { evidence: counters.length, violations: unchanged.map(({ exchange }) => ({ message, exchange })) }
}

function getFirstHeader(exchange: Exchange, names: readonly string[]): string | null {
  return names.map((name) => getHeader(exchange, name)).find((text) => text !== null) ?? null
}

function computeQuantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0
}
