import type { Profile } from '../profile.ts'
import type { JsonSchema } from '../spec-document.ts'
import { ambiguities } from './ambiguities.ts'

const statuses = { type: 'array', items: { type: 'integer', minimum: 100, maximum: 599 } } as const
const texts = { type: 'array', items: { type: 'string' } } as const
const seconds = { type: 'number', minimum: 0 } as const

const members = {
  operations: {
    anyOf: [{ const: 'all' }, texts],
    description: 'The operations that the target has, of those that the document describes; others are not asked for.',
  },
  refusal: { ...statuses, description: 'Statuses that refuse a missing or wrong credential.' },
  successes: {
    type: 'object',
    additionalProperties: statuses,
    description: 'For an operation, statuses as good as its documented success.',
  },
  idForm: { enum: ['uuid', 'uuid-or-ulid', 'opaque'], description: 'AMB-A2: what an id looks like.' },
  emptyMapAsArray: { type: 'boolean', description: 'Whether an empty free map may come as [].' },
  disputedPlaces: { ...texts, description: 'Places, as pointers with *, whose shape is only noted.' },
  wholeSecondsBare: { type: 'boolean', description: 'Whether an instant on the whole second may lack decimals.' },
  unknownRouteInJson: { type: 'boolean', description: 'Whether a path that nobody knows must answer in JSON.' },
  errorsByMember: {
    type: 'boolean',
    description: 'Whether a refused body may be answered with what is wrong by its member, and nothing else.',
  },
  errorMembers: { ...texts, description: 'Members of which every error body has at least one.' },
  pageBase: { enum: [0, 1, 'detect'], description: 'AMB-D1: the number of the first page.' },
  bounds: { enum: ['inclusive', 'exclusive', 'detect'], description: 'AMB-C5: whether a bound is itself inside.' },
  pagesOfNothing: {
    type: 'array',
    items: { type: 'integer', minimum: 0 },
    description: 'What the number of pages of nothing may be.',
  },
  freshStatuses: { ...texts, description: 'Statuses of a run that was just created.' },
  skewSeconds: { ...seconds, description: 'How far the clock of the target may be off.' },
  volatileMembers: { ...texts, description: 'Members that may differ between two reads of something that has ended.' },
  patienceSeconds: { ...seconds, description: 'How long a refusal may take.' },
  graceSeconds: { ...seconds, description: 'How long after its end a run may still be shown as running.' },
  consistencySeconds: { ...seconds, description: 'How long a write may take until it can be read.' },
  startSeconds: { ...seconds, description: 'How long something that was created may wait until it starts.' },
} as const satisfies Readonly<Record<keyof Profile, JsonSchema>>

const choices = Object.fromEntries(
  Object.entries(ambiguities).map(([id, { question, readings }]) => [
    id,
    { enum: ['tolerant', ...Object.keys(readings)], description: `${question}.` },
  ]),
)

/** What a profile may say: members of `Profile`, or the reading of a contradiction by its id. */
export const profileSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { ...members, ...choices },
}

/** The profile that a file's profile means; readings of contradictions become what they set. */
export function profileOf(given: Readonly<Record<string, unknown>>): Partial<Profile> {
  const readings = Object.entries(given).flatMap(([id, reading]) => {
    const set = ambiguities[id]?.readings[String(reading)]
    return set === undefined ? [] : [set]
  })
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => ambiguities[name] === undefined))
  // What the schema let through has the types of the profile.
  return Object.assign({}, ...readings, own) as Partial<Profile>
}
