import type { Check } from '../check.ts'
import { type Exchange, headerOf, isSuccess } from '../exchange.ts'
import type { Judgement, Violation } from '../finding.ts'
import { groupedBy } from '../grouping.ts'
import { readHttpDate } from '../oracles/http-date.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { idsOf, type Survey } from '../surface.ts'
import { recordCheck } from './record-check.ts'

const REMAINING = ['x-ratelimit-remaining', 'ratelimit-remaining'] as const
const LIMIT = ['x-ratelimit-limit', 'ratelimit-limit'] as const

/** What is measured and told, and fails nobody. */
export function measureChecks(survey: Survey): readonly Check[] {
  return [
    measure(
      { id: 'PRE-004', title: 'The clock of the target is compared with ours', unit: 'answer with a Date' },
      skew,
    ),
    measure(
      {
        id: 'PRE-005',
        title: 'What the target can do is told: HEAD, refusals, redirects, rate headers',
        unit: 'answer',
      },
      (context) => abilities(context),
    ),
    measure(
      { id: 'PRE-006', title: 'What there is to judge by is counted', unit: 'read' },
      async (context) => await census(survey, context),
    ),
    measure(
      {
        id: 'PRE-007',
        title: 'The budget that rate headers tell of is compared with what the run needs',
        unit: 'answer',
      },
      budget,
    ),
    measure(
      { id: 'PERF-001', title: 'How long operations take is measured', unit: 'answer of an operation' },
      latencies,
    ),
    measure({ id: 'PERF-003', title: 'How large answers are is measured', unit: 'answer with content' }, sizes),
    measure(
      {
        id: 'RATE-001',
        title: 'What is left of a quota falls with every request, or begins anew',
        unit: 'answer with a rate header',
      },
      quota,
    ),
  ]
}

function measure(
  check: Pick<Check, 'id' | 'title' | 'unit'>,
  judge: (context: Context) => Judgement | Promise<Judgement>,
): Check {
  return recordCheck({ ...check, level: 'INFO', source: { kind: 'house' }, remedy: 'let the run send requests', judge })
}

function told(evidence: number, ...what: readonly string[]): Judgement {
  return { evidence, violations: what.map((one): Violation => ({ what: one })) }
}

function skew({ exchanges }: Context): Judgement {
  const apart = exchanges().flatMap((exchange) => {
    const date = readHttpDate(headerOf(exchange, 'date') ?? '')
    return date === null ? [] : [(date - exchange.receivedAt) / 1000]
  })
  if (apart.length === 0) throw notApplicable('the target tells no time')
  // Dates are cut to the second, so half of one is no skew.
  return told(apart.length, `the clock of the target is ${quantile(apart, 0.5).toFixed(0)} s from ours`)
}

function abilities({ exchanges }: Context): Judgement {
  const all = exchanges()
  const refused = all.filter(({ call, status }) => (call.credential ?? 'own') !== 'own' && status >= 400)
  const statuses = [...new Set(refused.map(({ status }) => status))].toSorted((left, right) => left - right).join(', ')
  const head = all.find(({ method }) => method === 'HEAD')
  return told(
    all.length,
    `HEAD ${head === undefined ? 'was not asked' : `answers ${head.status}`}`,
    `wrong credentials answer ${statuses === '' ? 'nothing yet' : statuses}`,
    all.some((one) => first(one, LIMIT) !== null) ? 'rate headers are sent' : 'no rate headers are sent',
  )
}

async function census({ surface, reads }: Survey, { observe }: Context): Promise<Judgement> {
  const made = await observe(reads)
  return told(
    made.length,
    ...made.map(
      ({ operation, exchange }) =>
        `${operation.id} answers ${exchange.status} with ${idsOf(surface, exchange).length} items`,
    ),
  )
}

function budget({ exchanges, limits }: Context): Judgement {
  const limit = exchanges().flatMap((one) => first(one, LIMIT) ?? [])[0]
  if (limit === undefined) throw notApplicable('the target sends no rate headers')
  return told(
    exchanges().length,
    `a quota of ${limit} for ${exchanges().length} of at most ${limits.requests} requests`,
  )
}

function latencies({ exchanges }: Context): Judgement {
  const answers = exchanges().filter((one) => one.call.operation !== null && isSuccess(one))
  const groups = [...groupedBy(answers, ({ call }) => call.operation ?? '')]
  return told(
    answers.length,
    ...groups.map(([operation, group]) => {
      const times = group.map(({ sentAt, receivedAt }) => receivedAt - sentAt)
      return `${operation}: half within ${quantile(times, 0.5)} ms, 95 % within ${quantile(times, 0.95)} ms`
    }),
  )
}

function sizes({ exchanges }: Context): Judgement {
  const answers = exchanges().filter((one) => one.call.operation !== null && one.bytes.length > 0 && isSuccess(one))
  const groups = [...groupedBy(answers, ({ call }) => call.operation ?? '')]
  const packed = exchanges().some((one) => headerOf(one, 'content-encoding') !== null)
  return told(
    answers.length,
    packed ? 'answers are packed for those who want it' : 'answers are never packed',
    ...groups.map(
      ([operation, group]) => `${operation}: up to ${Math.max(...group.map(({ bytes }) => bytes.length))} bytes`,
    ),
  )
}

function quota({ exchanges }: Context): Judgement {
  const counted = exchanges().flatMap((exchange) => {
    const left = first(exchange, REMAINING)
    return left === null ? [] : [{ left: Number(left), exchange }]
  })
  if (counted.length === 0) throw notApplicable('the target sends no rate headers')
  const still = counted.slice(1).filter(({ left }, index) => left === counted[index]?.left)
  return {
    evidence: counted.length,
    violations: still.map(({ exchange }) => ({ what: 'a request does not count against the quota', exchange })),
  }
}

function first(exchange: Exchange, names: readonly string[]): string | null {
  return names.map((name) => headerOf(exchange, name)).find((text) => text !== null) ?? null
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
