import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import { type Operation, Refusal, type RefusalReason } from '../../world/operation.ts'
import type { JsonObject, Run } from '../../world/run.ts'

/** Which member each refusal of the world is about, and the rule that it names. */
const refusals = {
  'unknown-run': ['/data/id', 'exists'],
  'unknown-flow': ['/data/attributes/flowId', 'exists'],
  'draft-flow': ['/data/attributes/flowId', 'unpublished'],
  'unknown-contact': ['/data/attributes/messageThreadId', 'exists'],
  'already-ended': ['/data/attributes/status', 'ended'],
  'still-running': ['/data/attributes/state', 'running'],
} as const satisfies Record<RefusalReason, readonly [string, string]>

/** Carries out an operation whose refusal is about a member of the request. */
export function carriedOut({ world }: Scene, operation: Operation): Run | null {
  try {
    return world.apply(operation)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [at, rule] = refusals[error.reason]
    throw new Problem('refused', { issues: [{ in: 'body', at, rule }] })
  }
}

/** The run that an operation has written. */
export function written(run: Run | null): Run {
  if (run === null) throw new Error('a run vanished while it was written')
  return run
}

/**
 * The state that was sent: an object, or a text that holds one if a quirk has let that pass.
 * @throws {Problem} for anything else, or a schedule that is neither text nor texts
 */
export function stateOf(sent: unknown): JsonObject {
  const state = typeof sent === 'string' ? parsedOf(sent) : sent
  if (typeof state !== 'object' || state === null || Array.isArray(state)) throw unfit()
  // JSON cannot hold anything else than JSON.
  const object = state as JsonObject
  const schedule = object['scheduleId'] ?? ''
  if (!(Array.isArray(schedule) ? schedule.every(isText) : isText(schedule))) throw unfit()
  return object
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unfit(): Problem {
  return new Problem('refused', { issues: [{ in: 'body', at: '/data/attributes/state', rule: 'type' }] })
}
