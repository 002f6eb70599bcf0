/** Consequences of a broken rule for clients, and usual causes of such faults. */
export interface Explanation {
  readonly family: string
  readonly why: string
  readonly causes: readonly string[]
}

/** Explanations by the prefix of check ids; the id of one check may have an explanation of its own. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  PRE: {
    family: 'Preflight',
    why: 'The first measurements show how far the other outcomes can be trusted.',
    causes: ['a server clock that is not synchronized', 'a target with too little data'],
  },
  HTTP: {
    family: 'HTTP',
    why: 'Libraries, caches and gateways act on statuses, lengths and types before a client reads the body.',
    causes: [
      'a default of a gateway or framework that was never changed',
      'a hand-written header next to a body that changed',
    ],
  },
  SCH: {
    family: 'Schema',
    why: 'Typed clients are generated from the documented schema and fail on the first body that differs.',
    causes: [
      'a serializer that drops null members',
      'a column that changed its type',
      'a code path with a serializer of its own',
    ],
  },
  AUTH: {
    family: 'Authentication',
    why: 'A client that is wrongly accepted reads foreign data; one that is wrongly rejected cannot find out why.',
    causes: ['a route outside the authentication filter', 'a comparison of only the first characters of a credential'],
  },
  SEC: {
    family: 'Security',
    why: 'A vulnerability here is open to everyone who can reach the API.',
    causes: ['debug settings in production', 'request text that is echoed unescaped'],
  },
  ERR: {
    family: 'Errors',
    why: 'Clients decide by the error whether to retry, to correct the request or to alert a person.',
    causes: ['an exception that reaches the framework', 'a router that answers before the API does'],
  },
  NEG: {
    family: 'Input validation',
    why: 'Invalid input that is accepted gives the client results for a query that it did not make.',
    causes: ['a value that goes into a query unparsed', 'a default that replaces a value which failed to parse'],
  },
  TIME: {
    family: 'Timestamps',
    why: 'Clients order, poll and resume by timestamps, so an imprecise one loses or repeats rows.',
    causes: ['a local time without its offset', 'different precision in database and serializer'],
  },
  ORD: {
    family: 'Order',
    why: 'A client that stops at the first known row misses every row that stands out of order behind it.',
    causes: ['a sort by a non-unique column without a second one', 'a sort within pages instead of across them'],
  },
  POLL: {
    family: 'Polling feed',
    why: 'A poller remembers the rows it has read; a feed that skips or repeats rows makes it lose sessions or act twice.',
    causes: ['a filter that is applied after the window was cut', 'a cache in front of the feed'],
  },
  JAPI: {
    family: 'JSON:API',
    why: 'JSON:API clients follow the format literally: they find resources by links, linkage and included resources.',
    causes: ['a hand-made serializer beside the library', 'included resources that are collected twice'],
  },
  CUR: {
    family: 'Cursor pagination',
    why: 'A client cannot notice that pages lose or repeat rows.',
    causes: ['a cursor of a timestamp alone, which tied rows break', 'a cursor that holds an offset while rows move'],
  },
  PAGE: {
    family: 'Numbered pages',
    why: 'Clients stop by totals and page numbers; wrong ones stop them early or never.',
    causes: [
      'a count that ignores the filter',
      'a page size that is capped without being echoed',
      'a sort without a second column',
    ],
  },
  CONS: {
    family: 'Consistency',
    why: 'A client that reads its own write must be able to tell a delay from a loss.',
    causes: ['a replica that lags', 'a cache that writes do not invalidate'],
  },
  ENC: {
    family: 'Encoding',
    why: 'Names and answers contain every script; text that changes on its way is lost.',
    causes: ['a column or a driver with another encoding', 'text that is escaped twice'],
  },
  LIFE: {
    family: 'Lifecycle',
    why: 'Clients act once on each step of a run; a step back or a skipped step makes them act twice or never.',
    causes: ['two writers without a lock', 'a late event that overwrites a newer one'],
  },
  PERF: {
    family: 'Performance',
    why: 'A client with a timeout gets nothing from a response that comes too late.',
    causes: ['a query without an index', 'a page without an upper bound'],
  },
  RATE: {
    family: 'Rate limits',
    why: 'A client that does not learn when to come back sends too many requests or gives up.',
    causes: ['a gateway that limits without Retry-After', 'a window that never resets'],
  },
}

const UNKNOWN_FAMILY: Explanation = {
  family: 'Other rules',
  why: 'Clients rely on the documents.',
  causes: ['a change that the documents do not show'],
}

/** Returns the explanation of a check by its id. */
export function getExplanation(id: string): Explanation {
  return EXPLANATIONS[id] ?? EXPLANATIONS[getFamily(id)] ?? UNKNOWN_FAMILY
}

/** Returns the prefix of a check id, which names its family. */
export function getFamily(id: string): string {
  return id.split('-')[0] ?? id
}
