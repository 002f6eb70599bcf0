import type { CheckContext } from '../check-context.ts'
import type { Check, CheckNeed } from '../check.ts'
import { FlowtwinError } from '../errors.ts'
import { ExchangeRecorder } from '../http/client.ts'
import { listHeaderSecrets } from '../http/connection.ts'
import { isSuccess } from '../http/exchange.ts'
import { maskStrings } from '../http/masking.ts'
import type { Outcome } from '../outcome.ts'
import type { CheckResult, Preflight, Result } from '../result.ts'
import type { Vendor } from '../vendor.ts'
import { buildResult, toCheckResult } from './build-result.ts'
import { createCheckContext, listCredentials, type RunOptions, type RunTarget } from './create-context.ts'
import { discoverOperations } from './discover-operations.ts'
import { runPreflight } from './preflight.ts'
import { runCheck, redactExchange } from './run-check.ts'

/** Runs the checks of a vendor against a target, one after another, and deletes what it created, also after an interruption. */
export async function runSuite(vendor: Vendor, target: RunTarget, options: RunOptions): Promise<Result> {
  const { baseUrl, connection = {} } = target
  const recorder = new ExchangeRecorder([...listCredentials(target), ...listHeaderSecrets(connection, baseUrl)])
  const prepared = createCheckContext(vendor, target, options, recorder)
  const { context, identity } = prepared
  const { maskSecrets } = recorder
  const emit = options.listener ?? (() => {})
  recorder.addListener((exchange) => context.personalDataMask?.learnValues(exchange))
  if (options.listener !== undefined) {
    recorder.addListener((exchange) => {
      const getContent = (): string => context.personalDataMask?.maskContent(exchange) ?? exchange.text
      emit({ event: 'exchange', exchange: redactExchange(exchange, maskSecrets, getContent) })
    })
  }
  const hasCredentials = context.otherCredentials.length > 0
  const given = { ...options, hasControl: context.control !== null, hasCredentials }
  const planned = vendor.checks.filter((check) => findSkipReason(check, given) === null).length
  emit({ event: 'run', run: identity, vendor: vendor.name, checks: vendor.checks.length, planned })
  for (const exchange of options.recordedExchanges ?? []) recorder.recordExchange(exchange)
  const preflight: Preflight =
    options.recordedExchanges === undefined
      ? maskStrings(await runPreflight(vendor, context), maskSecrets)
      : { kind: 'ready' }
  const checkResults = new Map<string, CheckResult>()
  if (preflight.kind === 'ready') {
    if (options.recordedExchanges === undefined) await discoverOperations(vendor, context)
    for (const check of sortChecks(vendor.checks)) {
      const skipReason = context.client.stopIfInterrupted() ? 'the run was interrupted' : findSkipReason(check, given)
      const startedAt = context.clock.now()
      const outcome: Outcome =
        skipReason === null ? await runCheck(check, context) : { kind: 'not-selected', reason: skipReason }
      const seconds = Math.max(0, context.clock.now() - startedAt) / 1000
      const checkResult = toCheckResult(check, context, maskStrings(outcome, maskSecrets), seconds)
      checkResults.set(check.id, checkResult)
      emit({ event: 'check', check: checkResult })
    }
    await deleteCreatedItems(vendor, context)
  }
  const untransformed = buildResult(vendor, { ...prepared, target, preflight, checkResults, maskSecrets })
  const result = options.transformResult?.(untransformed) ?? untransformed
  emit({ event: 'end', result })
  return result
}

/** Deletes the created items, newest first; an item that cannot be deleted becomes `leaked`. */
export async function deleteCreatedItems({ writes }: Vendor, context: CheckContext): Promise<void> {
  if (writes === null) return
  for (const { id, path } of context.ledger.remaining) {
    context.ledger.updateState(id, (await tryDelete(path, context)) ? 'deleted' : 'leaked')
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

/** Sorts checks by phase: reads, writes, checks that move the target's clock, checks of the whole record. */
function sortChecks(checks: readonly Check[]): readonly Check[] {
  return checks.toSorted((left, right) => getPhase(left) - getPhase(right))
}

function getPhase({ isRecordCheck = false, needs = [] }: Check): number {
  if (isRecordCheck) return 3
  return needs.includes('control') ? 2 : Math.min(needs.length, 1)
}

/** Options that checks require, as the command line names them. */
const REQUIRED_OPTIONS: Readonly<Record<CheckNeed, string>> = {
  writes: '`--writes`',
  'probe-methods': '`--probe-methods`',
  load: '`--load`',
  control: '`--control <url>`',
  'second-credential': 'further credentials in the configuration',
}

interface GivenOptions extends Pick<RunOptions, 'isSelected' | 'permits'> {
  readonly hasControl: boolean
  /** True with a credential of another tenant, an expired or a read-only one. */
  readonly hasCredentials: boolean
}

/** Returns why a check does not run with the given options; null for a check that runs. */
export function findSkipReason(
  { id, needs = [] }: Pick<Check, 'id' | 'needs'>,
  { isSelected, permits, hasControl, hasCredentials }: GivenOptions,
): string | null {
  if (!isSelected(id)) return 'not selected'
  const isGiven: Readonly<Record<CheckNeed, boolean>> = {
    writes: permits.writes,
    'probe-methods': permits.probeMethods,
    load: permits.load === true,
    control: hasControl,
    'second-credential': hasCredentials,
  }
  const missing = needs.find((need) => !isGiven[need])
  return missing === undefined ? null : `requires ${REQUIRED_OPTIONS[missing]}`
}

/** A pattern of --only matches no check. */
export class UnknownCheckError extends FlowtwinError {
  readonly code = 'unknown-check'
}

/**
 * Creates a test for check ids. Patterns are ids, with `*` at the end for any continuation; no patterns select everything.
 * @throws {UnknownCheckError} for a pattern that matches no id
 */
export function createCheckFilter(patterns: readonly string[], ids: readonly string[]): (id: string) => boolean {
  const matches = (pattern: string, id: string): boolean =>
    pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern
  const unmatched = patterns.filter((pattern) => !ids.some((id) => matches(pattern, id)))
  if (unmatched.length > 0)
    throw new UnknownCheckError(`there is no check ${unmatched.join(' or ')}; ids look like ${ids[0]}`)
  return (id) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, id))
}
