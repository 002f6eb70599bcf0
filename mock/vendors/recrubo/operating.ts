import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { type Operation, OperationError, type OperationErrorReason } from '../../world/operation.ts'
import type { JsonObject, Run } from '../../world/run.ts'

/** Which member each refusal of the world is about, and the rule that it names. */
const issueByReason = {
  'unknown-run': ['/data/id', 'exists'],
  'unknown-flow': ['/data/attributes/flowId', 'exists'],
  'draft-flow': ['/data/attributes/flowId', 'unpublished'],
  'unknown-contact': ['/data/attributes/messageThreadId', 'exists'],
  'already-ended': ['/data/attributes/status', 'ended'],
  'still-running': ['/data/attributes/state', 'running'],
} as const satisfies Record<OperationErrorReason, readonly [string, string]>

/** Carries out an operation whose refusal is about a member of the request. */
export function applyOperation({ world }: HandlerContext, operation: Operation): Run | null {
  try {
    return world.applyOperation(operation)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    const [at, rule] = issueByReason[error.reason]
    throw new Problem('refused', { issues: [{ in: 'body', at, rule }] })
  }
}

/** The run that an operation has written. */
export function requireRun(run: Run | null): Run {
  if (run === null) throw new Error('a run vanished while it was written')
  return run
}

/**
 * The state that was sent: an object, or a text that holds one if a quirk has let that pass.
 * @throws {Problem} for anything else, or a schedule that is neither text nor texts
 */
export function parseState(sent: unknown): JsonObject {
  const state = typeof sent === 'string' ? parseJson(sent) : sent
  if (typeof state !== 'object' || state === null || Array.isArray(state)) throw createStateProblem()
  // JSON cannot hold anything else than JSON.
  const object = state as JsonObject
  const schedule = object['scheduleId'] ?? ''
  if (!(Array.isArray(schedule) ? schedule.every(isString) : isString(schedule))) throw createStateProblem()
  return object
}

function isString(value: unknown): boolean {
  return typeof value === 'string'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function createStateProblem(): Problem {
  return new Problem('refused', { issues: [{ in: 'body', at: '/data/attributes/state', rule: 'type' }] })
}
