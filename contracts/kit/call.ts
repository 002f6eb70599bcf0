/**
 * What stands in the Authorization header: the run's own credential, that one with a character more or less, nothing, or a
 * made-up text that is no secret.
 */
export type Credential =
  | 'own'
  | 'longer'
  | 'shorter'
  | 'none'
  | { readonly header: string }
  /** The own credential behind another way of writing its scheme. */
  | { readonly scheme: string }
  /** The own credential as a parameter of the query instead of a header. */
  | { readonly parameter: string }
  /** Another credential that the run was given. */
  | { readonly other: OtherCredential }

/** Credentials beside the own one that a run may be given: of another tenant, one that has expired, one that may only read. */
export type OtherCredential = 'second' | 'expired' | 'readOnly'

/** One request as a check states it. */
export interface CheckRequest {
  /** The operationId that the answer is judged by; null for a path that the document does not know. */
  readonly operation: string | null
  readonly method?: string
  /**
   * Path and query below the base URL of the target. It is sent as it stands here, dot segments, encoded slashes and `+`
   * included; where the way to the target cannot carry it, or the method, the check does not apply.
   */
  readonly path: string
  /** A list is sent as that many lines of the same name, an empty list leaves a usual header out. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  readonly credential?: Credential
  /**
   * `valid`: the documented success is due. `invalid`: a refusal is. `open`: either will do, or nobody says which.
   * `rough`: something that may be refused before the API sees it. `probe`: a method that nobody documented.
   */
  readonly intent: 'valid' | 'invalid' | 'open' | 'rough' | 'probe' | 'clean-up'
}

/** Values for the {placeholders} of a path and for its query. */
export interface PathAndQueryValues {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

/** Fills a path template; every value is percent-encoded, so `+` never turns into a space. */
export function buildPath(template: string, { path = {}, query = {} }: PathAndQueryValues = {}): string {
  const filled = template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? `{${name}}`))
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`
}
