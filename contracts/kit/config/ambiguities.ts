import type { Profile } from './profile.ts'

/** A place where a vendor's document disagrees with itself or says nothing, and how it may be read. */
export interface Ambiguity {
  readonly vendor: 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'
  /** What is open. */
  readonly question: string
  /** What holds unless a profile says otherwise: a reading that fails nobody. */
  readonly tolerant: string
  /** The readings that a profile may choose instead, and what each sets. None: only the tolerant one is known. */
  readonly readings: Readonly<Record<string, Partial<Profile>>>
}

const bounds = { inclusive: { bounds: 'inclusive' }, exclusive: { bounds: 'exclusive' } } as const
const createOpenAmbiguity = (vendor: Ambiguity['vendor'], question: string, tolerant: string): Ambiguity => ({
  vendor,
  question,
  tolerant,
  readings: {},
})

/** The register of contradictions. An id is permanent. */
export const ambiguities: Readonly<Record<string, Ambiguity>> = {
  'AMB-A1': createOpenAmbiguity(
    'qyvo',
    'Paths stand with and without /api',
    'the base URL may be given with it or without',
  ),
  'AMB-A2': {
    vendor: 'qyvo',
    question: 'An id is typed UUID, while every example looks like a ULID',
    tolerant: 'a UUID or a ULID',
    readings: { uuid: { idForm: 'uuid' }, opaque: { idForm: 'opaque' } },
  },
  'AMB-A3': createOpenAmbiguity(
    'qyvo',
    'A session may expire counted from its creation or from its last interaction',
    'either',
  ),
  'AMB-A4': createOpenAmbiguity(
    'qyvo',
    'A filter may apply before or after the window is cut',
    'before is recommended',
  ),
  'AMB-B1': {
    vendor: 'recrubo',
    question: 'The list of statuses lacks one that the text about changes has',
    tolerant: 'a fresh run is queued, created or running',
    readings: { 'queued-only': { freshStatuses: ['queued'] } },
  },
  'AMB-B2': createOpenAmbiguity('recrubo', 'The path stands with a dash and with an underscore', 'the dash is asked'),
  'AMB-B3': createOpenAmbiguity(
    'recrubo',
    'A state is documented as an object and shown as a text in a request',
    'an object in answers',
  ),
  'AMB-B4': createOpenAmbiguity(
    'recrubo',
    'A status is marked writable and described otherwise',
    'it may be changed, not given at creation',
  ),
  'AMB-B5': {
    vendor: 'recrubo',
    question: 'The numbers of some refusals are lost',
    tolerant: '401 or 403',
    readings: { '401': { refusal: [401] }, '403': { refusal: [403] } },
  },
  'AMB-B6': createOpenAmbiguity(
    'recrubo',
    'currentSize is larger than the number of items shown',
    'it is the size of a page',
  ),
  'AMB-B7': createOpenAmbiguity(
    'recrubo',
    'Parameters for pages, filters and sorting are not named',
    'the families of JSON:API',
  ),
  'AMB-B8': createOpenAmbiguity(
    'recrubo',
    'Samples carry attributes that are described nowhere',
    'further attributes are allowed',
  ),
  'AMB-B9': createOpenAmbiguity('recrubo', 'Samples are no JSON', 'they are not used'),
  'AMB-C1': createOpenAmbiguity(
    'rapidpro',
    'The list of attributes has uuid, the sample a numeric id',
    'either, and at least one',
  ),
  'AMB-C2': createOpenAmbiguity('rapidpro', 'values is called an array and shown as a map', 'a map'),
  'AMB-C3': createOpenAmbiguity('rapidpro', 'start is listed and absent from the sample', 'optional'),
  'AMB-C4': createOpenAmbiguity('rapidpro', 'Newer servers have an exit type more', 'it is noted, not failed'),
  'AMB-C5': {
    vendor: 'rapidpro',
    question: 'Nobody says whether a bound is itself inside',
    tolerant: 'found out, then held to',
    readings: bounds,
  },
  'AMB-C6': createOpenAmbiguity('rapidpro', 'The sample is no JSON', 'it is not used'),
  'AMB-D1': {
    vendor: 'idnow',
    question: 'The sample does not tell whether pages count from 0 or from 1',
    tolerant: 'found out, then held to',
    readings: { '0': { pageBase: 0 }, '1': { pageBase: 1 } },
  },
  'AMB-D2': createOpenAmbiguity(
    'idnow',
    'The flow in the path and in an item are written differently',
    'equality is recommended',
  ),
  'AMB-D3': createOpenAmbiguity('idnow', 'A note speaks of the status, the table of the outcome', 'the outcome'),
  'AMB-D4': createOpenAmbiguity('idnow', 'Statuses are given as examples', 'further ones are allowed'),
  'AMB-D5': createOpenAmbiguity('idnow', 'The content is called flows', 'sessions'),
}
