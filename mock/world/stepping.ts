import { type LoggedOperationOf, getRunState, hideDatasetRun } from './fold.ts'
import { ceilToStep, type Instant, NEVER, addDuration } from './instant.ts'
import { InvalidOperationError, OperationError } from './operation.ts'
import { type Overlay, putOverlayRun } from './overlay.ts'
import { EXPIRY_SWEEP_INTERVAL } from './plan.ts'
import type { DatasetSnapshot } from './present.ts'
import type { Timeline } from './run.ts'
import { replaceInstants } from './replanned.ts'

/** Lets the contact give the next answer; what was to come after it stays as it was, where it still can. */
export function stepRun(
  snapshot: DatasetSnapshot,
  overlay: Overlay,
  { sequence, at, operation }: LoggedOperationOf<'step'>,
): Overlay {
  const { timeline, changes, ended } = getRunState(snapshot, overlay, operation.run)
  if (ended) throw new OperationError('already-ended')
  if (timeline.startsAt === NEVER)
    throw new InvalidOperationError(
      'the run stays queued for ever, so it cannot be answered; insert one that goes another way',
    )
  const next = {
    revision: sequence,
    changedAt: at,
    end: changes?.end ?? null,
    variables: changes?.variables ?? null,
  }
  return putOverlayRun(hideDatasetRun(overlay, timeline), addReply(timeline, at), next)
}

function addReply(timeline: Timeline, at: Instant): Timeline {
  const pastReplies = timeline.repliesAt.filter((reply) => reply <= at)
  const repliesAt = [...pastReplies, at, ...timeline.repliesAt.slice(pastReplies.length + 1)]
  const startsAt = timeline.startsAt < at ? timeline.startsAt : at
  const { questions, timeToLive } = timeline.flow
  if (pastReplies.length + 1 === questions) {
    const plannedOutcome = timeline.plannedOutcome === 'rejected' ? 'rejected' : 'accepted'
    return replaceInstants(timeline, { startsAt, repliesAt, plannedOutcome: plannedOutcome, getEndsAt: at })
  }
  // Whoever was to fall silent before falls silent after this answer.
  const expires =
    timeline.plannedOutcome === 'silent' ||
    timeline.plannedOutcome === 'lapsed-early' ||
    timeline.plannedOutcome === 'lapsed-late'
  if (!expires) return replaceInstants(timeline, { startsAt, repliesAt })
  return replaceInstants(timeline, {
    startsAt,
    repliesAt,
    getEndsAt: ceilToStep(addDuration(repliesAt.at(-1) ?? at, timeToLive), EXPIRY_SWEEP_INTERVAL),
  })
}
