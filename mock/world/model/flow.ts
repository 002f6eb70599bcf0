import { type Duration, type Instant, MINUTE } from '../time.ts'
import type { PlannedOutcome } from './outcome.ts'
import { type FlowParameters, hasSpecials, type OwnFlow } from './own-data.ts'

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
  /** The user's description of the flow; null for a generated one. */
  readonly own: OwnFlow | null
  /** When an operation added the flow; null for a flow of the dataset. */
  readonly addedAt: Instant | null
}

/** The most questions of a generated flow. */
const MAX_QUESTIONS = 5

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

/** Creates the flows of a world: regular ones, then the user's own drafts, then the special ones. */
export function createFlows({ flows: regular, ownData }: FlowParameters): readonly Flow[] {
  const flows =
    ownData?.flows === undefined
      ? Array.from({ length: regular }, (_, index) => createRegularFlow(index))
      : ownData.flows.map((flow, index) => createOwnFlow(flow, index))
  if (!hasSpecials(ownData)) return flows
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

/** Returns the special flow at `index`; undefined for another one. */
export function getSpecialFlow(index: number, { flows, ownData }: FlowParameters): SpecialFlow | undefined {
  const first = ownData?.flows?.length ?? flows
  return index < first || !hasSpecials(ownData) ? undefined : SPECIAL_FLOWS[index - first]
}

/** Returns the most questions of any flow. */
export function countMostQuestions(flows: readonly Flow[]): number {
  return Math.max(MAX_QUESTIONS, ...flows.map(({ questions }) => questions))
}

export function createOwnFlow(own: OwnFlow, index: number, addedAt: Instant | null = null): Flow {
  const { status, ttl, questions } = own
  return {
    ...createRegularFlow(index),
    own,
    addedAt,
    isPublished: status === 'published',
    timeToLive: ttl * MINUTE,
    ...(questions === undefined ? {} : { questions: questions.length }),
  }
}

function createRegularFlow(index: number): Flow {
  const minutes = MINUTES_TO_LIVE[index % MINUTES_TO_LIVE.length] ?? 30
  const questions = QUESTIONS[index % QUESTIONS.length] ?? 3
  return {
    index,
    isPublished: true,
    timeToLive: minutes * MINUTE,
    questions,
    plannedOutcome: null,
    own: null,
    addedAt: null,
  }
}
