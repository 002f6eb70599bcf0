import type { Limits } from '../http/limits.ts'
import type { FailOn } from '../run/exit-code.ts'
import type { JsonSchema } from '../spec/spec-document.ts'
import { ambiguities } from './ambiguities.ts'
import type { Profile } from './profile.ts'
import { ConfigError, findSchemaErrors } from './schema-errors.ts'

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

/** What a file may say about a run; whatever the command line says wins. */
export interface Config {
  readonly api?: string
  readonly target?: { readonly baseUrl?: string; readonly allowHosts?: readonly string[] }
  readonly auth?: {
    readonly tokenEnv?: string
    readonly secondTokenEnv?: string
    readonly expiredTokenEnv?: string
    readonly readOnlyTokenEnv?: string
  }
  readonly mode?: 'observe' | 'seeded' | 'managed'
  readonly profile?: Partial<Profile>
  /** Ids by name. */
  readonly data?: Readonly<Record<string, string>>
  readonly limits?: Partial<Limits>
  readonly failOn?: readonly FailOn[]
  readonly baseline?: string
  /** Each as `format=path`. */
  readonly reports?: readonly string[]
}

const text = { type: 'string', minLength: 1 } as const
const texts = { type: 'array', items: text } as const
const nonNegative = { type: 'number', minimum: 0 } as const

const createSection = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
})

/** The schema of the file, for editors. */
export const configSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What flowtwin verify is to do',
  ...createSection({
    api: { enum: ['qyvo', 'recrubo', 'rapidpro', 'idnow'], description: 'Whose contract.' },
    target: createSection({
      baseUrl: { ...text, description: 'Where the API is.' },
      allowHosts: { ...texts, description: 'Hosts beyond this machine that may be written to.' },
    }),
    auth: createSection({
      tokenEnv: { ...text, description: 'The variable that holds the credential; never the credential itself.' },
      secondTokenEnv: { ...text, description: 'The same for a credential of another tenant.' },
      expiredTokenEnv: { ...text, description: 'The same for a credential that was valid once.' },
      readOnlyTokenEnv: { ...text, description: 'The same for a credential that may only read.' },
    }),
    mode: { enum: ['observe', 'seeded', 'managed'], description: 'Only reading, unless it is managed.' },
    profile: profileSchema,
    data: { type: 'object', additionalProperties: text, description: 'Ids that cannot be discovered, by name.' },
    limits: createSection({
      requests: { ...nonNegative, description: 'Requests of the whole run.' },
      rps: { ...nonNegative, description: 'Requests per second; 0 for one after another without a pause.' },
      time: { ...nonNegative, description: 'Seconds of the whole run.' },
      timeout: { ...nonNegative, description: 'Seconds until an answer must be there.' },
      retries: { ...nonNegative, description: 'How often a request without an answer is sent again.' },
      wait: { ...nonNegative, description: 'Longest Retry-After in seconds.' },
      pages: { ...nonNegative, description: 'Pages of one walk.' },
    }),
    failOn: { type: 'array', items: { enum: ['must', 'should', 'security'] }, description: 'What fails the run.' },
    baseline: { ...text, description: 'A file of known faults.' },
    reports: { ...texts, description: 'Reports to write, each as format=path.' },
  }),
}

/**
 * What a parsed file says, with `${NAME}` in texts replaced by variables of the environment.
 * @throws {SettingsError} when it has something that is not known, or names a variable that is not set
 */
export function readConfig(parsed: unknown, env: Readonly<Record<string, string | undefined>>): Config {
  const value = substituteVariables(parsed ?? {}, env)
  const wrong = findSchemaErrors(configSchema, value)
  if (wrong.length > 0) throw new ConfigError(wrong.join('; '))
  const { profile, ...config } = value as Config & { readonly profile?: Readonly<Record<string, unknown>> }
  return profile === undefined ? config : { ...config, profile: parseProfile(profile) }
}

function substituteVariables(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      const set = env[name]
      if (set === undefined) throw new ConfigError(`the variable ${name} is not set`)
      return set
    })
  }
  if (Array.isArray(value)) return value.map((one) => substituteVariables(one, env))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, substituteVariables(one, env)]))
}
