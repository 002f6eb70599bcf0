import type { Limits } from '../http/limits.ts'
import type { FailOn } from '../run/exit-code.ts'
import type { JsonSchema } from '../spec/spec-document.ts'
import { ambiguities } from './ambiguities.ts'
import type { Profile } from './profile.ts'
import { ConfigError, findSchemaErrors } from './schema-errors.ts'

const statusList = { type: 'array', items: { type: 'integer', minimum: 100, maximum: 599 } } as const
const stringList = { type: 'array', items: { type: 'string' } } as const
const secondsSchema = { type: 'number', minimum: 0 } as const

const profileProperties = {
  operations: {
    anyOf: [{ enum: ['auto', 'all'] }, stringList],
    description:
      'Documented operations that the target has: a list, all, or auto to find them out. The others are not requested; those of the list of runs are always required.',
  },
  authErrorStatuses: { ...statusList, description: 'Statuses for a missing or wrong credential.' },
  successStatuses: {
    type: 'object',
    additionalProperties: statusList,
    description: 'Further success statuses by operation.',
  },
  idForm: { enum: ['uuid', 'uuid-or-ulid', 'opaque'], description: 'AMB-A2: accepted form of ids.' },
  emptyMapAsArray: { type: 'boolean', description: 'An empty free map may come as [].' },
  disputedPointers: { ...stringList, description: 'Pointers with * whose shape is only noted.' },
  allowMissingFraction: { type: 'boolean', description: 'A timestamp on a whole second may omit its fraction.' },
  requireJsonNotFound: { type: 'boolean', description: 'An unknown path must return JSON.' },
  fieldErrorsAllowed: {
    type: 'boolean',
    description: 'The error for an invalid body may consist of messages by field alone.',
  },
  errorFields: { ...stringList, description: 'Fields of which every error body has at least one.' },
  pageBase: { enum: [0, 1, 'detect'], description: 'AMB-D1: number of the first page.' },
  bounds: { enum: ['inclusive', 'exclusive', 'detect'], description: 'AMB-C5: a time bound includes its instant.' },
  emptyPageCounts: {
    type: 'array',
    items: { type: 'integer', minimum: 0 },
    description: 'Accepted numbers of pages of an empty list.',
  },
  initialStatuses: { ...stringList, description: 'Accepted statuses of a run right after its creation.' },
  skewSeconds: { ...secondsSchema, description: "Tolerated difference to the target's clock." },
  volatileFields: { ...stringList, description: 'Fields that may differ between two reads of an ended run.' },
  errorTimeoutSeconds: { ...secondsSchema, description: 'Longest time for an error response.' },
  graceSeconds: { ...secondsSchema, description: 'Time for which a run may be shown as running after its end.' },
  consistencySeconds: { ...secondsSchema, description: 'Time until a write must be visible.' },
  startSeconds: { ...secondsSchema, description: 'Time until a created run must have started.' },
} as const satisfies Readonly<Record<keyof Profile, JsonSchema>>

const ambiguityChoices = Object.fromEntries(
  Object.entries(ambiguities).map(([id, { question, readings }]) => [
    id,
    { enum: ['tolerant', ...Object.keys(readings)], description: `${question}.` },
  ]),
)

/** Schema of a profile: members of `Profile`, or the reading of an ambiguity by its id. */
const profileSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { ...profileProperties, ...ambiguityChoices },
}

/** Parses the profile of a file; the reading of an ambiguity becomes the settings that it stands for. */
function parseProfile(given: Readonly<Record<string, unknown>>): Partial<Profile> {
  const readings = Object.entries(given).flatMap(([id, reading]) => {
    const settings = ambiguities[id]?.readings[String(reading)]
    return settings === undefined ? [] : [settings]
  })
  const members = Object.fromEntries(Object.entries(given).filter(([name]) => ambiguities[name] === undefined))
  // The types are those that the schema has validated.
  return Object.assign({}, ...readings, members) as Partial<Profile>
}

/** Configuration of a run; options of the command line take precedence. */
export interface Config {
  readonly api?: string
  readonly target?: { readonly baseUrl?: string; readonly allowHosts?: readonly string[] }
  readonly auth?: {
    readonly tokenEnv?: string
    readonly secondTokenEnv?: string
    readonly expiredTokenEnv?: string
    readonly readOnlyTokenEnv?: string
  }
  /** Headers of every request, for a gateway before the API. */
  readonly headers?: Readonly<Record<string, string>>
  readonly tls?: {
    readonly caFile?: string
    readonly clientCert?: string
    readonly clientKey?: string
    readonly insecure?: boolean
  }
  readonly mode?: 'observe' | 'seeded' | 'managed'
  readonly profile?: Partial<Profile>
  /** Ids that cannot be discovered, by name. */
  readonly ids?: Readonly<Record<string, string>>
  readonly limits?: Partial<Limits>
  readonly failOn?: readonly FailOn[]
  readonly maxOpen?: number
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

/** JSON Schema of the configuration file, for editors. */
export const configSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Configuration of flowtwin verify',
  ...createSection({
    api: { enum: ['qyvo', 'recrubo', 'rapidpro', 'idnow'], description: 'Vendor of the API.' },
    target: createSection({
      baseUrl: { ...text, description: 'Base URL of the API.' },
      allowHosts: { ...texts, description: 'Hosts other than this machine on which a run may write.' },
    }),
    auth: createSection({
      tokenEnv: { ...text, description: 'Environment variable with the credential.' },
      secondTokenEnv: { ...text, description: 'Variable with a credential of another tenant.' },
      expiredTokenEnv: { ...text, description: 'Variable with an expired credential.' },
      readOnlyTokenEnv: { ...text, description: 'Variable with a read-only credential.' },
    }),
    headers: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Headers of every request, for a gateway before the API; reports mask their values.',
    },
    tls: createSection({
      caFile: { ...text, description: 'PEM certificates of further trusted authorities.' },
      clientCert: { ...text, description: 'PEM certificate of this client.' },
      clientKey: { ...text, description: 'PEM private key of clientCert, if another file has it.' },
      insecure: { type: 'boolean', description: 'Accepts any certificate of the target.' },
    }),
    mode: { enum: ['observe', 'seeded', 'managed'], description: 'observe and seeded only read; managed also writes.' },
    profile: profileSchema,
    ids: { type: 'object', additionalProperties: text, description: 'Ids that cannot be discovered, by name.' },
    limits: createSection({
      requests: { ...nonNegative, description: 'Most requests of the run.' },
      rps: { ...nonNegative, description: 'Most requests per second; 0 for no limit, one request after another.' },
      durationSeconds: { ...nonNegative, description: 'Longest duration of the run.' },
      timeoutSeconds: { ...nonNegative, description: 'Longest time for a response.' },
      retries: { ...nonNegative, description: 'Retries of a request without a response.' },
      maxRetryAfterSeconds: { ...nonNegative, description: 'Longest Retry-After that a run waits for.' },
      pages: { ...nonNegative, description: 'Most pages of one pagination walk.' },
    }),
    failOn: { type: 'array', items: { enum: ['must', 'should', 'security'] }, description: 'What fails the run.' },
    maxOpen: {
      type: 'number',
      minimum: 0,
      maximum: 100,
      description: 'Most MUSTs that may remain without evidence, in percent; by default 25.',
    },
    baseline: { ...text, description: 'File of known faults.' },
    reports: { ...texts, description: 'Reports to write, each as format=path.' },
  }),
}

/**
 * Validates a parsed configuration file and replaces `${NAME}` in texts by environment variables.
 * @throws {ConfigError} for an unknown or invalid member, or a variable that is not set
 */
export function readConfig(parsed: unknown, env: Readonly<Record<string, string | undefined>>): Config {
  const value = substituteVariables(parsed ?? {}, env)
  const errors = findSchemaErrors(configSchema, value)
  if (errors.length > 0) throw new ConfigError(errors.join('; '))
  const { profile, ...config } = value as Config & { readonly profile?: Readonly<Record<string, unknown>> }
  return profile === undefined ? config : { ...config, profile: parseProfile(profile) }
}

/** Replaces `${NAME}` in all texts of a value. @throws {ConfigError} for a variable that is not set */
export function substituteVariables(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      const variable = env[name]
      if (variable === undefined)
        throw new ConfigError(`the environment variable ${name} is not set; set it, or remove \${${name}}`)
      return variable
    })
  }
  if (Array.isArray(value)) return value.map((element) => substituteVariables(element, env))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, substituteVariables(member, env)]))
}
