import type { Profile } from '../profile.ts'
import type { JsonSchema } from '../spec-document.ts'
import { ambiguities } from './ambiguities.ts'

const statusList = { type: 'array', items: { type: 'integer', minimum: 100, maximum: 599 } } as const
const stringList = { type: 'array', items: { type: 'string' } } as const
const secondsSchema = { type: 'number', minimum: 0 } as const

const profileMembers = {
  operations: {
    anyOf: [{ const: 'all' }, stringList],
    description: 'The operations that the target has, of those that the document describes; others are not asked for.',
  },
  refusal: { ...statusList, description: 'Statuses that refuse a missing or wrong credential.' },
  successes: {
    type: 'object',
    additionalProperties: statusList,
    description: 'For an operation, statuses as good as its documented success.',
  },
  idForm: { enum: ['uuid', 'uuid-or-ulid', 'opaque'], description: 'AMB-A2: what an id looks like.' },
  emptyMapAsArray: { type: 'boolean', description: 'Whether an empty free map may come as [].' },
  disputedPlaces: { ...stringList, description: 'Places, as pointers with *, whose shape is only noted.' },
  wholeSecondsBare: { type: 'boolean', description: 'Whether an instant on the whole second may lack decimals.' },
  unknownRouteInJson: { type: 'boolean', description: 'Whether a path that nobody knows must answer in JSON.' },
  errorsByMember: {
    type: 'boolean',
    description: 'Whether a refused body may be answered with what is wrong by its member, and nothing else.',
  },
  errorMembers: { ...stringList, description: 'Members of which every error body has at least one.' },
  pageBase: { enum: [0, 1, 'detect'], description: 'AMB-D1: the number of the first page.' },
  bounds: { enum: ['inclusive', 'exclusive', 'detect'], description: 'AMB-C5: whether a bound is itself inside.' },
  pagesOfNothing: {
    type: 'array',
    items: { type: 'integer', minimum: 0 },
    description: 'What the number of pages of nothing may be.',
  },
  freshStatuses: { ...stringList, description: 'Statuses of a run that was just created.' },
  skewSeconds: { ...secondsSchema, description: 'How far the clock of the target may be off.' },
  volatileMembers: {
    ...stringList,
    description: 'Members that may differ between two reads of something that has ended.',
  },
  patienceSeconds: { ...secondsSchema, description: 'How long a refusal may take.' },
  graceSeconds: { ...secondsSchema, description: 'How long after its end a run may still be shown as running.' },
  consistencySeconds: { ...secondsSchema, description: 'How long a write may take until it can be read.' },
  startSeconds: { ...secondsSchema, description: 'How long something that was created may wait until it starts.' },
} as const satisfies Readonly<Record<keyof Profile, JsonSchema>>

const ambiguityChoices = Object.fromEntries(
  Object.entries(ambiguities).map(([id, { question, readings }]) => [
    id,
    { enum: ['tolerant', ...Object.keys(readings)], description: `${question}.` },
  ]),
)

/** What a profile may say: members of `Profile`, or the reading of a contradiction by its id. */
export const profileSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { ...profileMembers, ...ambiguityChoices },
}

/** The profile that a file's profile means; readings of contradictions become what they set. */
export function parseProfile(given: Readonly<Record<string, unknown>>): Partial<Profile> {
  const readings = Object.entries(given).flatMap(([id, reading]) => {
    const set = ambiguities[id]?.readings[String(reading)]
    return set === undefined ? [] : [set]
  })
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => ambiguities[name] === undefined))
  // What the schema let through has the types of the profile.
  return Object.assign({}, ...readings, own) as Partial<Profile>
}
