import type { RequestRecord, RecordedRequest } from '../../mock/http/journal/request-record.ts'
import { Journal, type JournalBounds } from '../../mock/http/journal/journal.ts'
import type { JsonSource } from '../../mock/wire/json.ts'
import { toInstant } from '../../mock/world/time/instant.ts'

/** When everything in these journals happened. */
export const AT = toInstant(1_768_467_600_000_000)

/** A request of nobody's path. */
export function parts(url: string, headers: Record<string, string> = {}): RecordedRequest {
  return { method: 'GET', url: `http://h${url}`, headers, vendor: undefined, operation: undefined }
}

/** A small journal. */
export function journalOf(bounds: Partial<JournalBounds>): Journal {
  return new Journal(undefined, { entries: 5, bytes: 1000, headers: 2, ...bounds })
}

interface Answer {
  readonly body: string | Uint8Array
  readonly status?: number
  readonly sayable?: JsonSource
}

/** Completes an entry. */
export function finish(journal: Journal, call: RequestRecord, { body, status = 200, sayable }: Answer): void {
  const headers = { 'content-type': 'application/json' }
  const outcome = { at: AT, revision: 0, caller: null, note: null, fault: null, status, headers }
  journal.finishJournalEntry(call, outcome, { requestBody: null, responseBody: body, bodySource: sayable })
}

/** Makes a whole entry. */
export function record(journal: Journal, path: string, answer: Answer): void {
  finish(journal, journal.openJournalEntry(parts(path), AT), answer)
}
