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

const bounds = { inclusive: { bounds: 'inclusive' }, exclusive: { bounds: 'exclusive' } } as const
const createOpenAmbiguity = (vendor: Ambiguity['vendor'], question: string, tolerant: string): Ambiguity => ({
  vendor,
  question,
  tolerant,
  readings: {},
})

/** All ambiguities of the documents. Ids are permanent. */
export const ambiguities: Readonly<Record<string, Ambiguity>> = {
  'AMB-A1': createOpenAmbiguity(
    'qyvo',
    'Paths are written with and without /api',
    'the base URL may contain it or not',
  ),
  'AMB-A2': {
    vendor: 'qyvo',
    question: 'An id is typed UUID, while every example looks like a ULID',
    tolerant: 'a UUID or a ULID',
    readings: { uuid: { idForm: 'uuid' }, opaque: { idForm: 'opaque' } },
  },
  'AMB-A3': createOpenAmbiguity(
    'qyvo',
    'The expiry of a session counts from its creation or from its last interaction',
    'either',
  ),
  'AMB-A4': createOpenAmbiguity(
    'qyvo',
    'A filter applies before or after the newest 100 are selected',
    'before is recommended',
  ),
  'AMB-B1': {
    vendor: 'recrubo',
    question: 'The list of statuses lacks one that the text about status changes has',
    tolerant: 'a fresh run is queued, created or running',
    readings: { 'queued-only': { initialStatuses: ['queued'] } },
  },
  'AMB-B2': createOpenAmbiguity('recrubo', 'The path is written with a dash and with an underscore', 'the dash'),
  'AMB-B3': createOpenAmbiguity(
    'recrubo',
    'A state is documented as an object and shown as a text in a request',
    'an object in responses',
  ),
  'AMB-B4': createOpenAmbiguity(
    'recrubo',
    'A status is marked writable and described otherwise',
    'writable in updates, not at creation',
  ),
  'AMB-B5': {
    vendor: 'recrubo',
    question: 'The status codes of some error responses are missing',
    tolerant: '401 or 403',
    readings: { '401': { authErrorStatuses: [401] }, '403': { authErrorStatuses: [403] } },
  },
  'AMB-B6': createOpenAmbiguity(
    'recrubo',
    'currentSize is larger than the number of items shown',
    'the size of a page',
  ),
  'AMB-B7': createOpenAmbiguity(
    'recrubo',
    'Parameters for paging, filtering and sorting are not named',
    'the parameter families of JSON:API',
  ),
  'AMB-B8': createOpenAmbiguity(
    'recrubo',
    'Samples have attributes without a description',
    'further attributes are allowed',
  ),
  'AMB-B9': createOpenAmbiguity('recrubo', 'Samples are not valid JSON', 'samples are ignored'),
  'AMB-C1': createOpenAmbiguity(
    'rapidpro',
    'The attribute list has uuid, the sample a numeric id',
    'at least one of them',
  ),
  'AMB-C2': createOpenAmbiguity('rapidpro', 'values is described as an array and shown as an object', 'an object'),
  'AMB-C3': createOpenAmbiguity('rapidpro', 'start is listed and absent from the sample', 'optional'),
  'AMB-C4': createOpenAmbiguity('rapidpro', 'Newer servers have one more exit type', 'noted, not failed'),
  'AMB-C5': {
    vendor: 'rapidpro',
    question: 'The documents do not say whether a bound is inclusive',
    tolerant: 'detected, then checked',
    readings: bounds,
  },
  'AMB-C6': createOpenAmbiguity('rapidpro', 'The sample is not valid JSON', 'the sample is ignored'),
  'AMB-D1': {
    vendor: 'idnow',
    question: 'The sample does not show whether pages count from 0 or from 1',
    tolerant: 'detected, then checked',
    readings: { '0': { pageBase: 0 }, '1': { pageBase: 1 } },
  },
  'AMB-D2': createOpenAmbiguity(
    'idnow',
    'The flow in the path and in an item are written differently',
    'equality is recommended',
  ),
  'AMB-D3': createOpenAmbiguity('idnow', 'A note names the status, the table the outcome', 'the outcome'),
  'AMB-D4': createOpenAmbiguity('idnow', 'Statuses are only examples', 'further statuses are allowed'),
  'AMB-D5': createOpenAmbiguity('idnow', 'The items are called flows', 'sessions'),
}
