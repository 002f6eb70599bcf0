import type { Plan } from './run.ts'

/** A plan with another course. Spelt out, because what is worked out late would not be copied along. */
export function replanned(
  plan: Plan,
  { fate = plan.fate, startsAt = plan.startsAt, repliesAt = plan.repliesAt, endsAt = plan.endsAt }: Course,
): Plan {
  const { number, flow, contact, environment, start, createdAt, given } = plan
  return { number, flow, contact, environment, fate, start, createdAt, given, startsAt, repliesAt, endsAt }
}

type Course = Partial<Pick<Plan, 'fate' | 'startsAt' | 'repliesAt' | 'endsAt'>>
