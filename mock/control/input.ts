import { InvalidFaultError } from '../http/faults/effect.ts'
import { HttpError, Problem } from '../http/problem.ts'
import { parseDuration, parseIso } from '../wire/date-time.ts'
import { ParameterError } from '../world/dataset/parameters.ts'
import { InvalidRunError } from '../world/state/operation.ts'
import { InvalidOperationError, OperationError, type OperationErrorCode } from '../world/state/operation.ts'
import type { Duration, Instant } from '../world/time.ts'

/** Returns the problem for an invalid request (status 400). */
export function createInvalidProblem(text: string): Problem {
  return new Problem('invalid', { text })
}

/** @throws {Problem} "invalid" */
export function parseDurationField(field: string, text: string): Duration {
  const duration = parseDuration(text)
  if (duration !== undefined) return duration
  throw createInvalidProblem(`\`${field}\` must be a duration such as 30s, 31m or PT31M, not "${text}"`)
}

/** @throws {Problem} "invalid" */
export function parseInstantField(field: string, text: string): Instant {
  const instant = parseIso(text)
  if (instant !== undefined) return instant
  throw createInvalidProblem(`\`${field}\` must be an instant such as 2026-01-15T09:00:00Z, not "${text}"`)
}

const OPERATION_MESSAGES: Readonly<Record<OperationErrorCode, string>> = {
  'unknown-run': 'the run does not exist',
  'unknown-flow': 'the flow does not exist; GET flows lists the flows',
  'unknown-contact': 'the contact does not exist; GET contacts lists the contacts',
  'draft-flow': '`flow` is a draft, which cannot have runs; give a published flow',
  'already-ended': 'the run has already ended',
  'still-running': 'the run has not ended yet',
}

/** Runs an action; its errors about the input become problems. */
export function withProblems<Value>(action: () => Value, code: 'invalid' | 'conflict' = 'invalid'): Value {
  try {
    return action()
  } catch (error) {
    const text = describeInputError(error)
    if (text === undefined) throw error
    throw new Problem(code, { text })
  }
}

function describeInputError(error: unknown): string | undefined {
  if (error instanceof OperationError) return OPERATION_MESSAGES[error.code]
  if (error instanceof InvalidRunError) return `${formatRunField(error.index, error.member)}: ${error.message}`
  const isInputError = [InvalidOperationError, InvalidFaultError, ParameterError, HttpError].some(
    (type) => error instanceof type,
  )
  return isInputError ? (error as Error).message : undefined
}

/** Names a field of one of the inserted runs, for messages. */
export function formatRunField(index: number, field: string): string {
  return `\`runs[${index}]${field === '' ? '' : `.${field}`}\``
}

/** Field names with a special meaning in JavaScript; no operation accepts them. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Matches every text that can contain a forbidden name: an escape may spell one. */
const SUSPICIOUS_TEXT = /__proto__|prototype|constructor|\\u/

/**
 * Returns the body text unchanged. Text that is not JSON passes; parsing rejects it later.
 * @throws {Problem} "invalid" for forbidden names
 */
export function rejectUnsafeKeys(text: string): string {
  if (!SUSPICIOUS_TEXT.test(text)) return text
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  assertSafeValue(value, '')
  return text
}

function assertSafeValue(value: unknown, pointer: string): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value) && FORBIDDEN_NAMES.has(name)) {
      throw createInvalidProblem(`the body has a field named "${name}" at ${pointer}/${name}; remove it`)
    }
    assertSafeValue(member, `${pointer}/${name}`)
  }
}
