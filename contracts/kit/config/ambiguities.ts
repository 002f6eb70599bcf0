import type { Profile } from './profile.ts'

/** A question that a vendor's document leaves open or answers in two ways, with the possible readings. */
export interface Ambiguity {
  readonly vendor: 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'
  /** The contradiction or gap. */
  readonly question: string
  /** The default reading, which no legal target fails. */
  readonly tolerant: string
  /** Stricter readings that a profile can choose, with the settings of each; empty without any. */
  readonly readings: Readonly<Record<string, Partial<Profile>>>
}

/** Vendors by the letter of their ids. */
const VENDORS: Readonly<Record<string, Ambiguity['vendor']>> = { A: 'qyvo', B: 'recrubo', C: 'rapidpro', D: 'idnow' }

/** Members of ambiguities by id. Ids are permanent. */
const ENTRIES: Readonly<
  Record<string, readonly [question: string, tolerant: string, readings?: Ambiguity['readings']]>
> = {
  'AMB-A1': ['Paths are written with and without /api', 'the base URL may contain it or not'],
  'AMB-A2': [
    'An id is typed UUID, while every example looks like a ULID',
    'a UUID or a ULID',
    { uuid: { idForm: 'uuid' }, opaque: { idForm: 'opaque' } },
  ],
  'AMB-A3': ['The expiry of a session counts from its creation or from its last interaction', 'either'],
  'AMB-A4': ['A filter applies before or after the newest 100 are selected', 'before is recommended'],
  'AMB-B1': [
    'The list of statuses lacks one that the text about status changes has',
    'a fresh run is queued, created or running',
    { 'queued-only': { initialStatuses: ['queued'] } },
  ],
  'AMB-B2': ['The path is written with a dash and with an underscore', 'the dash'],
  'AMB-B3': ['A state is documented as an object and shown as a text in a request', 'an object in responses'],
  'AMB-B4': ['A status is marked writable and described otherwise', 'writable in updates, not at creation'],
  'AMB-B5': [
    'The status codes of some error responses are missing',
    '401 or 403',
    { '401': { authErrorStatuses: [401] }, '403': { authErrorStatuses: [403] } },
  ],
  'AMB-B6': ['currentSize is larger than the number of items shown', 'the size of a page'],
  'AMB-B7': ['Parameters for paging, filtering and sorting are not named', 'the parameter families of JSON:API'],
  'AMB-B8': ['Samples have attributes without a description', 'further attributes are allowed'],
  'AMB-B9': ['Samples are not valid JSON', 'samples are ignored'],
  'AMB-C1': ['The attribute list has uuid, the sample a numeric id', 'at least one of them'],
  'AMB-C2': ['values is described as an array and shown as an object', 'an object'],
  'AMB-C3': ['start is listed and absent from the sample', 'optional'],
  'AMB-C4': ['Newer servers have one more exit type', 'noted, not failed'],
  'AMB-C5': [
    'The documents do not say whether a bound is inclusive',
    'detected, then checked',
    { inclusive: { bounds: 'inclusive' }, exclusive: { bounds: 'exclusive' } },
  ],
  'AMB-C6': ['The sample is not valid JSON', 'the sample is ignored'],
  'AMB-D1': [
    'The sample does not show whether pages count from 0 or from 1',
    'detected, then checked',
    { '0': { pageBase: 0 }, '1': { pageBase: 1 } },
  ],
  'AMB-D2': ['The flow in the path and in an item are written differently', 'equality is recommended'],
  'AMB-D3': ['A note names the status, the table the outcome', 'the outcome'],
  'AMB-D4': ['Statuses are only examples', 'further statuses are allowed'],
  'AMB-D5': ['The items are called flows', 'sessions'],
}

/** All ambiguities of the documents by id. */
export const ambiguities: Readonly<Record<string, Ambiguity>> = Object.fromEntries(
  Object.entries(ENTRIES).map(([id, [question, tolerant, readings = {}]]) => {
    const vendor = VENDORS[id.charAt('AMB-'.length)] ?? 'qyvo'
    return [id, { vendor, question, tolerant, readings }]
  }),
)
