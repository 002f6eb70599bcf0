import { type Duration, MINUTE } from '../time/instant.ts'
import type { PlannedOutcome } from './outcome.ts'

/** A conversation or verification that contacts are led through. Names and questions are the vendors' content. */
export interface Flow {
  readonly index: number
  /** Drafts cannot be entered. */
  readonly isPublished: boolean
  /** Silence after which a run expires. */
  readonly timeToLive: Duration
  /** Questions asked on the way to the end. */
  readonly questions: number
  /** What every run of this flow comes to, for flows that exist to be tested against. */
  readonly plannedOutcome: PlannedOutcome | null
}

/** The longest time to live of any flow; the windows of the queries are derived from it. */
export const MAX_TIME_TO_LIVE = 60 * MINUTE

/** The most questions that any flow asks. */
export const MAX_QUESTIONS = 5

const TIMES_TO_LIVE = [30, 30, 60, 30, 45, 30, 15, 60]
const QUESTIONS = [3, 4, 5, 3, 4, 3, 5, 4]

/** Flows beyond the regular ones, in order: a draft, and three whose runs always come to the same end. */
export const SPECIAL_FLOWS = ['draft', 'always-fails', 'always-expires', 'stays-queued'] as const

export type SpecialFlow = (typeof SPECIAL_FLOWS)[number]

const SPECIAL_FLOW_OUTCOMES: Readonly<Record<SpecialFlow, PlannedOutcome | null>> = {
  draft: null,
  'always-fails': 'failed',
  'always-expires': 'never-answered',
  'stays-queued': 'never-started',
}

/** The flows of a world with `regular` regular ones: those first, then the special ones. */
export function createFlows(regular: number): readonly Flow[] {
  const flows: Flow[] = []
  for (let index = 0; index < regular; index++) flows.push(createRegularFlow(index))
  for (const special of SPECIAL_FLOWS) {
    const base = createRegularFlow(flows.length)
    const plannedOutcome = SPECIAL_FLOW_OUTCOMES[special]
    flows.push({ ...base, timeToLive: 30 * MINUTE, isPublished: special !== 'draft', plannedOutcome: plannedOutcome })
  }
  return flows
}

/** Which special flow the flow at `index` is; undefined for a regular one. */
export function getSpecialFlow(index: number, regular: number): SpecialFlow | undefined {
  return index < regular ? undefined : SPECIAL_FLOWS[index - regular]
}

function createRegularFlow(index: number): Flow {
  const minutes = TIMES_TO_LIVE[index % TIMES_TO_LIVE.length] ?? 30
  const questions = QUESTIONS[index % QUESTIONS.length] ?? 3
  return { index, isPublished: true, timeToLive: minutes * MINUTE, questions, plannedOutcome: null }
}
