import type { Check } from './check.ts'
import { deleteCreatedItems } from './clean-up.ts'
import type { ControlAdapter } from './control.ts'
import { createCheckContext, type RunOptions, type RunTarget } from './context.ts'
import { runCheck } from './judge-check.ts'
import type { Outcome } from './outcome.ts'
import { runPreflight } from './preflight.ts'
import { ExchangeRecorder } from './recorder.ts'
import type { CheckResult, Result } from './result.ts'
import { toCheckResult, buildResult } from './run-result.ts'
import { redactExchange } from './run-event.ts'
import { maskStrings } from './secrets.ts'
import type { Vendor } from './vendor.ts'

export type { RunOptions, RunTarget }

/** Runs the checks of a vendor against a target, one after another, and cleans up, even when it is interrupted. */
export async function runSuite(vendor: Vendor, subject: RunTarget, options: RunOptions): Promise<Result> {
  const { credential, otherCredentials = {} } = subject
  const recorder = new ExchangeRecorder([credential, credential.slice(0, -1), ...Object.values(otherCredentials)])
  const { context, identity, startedAt } = createCheckContext(vendor, { target: subject, options, recorder })
  const { maskSecrets } = recorder
  const tell = options.listener ?? (() => {})
  recorder.addListener((exchange) => context.personalDataMask?.learnValues(exchange))
  if (options.listener !== undefined) {
    recorder.addListener((exchange) => {
      const getContent = (): string => context.personalDataMask?.maskContent(exchange) ?? exchange.text
      tell({ event: 'exchange', exchange: redactExchange(exchange, { mask: maskSecrets, content: getContent }) })
    })
  }
  tell({ event: 'run', run: identity, vendor: vendor.name, checks: vendor.checks.length })
  for (const exchange of options.recordedExchanges ?? []) recorder.recordExchange(exchange)
  const passive = options.recordedExchanges !== undefined
  const preflight = passive
    ? ({ kind: 'ready' } as const)
    : maskStrings(await runPreflight(vendor, context), maskSecrets)
  const judged = new Map<string, CheckResult>()
  if (preflight.kind === 'ready') {
    for (const check of sortChecks(vendor.checks)) {
      const outcome = findSkipReason(check, options, context.control) ?? (await runCheck(check, context))
      const result = toCheckResult(check, context, maskStrings(outcome, maskSecrets))
      judged.set(check.id, result)
      tell({ event: 'check', check: result })
    }
    await deleteCreatedItems(vendor, context)
  }
  const found = buildResult({
    vendor,
    target: subject,
    context,
    identity,
    preflight,
    checkResults: judged,
    startedAt,
    maskSecrets: maskSecrets,
  })
  const result = options.transformResult?.(found) ?? found
  tell({ event: 'end', result })
  return result
}

/** Reading before writing, what moves the target's time after both, and the judges of the whole record at the end. */
function sortChecks(checks: readonly Check[]): readonly Check[] {
  return checks.toSorted((left, right) => getPhase(left) - getPhase(right))
}

function getPhase({ isRecordCheck = false, needs = [] }: Check): number {
  if (isRecordCheck) return 3
  return needs.includes('control') ? 2 : Math.min(needs.length, 1)
}

function findSkipReason(
  { id, needs = [] }: Check,
  { isSelected, permits, signal }: RunOptions,
  control: ControlAdapter | null,
): Outcome | null {
  if (signal?.aborted === true) return { kind: 'not-selected', reason: 'the run was interrupted' }
  if (!isSelected(id)) return { kind: 'not-selected', reason: 'not asked for' }
  if (needs.includes('writes') && !permits.writes) return { kind: 'not-selected', reason: 'needs leave to write' }
  if (needs.includes('probe-methods') && !permits.probeMethods) {
    return { kind: 'not-selected', reason: 'needs leave to send undocumented methods' }
  }
  if (needs.includes('load') && permits.load !== true) {
    return { kind: 'not-selected', reason: 'needs leave to send many requests at once' }
  }
  if (needs.includes('control') && control === null) return { kind: 'not-selected', reason: 'needs a control adapter' }
  return null
}
