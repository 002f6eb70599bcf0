import { Journal, type JournalBounds } from '../../../mock/http/journal/journal.ts'
import type { RecordedRequest, RequestRecord } from '../../../mock/http/journal/request-record.ts'
import { toInstant } from '../../../mock/world/time.ts'

/** The virtual time of every request in these journals. */
export const AT = toInstant(1_768_467_600_000_000)

/** A GET to a path of no vendor. */
export function createRequest(path: string, headers: Record<string, string> = {}): RecordedRequest {
  return { method: 'GET', url: `http://h${path}`, headers, vendor: undefined, operation: undefined }
}

export function createSmallJournal(bounds: Partial<JournalBounds>): Journal {
  return new Journal(undefined, { entries: 5, bytes: 1000, headers: 2, ...bounds })
}

interface TestResponse {
  readonly body: string | Uint8Array
  readonly status?: number
}

/** Completes an entry. */
export function finishRequest(journal: Journal, record: RequestRecord, { body, status = 200 }: TestResponse): void {
  const headers = { 'content-type': 'application/json' }
  const response = { at: AT, revision: 0, caller: null, note: null, fault: null, status, headers }
  journal.finishJournalEntry(record, response, { requestBody: null, responseBody: body })
}

/** Adds a completed entry. */
export function recordRequest(journal: Journal, path: string, response: TestResponse): void {
  finishRequest(journal, journal.openJournalEntry(createRequest(path), AT), response)
}
