import { type Duration, MINUTE } from '../time.ts'

/** The status of a run at one instant. Every vendor maps all six. */
export type Status = 'queued' | 'running' | 'completed' | 'expired' | 'failed' | 'cancelled'

/** A status in which a run can end. */
export type EndStatus = Exclude<Status, 'queued' | 'running'>

/** The decision of a completed run. */
export type Outcome = 'accepted' | 'rejected'

/** The environment of a run: real contacts, or a rehearsal. */
export type Environment = 'live' | 'staging'

export const ENVIRONMENTS = ['live', 'staging'] as const satisfies readonly Environment[]

/**
 * The planned end of a run, unless an operation changes it. "expired-early" and "expired-late" expire after the first
 * and before the last answer; a "never-started" run stays queued.
 */
export type PlannedOutcome =
  | 'accepted'
  | 'rejected'
  | 'never-answered'
  | 'expired-early'
  | 'expired-late'
  | 'failed'
  | 'interrupted'
  | 'never-started'

/** The planned outcomes of computed runs; "never-started" occurs only in special flows and for special contacts. */
export const DATASET_OUTCOMES = [
  'accepted',
  'rejected',
  'never-answered',
  'expired-early',
  'expired-late',
  'failed',
  'interrupted',
] as const satisfies readonly PlannedOutcome[]

/** The status in which each planned outcome ends; null for one that never ends. */
export const endStatusOf: Readonly<Record<PlannedOutcome, EndStatus | null>> = {
  accepted: 'completed',
  rejected: 'completed',
  'never-answered': 'expired',
  'expired-early': 'expired',
  'expired-late': 'expired',
  failed: 'failed',
  interrupted: 'cancelled',
  'never-started': null,
}

/** Returns the number of answers before a run with this outcome ends, in a flow of `questions` questions. */
export function countReplies(plannedOutcome: PlannedOutcome, questions: number): number {
  switch (plannedOutcome) {
    case 'accepted':
    case 'rejected':
      return questions
    case 'expired-late':
      return questions - 1
    case 'expired-early':
    case 'interrupted':
      return 1
    case 'never-answered':
    case 'failed':
    case 'never-started':
      return 0
  }
}

/** Returns the decision of a run that completed with this planned outcome. */
export function toOutcome(plannedOutcome: PlannedOutcome): Outcome {
  return plannedOutcome === 'rejected' ? 'rejected' : 'accepted'
}

/** A conversation or verification that contacts go through. Names and questions are the vendors' content. */
export interface Flow {
  readonly index: number
  /** A draft flow takes no runs. */
  readonly isPublished: boolean
  /** Time without an answer after which a run expires. */
  readonly timeToLive: Duration
  /** Number of questions. */
  readonly questions: number
  /** The outcome of every run of a special flow; null for a regular one. */
  readonly plannedOutcome: PlannedOutcome | null
}

/** The most questions of any flow. */
export const MAX_QUESTIONS = 5

const MINUTES_TO_LIVE = [30, 30, 60, 30, 45, 30, 15, 60]
const QUESTIONS = [3, 4, MAX_QUESTIONS, 3, 4, 3, MAX_QUESTIONS, 4]

/** The flows after the regular ones, in order: a draft, and three whose runs always end in the same way. */
const SPECIAL_FLOWS = ['draft', 'always-fails', 'always-expires', 'stays-queued'] as const

export type SpecialFlow = (typeof SPECIAL_FLOWS)[number]

const SPECIAL_FLOW_OUTCOMES: Readonly<Record<SpecialFlow, PlannedOutcome | null>> = {
  draft: null,
  'always-fails': 'failed',
  'always-expires': 'never-answered',
  'stays-queued': 'never-started',
}

/** Creates the flows of a world: `regular` regular ones, then the special ones. */
export function createFlows(regular: number): readonly Flow[] {
  const flows = Array.from({ length: regular }, (_, index) => createRegularFlow(index))
  for (const special of SPECIAL_FLOWS) {
    flows.push({
      ...createRegularFlow(flows.length),
      timeToLive: 30 * MINUTE,
      isPublished: special !== 'draft',
      plannedOutcome: SPECIAL_FLOW_OUTCOMES[special],
    })
  }
  return flows
}

/** Returns the special flow at `index`; undefined for a regular one. */
export function getSpecialFlow(index: number, regular: number): SpecialFlow | undefined {
  return index < regular ? undefined : SPECIAL_FLOWS[index - regular]
}

function createRegularFlow(index: number): Flow {
  const minutes = MINUTES_TO_LIVE[index % MINUTES_TO_LIVE.length] ?? 30
  const questions = QUESTIONS[index % QUESTIONS.length] ?? 3
  return { index, isPublished: true, timeToLive: minutes * MINUTE, questions, plannedOutcome: null }
}
