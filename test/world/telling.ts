import type { CustomRun } from '../../mock/world/state/operation.ts'

const UNTOLD = { environment: 'live', input: null, startsAt: null, repliesAt: null, plannedOutcome: null, endsAt: null } as const

/** A told run, of which only what is given is told. */
export function told(of: Partial<CustomRun>): CustomRun {
  return { flow: 0, contact: 3, createdAt: null, ...UNTOLD, ...of }
}
