import { type Logged, stateOf, uncovered } from './fold.ts'
import { ceilTo, type Instant, NEVER, plus } from './instant.ts'
import { DriveRefusal, Refusal } from './operation.ts'
import { type Overlay, withRow } from './overlay.ts'
import { SWEEP } from './plan.ts'
import type { Present } from './present.ts'
import type { Plan } from './run.ts'
import { replanned } from './replanned.ts'

/** Lets the contact give the next answer; what was to come after it stays as it was, where it still can. */
export function stepped(present: Present, overlay: Overlay, { sequence, at, operation }: Logged<'step'>): Overlay {
  const { plan, changes, ended } = stateOf(present, overlay, operation.run)
  if (ended) throw new Refusal('already-ended')
  if (plan.startsAt === NEVER)
    throw new DriveRefusal('the run stays queued for ever, so it cannot be answered; insert one that goes another way')
  const next = {
    revision: sequence,
    changedAt: at,
    end: changes?.end ?? null,
    variables: changes?.variables ?? null,
  }
  return withRow(uncovered(overlay, plan), answered(plan, at), next)
}

function answered(plan: Plan, at: Instant): Plan {
  const past = plan.repliesAt.filter((reply) => reply <= at)
  const repliesAt = [...past, at, ...plan.repliesAt.slice(past.length + 1)]
  const startsAt = plan.startsAt < at ? plan.startsAt : at
  const { questions, timeToLive } = plan.flow
  if (past.length + 1 === questions) {
    const fate = plan.fate === 'rejected' ? 'rejected' : 'accepted'
    return replanned(plan, { startsAt, repliesAt, fate, endsAt: at })
  }
  // Whoever was to fall silent before falls silent after this answer.
  const falls = plan.fate === 'silent' || plan.fate === 'lapsed-early' || plan.fate === 'lapsed-late'
  if (!falls) return replanned(plan, { startsAt, repliesAt })
  return replanned(plan, {
    startsAt,
    repliesAt,
    endsAt: ceilTo(plus(repliesAt.at(-1) ?? at, timeToLive), SWEEP),
  })
}
