import type { Redactor } from '../../wire/redaction.ts'
import { randomInt, deriveKey } from '../../world/random.ts'
import type { Instant } from '../../world/time/instant.ts'
import {
  readResponseBody,
  type RequestRecord,
  listHeaderPairs,
  isTextResponse,
  type RecordedResponse,
  toIncomingRequest,
} from './request-record.ts'
import { buildHints, findIgnoredParameters, findUnknownMembers } from './hints.ts'

/** So much is looked at beyond an excerpt, so that no credential is cut in two and shown by half. */
const REDACTION_MARGIN = 16_384

/** One request as it may be shown to anybody: everything is worked out when it is asked for, and without credentials. */
export class JournalEntry {
  readonly #record: RequestRecord
  readonly #redactor: Redactor

  constructor(call: RequestRecord, redactor: Redactor) {
    this.#record = call
    this.#redactor = redactor
  }

  get sequence(): number {
    return this.#record.sequence
  }

  /** Virtual time of the receipt. */
  get at(): Instant {
    return this.#record.at
  }

  /** Virtual time of the answer, and the number of the last operation before it. */
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

  /** Null while the request is under way. */
  get status(): number | null {
    return this.#record.response?.status ?? null
  }

  /** Real time from receipt to answer. */
  get realMilliseconds(): number | null {
    const { startedAt, endedAt, response } = this.#record
    return response === null ? null : (endedAt - startedAt) / 1000
  }

  /** What the client may want to know and the vendor does not say. */
  get note(): string | null {
    const note = this.#record.response?.note ?? null
    return note === null ? null : this.#redactor.redactText(note)
  }

  /** What would have been right, where the request looks like a slip. */
  get hints(): readonly string[] {
    return buildHints(this.#record).map((hint) => this.#redactor.redactText(hint))
  }

  get fault(): string | null {
    return this.#record.response?.fault ?? null
  }

  /** Who asked, told apart from others without saying the credential; null for who sent none that will do. */
  get credential(): string | null {
    const token = this.#record.response?.caller?.token ?? null
    return token === null ? null : hashCredential(token)
  }

  /** Whether the request was answered by the world of another tenant. */
  get isOtherTenant(): boolean {
    return this.#record.response?.caller?.credentialStatus === 'other-tenant'
  }

  /** Null once they have been let go. */
  get requestHeaders(): Readonly<Record<string, string>> | null {
    if (this.#record.headers === null) return null
    const headers = listHeaderPairs(this.#record.headers)
    return Object.fromEntries(headers.map(([name, value]) => [name, this.#redactor.redactHeader(name, value)]))
  }

  get responseHeaders(): Readonly<Record<string, string>> {
    const headers = Object.entries(this.#record.response?.headers ?? {})
    return Object.fromEntries(headers.map(([name, value]) => [name, this.#redactor.redactHeader(name, value)]))
  }

  /** Query parameters that the document does not know, so that nobody read them. */
  get ignoredParameters(): readonly string[] {
    return findIgnoredParameters(toIncomingRequest(this.#record).query, this.#record.operation).map((name) =>
      this.#redactor.redactText(name),
    )
  }

  /** JSON pointers of members of the body that the document does not know. */
  get unknownMembers(): readonly string[] {
    return findUnknownMembers(this.#record.requestBody, this.#record.operation).map((pointer) =>
      this.#redactor.redactText(pointer),
    )
  }

  get requestBody(): string | null {
    const text = this.#record.requestBody
    return text === null ? null : this.#redactor.redactText(text)
  }

  /** Bytes of the answer's body. */
  get responseSize(): number {
    return this.#record.responseSize
  }

  /** Whether the bodies were held once, and had to make room for newer ones. */
  get isBodyDropped(): boolean {
    return this.#record.isBodyDropped
  }

  /** The answer's body; bytes that are no text stand as one character each. Null where there is none to be seen. */
  get responseBody(): string | null {
    const text = readResponseBody(this.#record)
    return text === null ? null : this.#redactor.redactText(text)
  }

  get isText(): boolean {
    return isTextResponse(this.#record)
  }

  /** The beginnings of both bodies. */
  getExcerpts(length: number): { readonly request: string | null; readonly response: string | null } {
    const most = length + REDACTION_MARGIN
    const cut = (text: string | null) =>
      text === null ? null : this.#redactor.redactText(text.slice(0, most)).slice(0, length)
    return {
      request: cut(this.#record.requestBody),
      response: isTextResponse(this.#record) ? cut(readResponseBody(this.#record)) : null,
    }
  }

  /** The answer's body as it went out, for what looks into it and shows none of it; null where nothing was sent. */
  get sentBody(): string | null {
    return this.method === 'HEAD' ? null : readResponseBody(this.#record)
  }
}

/** What tells one credential from others and does not give it away: 48 bits of a digest. */
export function hashCredential(token: string): string {
  const key = deriveKey('fingerprint', token)
  const hashWord = (field: number) => (randomInt(key, token.length, field) >>> 8).toString(16).padStart(6, '0')
  return hashWord(0) + hashWord(1)
}

/** Headers as names and values side by side. */
export function toHeaderList(headers: Readonly<Record<string, string>> | null) {
  return Object.entries(headers ?? {}).map(([name, value]) => ({ name, value }))
}
