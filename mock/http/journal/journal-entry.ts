import type { Redactor } from '../../wire/redaction.ts'
import { randomInt, deriveKey } from '../../world/random.ts'
import type { Instant } from '../../world/time.ts'
import {
  readResponseBody,
  type RequestRecord,
  listHeaderPairs,
  isTextResponse,
  type RecordedResponse,
  toIncomingRequest,
} from './request-record.ts'
import { buildHints, findIgnoredParameters, findUnknownMembers } from './hints.ts'

/** Characters beyond an excerpt that are redacted too, so that no credential is cut in two and half of it shown. */
const REDACTION_MARGIN = 16_384

/** One request with credentials redacted; every property is computed when it is read. */
export class JournalEntry {
  readonly #record: RequestRecord
  readonly #redactor: Redactor

  constructor(record: RequestRecord, redactor: Redactor) {
    this.#record = record
    this.#redactor = redactor
  }

  get sequence(): number {
    return this.#record.sequence
  }

  /** Virtual time of the receipt. */
  get at(): Instant {
    return this.#record.at
  }

  /** Virtual time of the response, and the number of the last operation before it. */
  get completion(): Pick<RecordedResponse, 'at' | 'revision'> {
    return this.#record.response ?? { at: this.#record.at, revision: 0 }
  }

  get state(): 'pending' | 'completed' {
    return this.#record.response === null ? 'pending' : 'completed'
  }

  get vendor(): string | null {
    return this.#record.vendor?.name ?? null
  }

  get operation(): string | null {
    return this.#record.operation?.id ?? null
  }

  get method(): string {
    return this.#record.method
  }

  /** Path and query as sent. */
  get target(): string {
    return this.#redactor.redactTarget(toIncomingRequest(this.#record).target)
  }

  /** The whole URL as sent. */
  get url(): string {
    return this.#redactor.redactTarget(this.#record.url)
  }

  /** Null while the request is in progress. */
  get status(): number | null {
    return this.#record.response?.status ?? null
  }

  /** Real time from receipt to response; null while the request is in progress. */
  get realMilliseconds(): number | null {
    const { startedAt, endedAt, response } = this.#record
    return response === null ? null : (endedAt - startedAt) / 1000
  }

  /** An explanation of the response beyond the vendor's own. */
  get note(): string | null {
    const note = this.#record.response?.note ?? null
    return note === null ? null : this.#redactor.redactText(note)
  }

  /** Suggestions for a request that looks like a mistake. */
  get hints(): readonly string[] {
    return buildHints(this.#record).map((hint) => this.#redactor.redactText(hint))
  }

  get fault(): string | null {
    return this.#record.response?.fault ?? null
  }

  /** A digest of the caller's credential; null without an accepted one. */
  get credential(): string | null {
    const token = this.#record.response?.caller?.token ?? null
    return token === null ? null : hashCredential(token)
  }

  /** True when the world of another tenant handled the request. */
  get isOtherTenant(): boolean {
    return this.#record.response?.caller?.credentialStatus === 'other-tenant'
  }

  /** Null once dropped. */
  get requestHeaders(): Readonly<Record<string, string>> | null {
    if (this.#record.headers === null) return null
    const headers = listHeaderPairs(this.#record.headers)
    return Object.fromEntries(headers.map(([name, value]) => [name, this.#redactor.redactHeader(name, value)]))
  }

  get responseHeaders(): Readonly<Record<string, string>> {
    const headers = Object.entries(this.#record.response?.headers ?? {})
    return Object.fromEntries(headers.map(([name, value]) => [name, this.#redactor.redactHeader(name, value)]))
  }

  /** Query parameters that the document does not describe, and the operation ignored. */
  get ignoredParameters(): readonly string[] {
    return findIgnoredParameters(toIncomingRequest(this.#record).query, this.#record.operation).map((name) =>
      this.#redactor.redactText(name),
    )
  }

  /** JSON pointers of members of the body that the document does not describe. */
  get unknownMembers(): readonly string[] {
    return findUnknownMembers(this.#record.requestBody, this.#record.operation).map((pointer) =>
      this.#redactor.redactText(pointer),
    )
  }

  get requestBody(): string | null {
    const text = this.#record.requestBody
    return text === null ? null : this.#redactor.redactText(text)
  }

  /** Bytes of the response body. */
  get responseSize(): number {
    return this.#record.responseSize
  }

  /** True once the bodies were dropped to make room for newer ones. */
  get isBodyDropped(): boolean {
    return this.#record.isBodyDropped
  }

  /** The response body; each byte of a binary body is one character. Null where there is none. */
  get responseBody(): string | null {
    const text = readResponseBody(this.#record)
    return text === null ? null : this.#redactor.redactText(text)
  }

  get isText(): boolean {
    return isTextResponse(this.#record)
  }

  /** The beginnings of both bodies. */
  getExcerpts(length: number): { readonly request: string | null; readonly response: string | null } {
    const margin = length + REDACTION_MARGIN
    const cut = (text: string | null) =>
      text === null ? null : this.#redactor.redactText(text.slice(0, margin)).slice(0, length)
    return {
      request: cut(this.#record.requestBody),
      response: isTextResponse(this.#record) ? cut(readResponseBody(this.#record)) : null,
    }
  }

  /** The response body without redaction, for analysis only; null where none was sent. */
  get sentBody(): string | null {
    return this.method === 'HEAD' ? null : readResponseBody(this.#record)
  }
}

/** 48 bits of a digest, as 12 hexadecimal digits: distinguishes credentials without revealing them. */
function hashCredential(token: string): string {
  const key = deriveKey('fingerprint', token)
  const hashWord = (field: number) => (randomInt(key, token.length, field) >>> 8).toString(16).padStart(6, '0')
  return hashWord(0) + hashWord(1)
}

/** Headers as a list of names and values. */
export function toHeaderList(headers: Readonly<Record<string, string>> | null) {
  return Object.entries(headers ?? {}).map(([name, value]) => ({ name, value }))
}
