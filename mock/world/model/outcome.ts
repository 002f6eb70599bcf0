/** The status of a run at one instant. Every vendor maps all six. */
export type Status = (typeof STATUSES)[number]

export const STATUSES = ['queued', 'running', 'completed', 'expired', 'failed', 'cancelled'] as const

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

/** Returns the weights of outcomes, in the order of `DATASET_OUTCOMES`. */
export function listOutcomeWeights(
  weights: Readonly<Record<(typeof DATASET_OUTCOMES)[number], number>>,
): readonly number[] {
  return DATASET_OUTCOMES.map((outcome) => weights[outcome])
}

/** The proportions of the outcomes of runs that belong to no broadcast. */
export const SINGLE_RUN_WEIGHTS = listOutcomeWeights({
  accepted: 30,
  rejected: 6,
  'never-answered': 10,
  'expired-early': 5,
  'expired-late': 4,
  failed: 3,
  interrupted: 6,
})

/** Picks a planned outcome by a fraction in [0, 1), in the proportions of single runs. */
export function pickOutcome(fraction: number): PlannedOutcome {
  let rest = fraction * SINGLE_RUN_WEIGHTS.reduce((left, right) => left + right, 0)
  const place = SINGLE_RUN_WEIGHTS.findIndex((weight) => (rest -= weight) < 0)
  return DATASET_OUTCOMES[place] ?? 'accepted'
}

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

/** Returns whether a run with this outcome expires. */
export function isExpiring(plannedOutcome: PlannedOutcome | null): boolean {
  return plannedOutcome !== null && endStatusOf[plannedOutcome] === 'expired'
}

/**
 * Returns the number of answers before a run with this outcome ends, in a flow of `questions` questions. A run that does
 * not complete lacks one answer at least.
 */
export function countReplies(plannedOutcome: PlannedOutcome, questions: number): number {
  switch (plannedOutcome) {
    case 'accepted':
    case 'rejected':
      return questions
    case 'expired-late':
      return questions - 1
    case 'expired-early':
    case 'interrupted':
      return Math.min(1, questions - 1)
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
