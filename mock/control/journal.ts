import type { components, operations } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal/journal-entry.ts'
import type { Journal } from '../http/journal/journal.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'

type JournalQuery = NonNullable<operations['readJournal']['parameters']['query']>

/** Search criteria for entries; an omitted field matches all. */
export type JournalMatch = components['schemas']['JournalMatch']

/** The maximum length of bodies in responses and searches, in characters. */
const EXCERPT_LENGTH = 1000

/** Returns one page of matching entries. */
export function serializeJournal(journal: Journal, query: JournalQuery): components['schemas']['Journal'] {
  const { after = 0, limit = journal.bounds.entries, ...match } = query
  const matching = journal
    .listJournalEntries()
    .filter((entry) => entry.sequence > after && isMatchingEntry(entry, match))
  const entries = matching.slice(0, limit).map(serializeJournalEntry)
  const last = entries.at(-1)
  return {
    total: journal.count,
    dropped: journal.dropped,
    bodiesDropped: journal.bodiesDropped,
    bounds: { ...journal.bounds },
    next: matching.length > limit && last !== undefined ? last.sequence : null,
    entries,
  }
}

export function isMatchingEntry(entry: JournalEntry, match: JournalMatch): boolean {
  return listMismatches(entry, match).length === 0
}

const COMPARED_FIELDS = ['vendor', 'operation', 'method', 'status', 'state', 'credential'] as const

/** Describes each criterion that an entry does not meet. */
export function listMismatches(entry: JournalEntry, match: JournalMatch): readonly string[] {
  const { text, method, ...others } = match
  const expected = { ...others, ...(method === undefined ? {} : { method: method.toUpperCase() }) }
  const mismatches = COMPARED_FIELDS.flatMap((name) => {
    const value = expected[name]
    return value === undefined || value === entry[name] ? [] : [`${name} is ${String(entry[name])}, not ${value}`]
  })
  return text === undefined || getSearchText(entry).includes(text)
    ? mismatches
    : [...mismatches, `does not contain ${JSON.stringify(text)}`]
}

function getSearchText(entry: JournalEntry): string {
  const { request, response } = entry.getExcerpts(EXCERPT_LENGTH)
  return [entry.target, entry.note, ...entry.hints, request, response].join('\n')
}

function serializeJournalEntry(entry: JournalEntry): components['schemas']['JournalEntry'] {
  const { request, response } = entry.getExcerpts(EXCERPT_LENGTH)
  return {
    sequence: entry.sequence,
    state: entry.state,
    at: formatIsoMicroseconds(entry.at),
    vendor: entry.vendor,
    operation: entry.operation,
    method: entry.method,
    target: entry.target,
    status: entry.status,
    durationMilliseconds: entry.realMilliseconds,
    note: entry.note,
    hints: entry.hints,
    fault: entry.fault,
    credential: entry.credential,
    ignoredParameters: entry.ignoredParameters,
    unreadFields: entry.unknownMembers,
    requestHeaders: entry.requestHeaders,
    requestBody: request,
    responseBody: response,
    responseSize: entry.responseSize,
    bodiesDropped: entry.isBodyDropped,
  }
}
