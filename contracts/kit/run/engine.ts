import type { CheckContext } from '../check-context.ts'
import type { Check } from '../check.ts'
import type { ControlAdapter } from '../control.ts'
import { ExchangeRecorder } from '../http/client.ts'
import { isSuccess } from '../http/exchange.ts'
import { maskStrings } from '../http/masking.ts'
import type { Outcome } from '../outcome.ts'
import type { CheckResult, Result } from '../result.ts'
import type { Vendor } from '../vendor.ts'
import { buildResult, toCheckResult } from './build-result.ts'
import { createCheckContext, type RunOptions, type RunTarget } from './create-context.ts'
import { runPreflight } from './preflight.ts'
import { runCheck } from './run-check.ts'
import { redactExchange } from './run-event.ts'

/** Deletes what the run created, newest first; what cannot be deleted is named as leaked. */
export async function deleteCreatedItems({ writes }: Vendor, context: CheckContext): Promise<void> {
  if (writes === null) return
  for (const { id, path } of context.ledger.remaining) {
    context.ledger.updateFate(id, (await tryDelete(path, context)) ? 'deleted' : 'leaked')
  }
}

async function tryDelete(path: string, { client }: CheckContext): Promise<boolean> {
  try {
    const exchange = await client.sendRequest({ operation: null, method: 'DELETE', path, intent: 'clean-up' })
    return isSuccess(exchange) || exchange.status === 404
  } catch {
    return false
  }
}

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

/** A pattern that selects nothing is a slip of the pen, which must not look like a clean run. */
export class UnknownCheckError extends Error {
  override readonly name = 'UnknownCheck'
}

/** Says whether an id is wanted; patterns are ids, with `*` for any ending. No patterns at all select everything. */
export function createCheckFilter(patterns: readonly string[], ids: readonly string[]): (id: string) => boolean {
  const tests = patterns.map(
    (pattern) => (id: string) => (pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern),
  )
  const idle = patterns.filter((_, index) => !ids.some((id) => tests[index]?.(id) === true))
  if (idle.length > 0) throw new UnknownCheckError(`no check is called ${idle.join(' or ')}; ids look like ${ids[0]}`)
  return (id) => tests.length === 0 || tests.some((test) => test(id))
}
