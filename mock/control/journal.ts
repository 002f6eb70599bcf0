import type { components, operations } from '../../spec/generated/control.types.ts'
import type { JournalEntry } from '../http/journal-entry.ts'
import type { Journal } from '../http/journal.ts'
import { toMicroseconds } from '../wire/instants.ts'

type Asked = NonNullable<operations['readJournal']['parameters']['query']>

/** What entries are looked for by; what is left out does not matter. */
export type Match = components['schemas']['Match']

const EXCERPT = 1000

/** The entries of a journal that are asked for. */
export function journalOf(journal: Journal, asked: Asked): components['schemas']['Journal'] {
  const { after = 0, limit = journal.bounds.entries, ...match } = asked
  const found = journal.entries().filter((entry) => entry.sequence > after && matches(entry, match))
  const entries = found.slice(0, limit).map(sayEntry)
  const last = entries.at(-1)
  return {
    total: journal.count,
    dropped: journal.dropped,
    bodiesDropped: journal.bodiesDropped,
    bounds: { ...journal.bounds },
    next: found.length > limit && last !== undefined ? last.sequence : null,
    entries,
  }
}

/** Whether an entry is one of those that are looked for. */
export function matches(entry: JournalEntry, match: Match): boolean {
  return differences(entry, match).length === 0
}

/** In what an entry is not one of those that are looked for. */
export function differences(entry: JournalEntry, match: Match): readonly string[] {
  const { text, method, ...others } = match
  const wanted = { ...others, ...(method === undefined ? {} : { method: method.toUpperCase() }) }
  const found = PLAIN.flatMap((name) => {
    const value = wanted[name]
    return value === undefined || value === entry[name] ? [] : [`${name} is ${String(entry[name])}, not ${value}`]
  })
  return text === undefined || textOf(entry).includes(text)
    ? found
    : [...found, `there is no ${JSON.stringify(text)} in it`]
}

const PLAIN = ['vendor', 'operation', 'method', 'status', 'state', 'credential'] as const

function textOf(entry: JournalEntry): string {
  const { request, response } = entry.excerpts(EXCERPT)
  return [entry.target, entry.note, ...entry.hints, request, response].join('\n')
}

function sayEntry(entry: JournalEntry): components['schemas']['JournalEntry'] {
  const { request, response } = entry.excerpts(EXCERPT)
  return {
    sequence: entry.sequence,
    state: entry.state,
    at: toMicroseconds(entry.at),
    vendor: entry.vendor,
    operation: entry.operation,
    method: entry.method,
    target: entry.target,
    status: entry.status,
    realMilliseconds: entry.realMilliseconds,
    note: entry.note,
    hints: entry.hints,
    fault: entry.fault,
    credential: entry.credential,
    ignoredParameters: entry.ignoredParameters,
    unreadMembers: entry.unreadMembers,
    headers: entry.requestHeaders,
    requestBody: request,
    responseBody: response,
    responseSize: entry.responseSize,
    forgotten: entry.isForgotten,
  }
}
