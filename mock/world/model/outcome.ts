/** What a run is at one instant. Every vendor maps all six. */
export type Status = 'queued' | 'running' | 'completed' | 'expired' | 'failed' | 'cancelled'

/** How a run can end. */
export type EndStatus = Exclude<Status, 'queued' | 'running'>

/** The decision that a completed run came to. */
export type Outcome = 'accepted' | 'rejected'

/** What a run comes to if nobody interferes. A stuck run stays queued for ever. */
export type PlannedOutcome =
  | 'accepted'
  | 'rejected'
  | 'never-answered'
  | 'expired-early'
  | 'expired-late'
  | 'failed'
  | 'interrupted'
  | 'never-started'

/** The fates that computed runs are dealt; "stuck" comes only from flows and contacts that exist to be tested against. */
export const DATASET_OUTCOMES = [
  'accepted',
  'rejected',
  'never-answered',
  'expired-early',
  'expired-late',
  'failed',
  'interrupted',
] as const satisfies readonly PlannedOutcome[]

/** How a fate ends; null for one that never does. */
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

/** Answers that a contact gives before a run of this fate ends, in a flow of so many questions. */
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

/** The decision of a run that completed with this fate. */
export function toOutcome(plannedOutcome: PlannedOutcome): Outcome {
  return plannedOutcome === 'rejected' ? 'rejected' : 'accepted'
}
