import type { OwnAnswer, OwnContact, OwnFlow, OwnGroup } from '../world/model/own-data.ts'
import type { JsonObject } from '../world/model/json.ts'

/** Own data as users write it; spec/own-data.schema.json describes each member. */
export interface OwnDataInput {
  readonly flows?: readonly OwnFlowInput[]
  readonly contacts?: readonly OwnContactInput[]
  readonly groups?: readonly OwnGroup[]
  readonly runs?: readonly OwnRun[]
  readonly generate?: OwnGeneration
  readonly specials?: boolean
}

export interface OwnFlowInput extends Partial<Omit<OwnFlow, 'ttl' | 'variables' | 'questions'>> {
  readonly name: OwnFlow['name']
  readonly ttl?: number | string
  readonly variables?: Readonly<Record<string, string | readonly string[]>>
  readonly questions?: readonly OwnQuestionInput[]
}

export interface OwnQuestionInput {
  readonly key: string
  readonly text?: string
  readonly answers?: readonly (string | (Partial<OwnAnswer> & Pick<OwnAnswer, 'category'>))[]
}

export interface OwnContactInput extends OwnContact {
  readonly phone?: string
}

/** A run to insert. Instants are ISO 8601 texts, or relative to the start of the world such as "-2h". */
export interface OwnRun {
  readonly flow: string | number
  readonly contact: string | number
  readonly environment?: 'live' | 'staging'
  readonly createdAt?: string
  readonly startedAt?: string
  readonly repliesAt?: readonly string[]
  readonly end?: 'completed' | 'expired' | 'failed' | 'cancelled' | 'never'
  readonly endedAt?: string
  readonly outcome?: 'accepted' | 'rejected'
  readonly results?: readonly string[]
  readonly variables?: JsonObject
}

/** The number of generated runs before the start, and the time between two after it. */
export interface OwnGeneration {
  readonly runs?: number
  readonly every?: string
}

export const DEFAULT_MINUTES_TO_LIVE = 30

export const DEFAULT_ANSWERS: NonNullable<OwnQuestionInput['answers']> = [
  { category: 'Yes', texts: ['yes'] },
  { category: 'No', texts: ['no'] },
]
