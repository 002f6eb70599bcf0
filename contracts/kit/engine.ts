import type { Check } from './check.ts'
import { cleanUp } from './clean-up.ts'
import type { Control } from './control.ts'
import { contextOf, type RunOptions, type Subject } from './context.ts'
import { outcomeOf } from './judge-check.ts'
import type { Outcome } from './outcome.ts'
import { preflightOf } from './preflight.ts'
import { Recorder } from './recorder.ts'
import type { CheckResult, Result } from './result.ts'
import { checkResult, resultOf } from './run-result.ts'
import { shownExchange } from './run-event.ts'
import { maskedThroughout } from './secrets.ts'
import type { Vendor } from './vendor.ts'

export type { RunOptions, Subject }

/** Runs the checks of a vendor against a target, one after another, and cleans up, even when it is interrupted. */
export async function run(vendor: Vendor, subject: Subject, options: RunOptions): Promise<Result> {
  const { credential, others = {} } = subject
  const recorder = new Recorder([credential, credential.slice(0, -1), ...Object.values(others)])
  const { context, identity, startedAt } = contextOf(vendor, { subject, options, recorder })
  const { masked } = recorder
  const tell = options.listener ?? (() => {})
  recorder.listen((exchange) => context.personal?.learn(exchange))
  if (options.listener !== undefined) {
    recorder.listen((exchange) => {
      const content = (): string => context.personal?.inContent(exchange) ?? exchange.text
      tell({ event: 'exchange', exchange: shownExchange(exchange, { mask: masked, content }) })
    })
  }
  tell({ event: 'run', run: identity, vendor: vendor.name, checks: vendor.checks.length })
  for (const exchange of options.recorded ?? []) recorder.keep(exchange)
  const passive = options.recorded !== undefined
  const preflight = passive
    ? ({ kind: 'ready' } as const)
    : maskedThroughout(await preflightOf(vendor, context), masked)
  const judged = new Map<string, CheckResult>()
  if (preflight.kind === 'ready') {
    for (const check of inRunningOrder(vendor.checks)) {
      const outcome = unselected(check, options, context.control) ?? (await outcomeOf(check, context))
      const result = checkResult(check, context, maskedThroughout(outcome, masked))
      judged.set(check.id, result)
      tell({ event: 'check', check: result })
    }
    await cleanUp(vendor, context)
  }
  const found = resultOf({ vendor, subject, context, identity, preflight, judged, startedAt, masked })
  const result = options.finish?.(found) ?? found
  tell({ event: 'end', result })
  return result
}

/** Reading before writing, what moves the target's time after both, and the judges of the whole record at the end. */
function inRunningOrder(checks: readonly Check[]): readonly Check[] {
  return checks.toSorted((left, right) => turnOf(left) - turnOf(right))
}

function turnOf({ judgesRecord = false, needs = [] }: Check): number {
  if (judgesRecord) return 3
  return needs.includes('control') ? 2 : Math.min(needs.length, 1)
}

function unselected(
  { id, needs = [] }: Check,
  { selected, permits, signal }: RunOptions,
  control: Control | null,
): Outcome | null {
  if (signal?.aborted === true) return { kind: 'not-selected', reason: 'the run was interrupted' }
  if (!selected(id)) return { kind: 'not-selected', reason: 'not asked for' }
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
