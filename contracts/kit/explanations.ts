/** Names of the families of checks, by the prefix of the ids. */
export const familyNames: Readonly<Record<string, string>> = {
  PRE: 'Preflight',
  HTTP: 'HTTP',
  SCH: 'Schema',
  AUTH: 'Authentication',
  SEC: 'Security',
  ERR: 'Errors',
  NEG: 'Input validation',
  TIME: 'Timestamps',
  ORD: 'Order',
  POLL: 'Polling feed',
  JAPI: 'JSON:API',
  CUR: 'Cursor pagination',
  PAGE: 'Numbered pages',
  CONS: 'Consistency',
  ENC: 'Encoding',
  LIFE: 'Lifecycle',
  PERF: 'Performance',
  RATE: 'Rate limits',
}

/** Consequence of a broken rule for clients, and usual causes of the fault. */
export interface Explanation {
  readonly why: string
  readonly causes: readonly string[]
}

/** Explanations of checks whose titles leave the consequence or the cause open. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'AUTH-007': {
    why: 'Different statuses for known and unknown ids let a caller without a credential find out which ids exist.',
    causes: ['the record is loaded before the authentication filter runs'],
  },
  'AUTH-012': {
    why: 'A 403 for items of another tenant and a 404 for unknown ones show which ids exist.',
    causes: ['the tenant is compared after the record was loaded by its id alone'],
  },
  'CUR-006': {
    why: 'A client that sums or counts runs counts some twice.',
    causes: ['a cursor of a timestamp alone, compared with <= instead of <', 'a cursor with an offset while rows move'],
  },
  'CUR-007': {
    why: 'A client cannot notice the missing runs.',
    causes: [
      'a cursor of a timestamp alone: tied rows behind it are skipped',
      'a filter that is applied after the page was cut',
    ],
  },
  'CUR-009': {
    why: 'Bulk updates give many runs the same timestamp, so ties at a page boundary are common.',
    causes: ['no second sort column', 'a cursor without the position among tied rows'],
  },
  'CUR-014': {
    why: 'A client that changes the filter but keeps the cursor gets runs that it did not ask for.',
    causes: ['the cursor contains the filter, and the query is ignored'],
  },
  'HTTP-016': {
    why: 'The client waits for the missing bytes, or reads the rest as the next response.',
    causes: ['a length in characters instead of bytes', 'a body that is changed after the length was set'],
  },
  'HTTP-021': {
    why: 'A shared cache returns one tenant’s data to another.',
    causes: ['`Cache-Control: public` set for the whole server'],
  },
  'HTTP-026': {
    why: 'HTTP libraries encode brackets and spaces differently, and their users cannot change it.',
    causes: ['a router that matches parameter names before it decodes them'],
  },
  'JAPI-037': {
    why: 'Clients put included resources into a cache and then use them instead of a read.',
    causes: ['a serializer of its own for included resources'],
  },
  'ORD-002': {
    why: 'A client that stops at the first known row misses every row that stands behind it.',
    causes: ['rows are sorted within a page instead of before the page is cut'],
  },
  'ORD-003': {
    why: 'Two pages of the same list overlap or leave a gap.',
    causes: ['a sort by a non-unique column without a second one'],
  },
  'PAGE-007': {
    why: 'Clients stop at totalElements, too early or never.',
    causes: ['a count that ignores the filter', 'a sort without a second column'],
  },
  'PAGE-016': {
    why: 'Few statuses for many sessions make large tie groups, so each page boundary divides one.',
    causes: ['no second sort column'],
  },
  'POLL-007': {
    why: 'A flow with few sessions disappears from the feed when other flows are busy.',
    causes: ['the newest 100 sessions of all flows are read first, then filtered'],
  },
  'POLL-018': {
    why: 'The client misses sessions or acts on them twice.',
    causes: ['sessions are inserted below newer ones', 'a cache in front of the feed'],
  },
  'SCH-003': {
    why: 'Typed clients distinguish a null field from a missing one.',
    causes: ['a serializer that omits null values'],
  },
  'SCH-009': {
    why: 'Typed clients fail on the first item with the other type.',
    causes: ['a number that some code path writes as a string', 'an empty map that becomes an empty array'],
  },
  'TIME-002': {
    why: 'Clients that compare timestamps as texts sort them wrongly.',
    causes: ['a zero fraction that is omitted', 'different precision in database and serializer'],
  },
}

/** Returns the name of the family of a check id or prefix. */
export function getFamilyName(id: string): string {
  return familyNames[getFamily(id)] ?? 'Other rules'
}

/** Returns the explanation of a check; null for a check without one. */
export function getExplanation(id: string): Explanation | null {
  return EXPLANATIONS[id] ?? null
}

/** Returns the prefix of a check id, which names its family. */
export function getFamily(id: string): string {
  return id.split('-')[0] ?? id
}
