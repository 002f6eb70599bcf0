import { type CheckResult, type RunEvent, vendors } from '../../contracts/index.ts'
import { resolveOptions, type TargetOptions } from '../target-options.ts'
import { createMockTarget } from '../mock-target.ts'
import { terminal, type Terminal } from '../terminal.ts'
import { runVerification } from './verify.ts'

interface VerifyPlan {
  readonly vendor: string
  readonly target: string | null
  /** No run asks more, whatever the target does; cleaning up adds one request for each thing that was created. */
  readonly mostRequests: number
  /** What the same checks ask of the mock. */
  readonly usualRequests: number
  /** Requests that create, change or delete. */
  readonly usualWrites: number
  readonly would: readonly { readonly id: string; readonly level: string; readonly requests: number }[]
  readonly wouldNot: readonly { readonly id: string; readonly reason: string }[]
  /** Ids that help where nothing can be discovered. */
  readonly data: Readonly<Record<string, string>>
}

const PLACEHOLDER_URL = 'http://mock.invalid'
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** Says what verify would do. The numbers come from the mock in memory; the target hears nothing. */
export async function runPlan(
  vendor: string | undefined,
  options: TargetOptions & { readonly json?: boolean },
  io: Terminal = terminal,
): Promise<number> {
  const asked = resolveOptions(
    vendor,
    { url: PLACEHOLDER_URL, ...options, tokenEnv: 'PLANNED' },
    { ...io, env: { ...io.env, PLANNED: 'none' } },
  )
  const { target, clock } = createMockTarget(asked.vendor)
  const counted = createRequestCounter()
  const result = await runVerification(
    { ...asked, target: { ...target, ids: { ...target.ids, ...asked.target.ids } } },
    { clock, listener: counted.hear },
  )
  const ran = result.checks.filter(({ outcome }) => outcome.kind !== 'not-selected')
  const planned: VerifyPlan = {
    vendor: asked.vendor,
    target: asked.target.baseUrl === PLACEHOLDER_URL ? null : asked.target.baseUrl,
    mostRequests: result.budget.requests,
    usualRequests: result.traffic.requests,
    usualWrites: counted.writes(),
    would: ran.map(({ id, level }) => ({ id, level, requests: counted.of(id) })),
    wouldNot: result.checks.flatMap(listSkippedChecks),
    data: vendors[asked.vendor].requiredIds,
  }
  io.print(options.json === true ? `${JSON.stringify(planned, null, 2)}\n` : formatPlan(planned))
  return 0
}

/** Counts the requests that came before each verdict: those that the check was the first to need. */
function createRequestCounter(): {
  readonly hear: (event: RunEvent) => void
  readonly of: (id: string) => number
  readonly writes: () => number
} {
  const counts = new Map<string, number>()
  let [since, writes] = [0, 0]
  return {
    hear: (event) => {
      if (event.event === 'exchange') {
        since++
        if (!SAFE_METHODS.includes(event.exchange.method)) writes++
      }
      if (event.event === 'check') {
        counts.set(event.check.id, since)
        since = 0
      }
    },
    of: (id) => counts.get(id) ?? 0,
    writes: () => writes,
  }
}

function listSkippedChecks({ id, outcome }: CheckResult): VerifyPlan['wouldNot'] {
  return outcome.kind === 'not-selected' ? [{ id, reason: outcome.reason }] : []
}

function formatPlan({
  vendor,
  target,
  mostRequests,
  usualRequests,
  usualWrites,
  would,
  wouldNot,
  data,
}: VerifyPlan): string {
  const lines = [
    `${vendor}${target === null ? '' : ` at ${target}`}: ${would.length} checks, about ${usualRequests} requests (at most ${mostRequests}), ${usualWrites} of them writes or probes`,
    ...would.map(({ id, level, requests }) => `  ${id.padEnd(9)} ${level.padEnd(6)} ${requests} requests`),
    ...wouldNot.map(({ id, reason }) => `  ${id.padEnd(9)} not: ${reason}`),
    ...Object.entries(data).map(([name, meaning]) => `  --id ${name}=…  ${meaning}`),
  ]
  return `${lines.join('\n')}\n`
}
