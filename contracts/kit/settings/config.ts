import type { FailOn } from '../exit-code.ts'
import type { Limits } from '../limits.ts'
import type { Profile } from '../profile.ts'
import type { JsonSchema } from '../spec-document.ts'
import { findSchemaErrors, ConfigError } from './complaints.ts'
import { parseProfile, profileSchema } from './profile-schema.ts'

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
