import { type Result, type RunEvent, vendors, verify } from '../contracts/index.ts'
import { SAFE_METHODS } from '../contracts/kit/http/guard.ts'
import { listTriedOperations } from '../contracts/kit/run/discover-operations.ts'
import type { Vendor } from '../contracts/kit/vendor.ts'
import { createMockTarget } from './mock-target.ts'
import { resolveOptions, type TargetOptions } from './target-options.ts'
import type { Terminal } from './terminal.ts'

interface VerifyPlan {
  readonly vendor: string
  readonly target: string | null
  /** Limit of a run; the clean-up adds one request for each created item. */
  readonly maxRequests: number
  /** Requests of the same checks to the mock. */
  readonly expectedRequests: number
  /** Requests with an unsafe method. */
  readonly expectedWrites: number
  /** Operations that the target must have, and those about which the run finds out whether the target has them. */
  readonly operations: { readonly required: readonly string[]; readonly discovered: readonly string[] }
  readonly checks: readonly { readonly id: string; readonly level: string; readonly requests: number }[]
  readonly skipped: readonly { readonly id: string; readonly reason: string }[]
  /** Ids that can be given, with their meanings. */
  readonly ids: Readonly<Record<string, string>>
}

const PLACEHOLDER_URL = 'http://mock.invalid'

/** Prints what a run would do, without requests to the target; the figures come from a run against the mock in memory. */
export async function printVerifyPlan(
  vendor: string | undefined,
  options: TargetOptions & { readonly json?: boolean },
  io: Terminal,
): Promise<number> {
  const given = { url: PLACEHOLDER_URL, ...options, tokenEnv: 'PLANNED' }
  const resolved = await resolveOptions(vendor, given, { ...io, env: { ...io.env, PLANNED: 'none' } })
  const { target, clock } = createMockTarget(resolved.vendor)
  const counter = new RequestCounter()
  const result = await verify(
    resolved.vendor,
    { ...target, ids: { ...target.ids, ...resolved.target.ids } },
    { ...resolved.options, clock, listener: (event) => counter.countEvent(event) },
  )
  const checks = result.checks.filter(({ outcome }) => outcome.kind !== 'not-selected')
  const plan: VerifyPlan = {
    vendor: resolved.vendor,
    target: resolved.target.baseUrl === PLACEHOLDER_URL ? null : resolved.target.baseUrl,
    maxRequests: result.budget.requests,
    expectedRequests: result.traffic.requests,
    expectedWrites: counter.writeCount,
    operations: planOperations(vendors[resolved.vendor], result),
    checks: checks.map(({ id, level }) => ({ id, level, requests: counter.requestsByCheck.get(id) ?? 0 })),
    skipped: result.checks.flatMap(({ id, outcome }) =>
      outcome.kind === 'not-selected' ? [{ id, reason: outcome.reason }] : [],
    ),
    ids: vendors[resolved.vendor].requiredIds,
  }
  io.print(options.json === true ? `${JSON.stringify(plan, null, 2)}\n` : formatPlan(plan))
  return 0
}

function planOperations(vendor: Vendor, { profile, permits, operations }: Result): VerifyPlan['operations'] {
  const isAuto = profile.operations === 'auto'
  return {
    required: isAuto ? vendor.requiredOperations : operations.offered,
    discovered: isAuto ? listTriedOperations(vendor, permits).map(({ id }) => id) : [],
  }
}

/** Counts requests by the check that needed them first: those before its outcome. */
class RequestCounter {
  readonly requestsByCheck = new Map<string, number>()
  writeCount = 0
  #sinceLastCheck = 0

  countEvent(event: RunEvent): void {
    if (event.event === 'exchange') {
      this.#sinceLastCheck++
      if (!SAFE_METHODS.includes(event.exchange.method)) this.writeCount++
    }
    if (event.event === 'check') {
      this.requestsByCheck.set(event.check.id, this.#sinceLastCheck)
      this.#sinceLastCheck = 0
    }
  }
}

function formatPlan({ checks, skipped, ids, operations, ...plan }: VerifyPlan): string {
  const location = plan.target === null ? '' : ` at ${plan.target}`
  const lines = [
    `${plan.vendor}${location}: ${checks.length} checks, about ${plan.expectedRequests} requests (at most ${plan.maxRequests}), ${plan.expectedWrites} of them writes or probes`,
    `  operations required: ${operations.required.join(', ')}`,
    ...(operations.discovered.length === 0 ? [] : [`  operations to discover: ${operations.discovered.join(', ')}`]),
    ...checks.map(({ id, level, requests }) => `  ${id.padEnd(9)} ${level.padEnd(6)} ${requests} requests`),
    ...skipped.map(({ id, reason }) => `  ${id.padEnd(9)} skipped: ${reason}`),
    ...Object.entries(ids).map(([name, meaning]) => `  --id ${name}=…  ${meaning}`),
  ]
  return `${lines.join('\n')}\n`
}
