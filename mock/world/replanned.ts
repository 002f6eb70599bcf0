import type { Timeline } from './run.ts'

/** A plan with another course. Spelt out, because what is worked out late would not be copied along. */
export function replaceInstants(
  timeline: Timeline,
  {
    plannedOutcome = timeline.plannedOutcome,
    startsAt = timeline.startsAt,
    repliesAt = timeline.repliesAt,
    getEndsAt: endsAt = timeline.endsAt,
  }: TimelineChanges,
): Timeline {
  const { number, flow, contact, environment, broadcast, createdAt, input } = timeline
  return {
    number,
    flow,
    contact,
    environment,
    plannedOutcome,
    broadcast,
    createdAt,
    input,
    startsAt,
    repliesAt,
    endsAt,
  }
}

type TimelineChanges = Partial<Pick<Timeline, 'plannedOutcome' | 'startsAt' | 'repliesAt' | 'endsAt'>>
