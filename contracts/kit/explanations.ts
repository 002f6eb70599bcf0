/** What a client loses when a family of rules breaks, and where such faults usually come from. */
export interface Explanation {
  readonly family: string
  readonly why: string
  readonly causes: readonly string[]
}

/** By the letters that ids begin with; an id of its own may stand beside its family. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  PRE: {
    family: 'Before anything is judged',
    why: 'What a run finds out first says how far its verdicts reach.',
    causes: ['a clock that nobody sets', 'a world with too little in it to judge by'],
  },
  HTTP: {
    family: 'Messages',
    why: 'Libraries, caches and gateways act on statuses, lengths and types before a client sees a body.',
    causes: [
      'a gateway or framework default that nobody set on purpose',
      'a header written by hand beside a body that changed',
    ],
  },
  SCH: {
    family: 'Shapes',
    why: 'Typed clients are generated from the documented shape and fail on the first body that has another.',
    causes: [
      'a serializer that drops null members',
      'a column that changed its type',
      'a code path with a serializer of its own',
    ],
  },
  AUTH: {
    family: 'Credentials',
    why: 'Whoever is let in wrongly reads what is not theirs, and whoever is kept out wrongly cannot tell why.',
    causes: ['a route outside the authentication filter', 'a credential that is compared by its beginning only'],
  },
  SEC: {
    family: 'Security',
    why: 'A hole here is open to anybody who can reach the API.',
    causes: ['debug settings in production', 'text of a request that is echoed unescaped'],
  },
  ERR: {
    family: 'Errors',
    why: 'Clients decide by the error whether to try again, to correct the request or to tell a person.',
    causes: ['an exception that reaches the framework', 'a router that answers before the API does'],
  },
  NEG: {
    family: 'Input at the edge',
    why: 'Input that is wrong and is taken anyway gives a client an answer to a question that it did not ask.',
    causes: ['a value that goes into a query unparsed', 'a default that is used where parsing failed'],
  },
  TIME: {
    family: 'Timestamps',
    why: 'Clients order, poll and resume by timestamps, so one that is written loosely loses or repeats rows.',
    causes: ['a local time without its offset', 'precision that differs between database and serializer'],
  },
  ORD: {
    family: 'Order',
    why: 'A client that stops at the first row it knows misses everything that stands out of order behind it.',
    causes: ['a sort by a column that is not unique and no second one', 'a sort within pages instead of across them'],
  },
  POLL: {
    family: 'A feed to poll',
    why: 'A poller remembers what it has seen; a feed that skips or repeats makes it lose sessions or act twice.',
    causes: ['a filter that is applied after the window was cut', 'a cache in front of the feed'],
  },
  JAPI: {
    family: 'JSON:API',
    why: 'JSON:API clients follow the format literally: links, linkage and included resources are how they find things.',
    causes: ['a hand-made serializer beside the library', 'included resources that are collected twice'],
  },
  CUR: {
    family: 'Pages by cursor',
    why: 'A walk that loses or repeats rows cannot be noticed by the client that makes it.',
    causes: ['a cursor of a timestamp alone, which ties break', 'a cursor that holds an offset while rows move'],
  },
  PAGE: {
    family: 'Numbered pages',
    why: 'Totals and page numbers tell a client when it is through; wrong ones end it early or never.',
    causes: [
      'a count that ignores the filter',
      'a page size that is capped without being echoed',
      'a sort without a second column',
    ],
  },
  CONS: {
    family: 'Consistency',
    why: 'A client that reads what it just wrote must be able to tell a delay from a loss.',
    causes: ['a replica that lags', 'a cache that is not emptied by writes'],
  },
  ENC: {
    family: 'Encodings',
    why: 'Names and answers of people hold every script there is; text that does not come back as it went in is lost.',
    causes: ['a column or a driver with another encoding', 'text that is escaped twice'],
  },
  LIFE: {
    family: 'Lives',
    why: 'Clients act on each step of a run once; one that goes back or skips a step makes them act twice or never.',
    causes: ['two writers without a lock', 'a late event that overwrites a newer one'],
  },
  PERF: {
    family: 'Speed and size',
    why: 'A client with a time limit gets nothing from an answer that comes too late.',
    causes: ['a query without an index', 'a page without an upper bound'],
  },
  RATE: {
    family: 'Quotas',
    why: 'A client that is not told when to come back either hammers or gives up.',
    causes: ['a gateway that limits without Retry-After', 'a window that never resets'],
  },
}

const UNKNOWN_FAMILY: Explanation = {
  family: 'Other rules',
  why: 'A client that relies on the documents meets something else.',
  causes: ['a change that the documents do not show'],
}

/** Why the rules of a check matter, by its id. */
export function getExplanation(id: string): Explanation {
  return EXPLANATIONS[id] ?? EXPLANATIONS[getFamily(id)] ?? UNKNOWN_FAMILY
}

/** The letters that an id begins with. */
export function getFamily(id: string): string {
  return id.split('-')[0] ?? id
}
