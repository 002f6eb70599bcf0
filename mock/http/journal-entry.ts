import type { Redactor } from '../wire/redaction.ts'
import { draw, keyOf } from '../world/chance.ts'
import type { Instant } from '../world/instant.ts'
import { bodyOf, type Call, headerPairs, isText, type Outcome, receivedOf } from './call.ts'
import { hintsOf } from './hints.ts'
import { ignoredParameters, unreadMembers } from './unread.ts'

/** So much is looked at beyond an excerpt, so that no credential is cut in two and shown by half. */
const MARGIN = 16_384

/** One request as it may be shown to anybody: everything is worked out when it is asked for, and without credentials. */
export class JournalEntry {
  readonly #call: Call
  readonly #redactor: Redactor

  constructor(call: Call, redactor: Redactor) {
    this.#call = call
    this.#redactor = redactor
  }

  get sequence(): number {
    return this.#call.sequence
  }

  /** Virtual time of the receipt. */
  get at(): Instant {
    return this.#call.at
  }

  /** Virtual time of the answer, and the number of the last operation before it. */
  get answered(): Pick<Outcome, 'at' | 'revision'> {
    return this.#call.outcome ?? { at: this.#call.at, revision: 0 }
  }

  get state(): 'received' | 'finished' {
    return this.#call.outcome === null ? 'received' : 'finished'
  }

  get vendor(): string | null {
    return this.#call.vendor?.name ?? null
  }

  get operation(): string | null {
    return this.#call.operation?.id ?? null
  }

  get method(): string {
    return this.#call.method
  }

  /** Path and query as sent. */
  get target(): string {
    return this.#redactor.target(receivedOf(this.#call).target)
  }

  /** The whole URL as sent. */
  get url(): string {
    return this.#redactor.target(this.#call.url)
  }

  /** Null while the request is under way. */
  get status(): number | null {
    return this.#call.outcome?.status ?? null
  }

  /** Real time from receipt to answer. */
  get realMilliseconds(): number | null {
    const { began, ended, outcome } = this.#call
    return outcome === null ? null : (ended - began) / 1000
  }

  /** What the client may want to know and the vendor does not say. */
  get note(): string | null {
    const note = this.#call.outcome?.note ?? null
    return note === null ? null : this.#redactor.text(note)
  }

  /** What would have been right, where the request looks like a slip. */
  get hints(): readonly string[] {
    return hintsOf(this.#call).map((hint) => this.#redactor.text(hint))
  }

  get fault(): string | null {
    return this.#call.outcome?.fault ?? null
  }

  /** Who asked, told apart from others without saying the credential; null for who sent none that will do. */
  get credential(): string | null {
    const token = this.#call.outcome?.caller?.token ?? null
    return token === null ? null : fingerprintOf(token)
  }

  /** Whether the request was answered by the world of another tenant. */
  get isElsewhere(): boolean {
    return this.#call.outcome?.caller?.standing === 'other-tenant'
  }

  /** Null once they have been let go. */
  get requestHeaders(): Readonly<Record<string, string>> | null {
    if (this.#call.headers === null) return null
    const headers = headerPairs(this.#call.headers)
    return Object.fromEntries(headers.map(([name, value]) => [name, this.#redactor.header(name, value)]))
  }

  get responseHeaders(): Readonly<Record<string, string>> {
    const headers = Object.entries(this.#call.outcome?.headers ?? {})
    return Object.fromEntries(headers.map(([name, value]) => [name, this.#redactor.header(name, value)]))
  }

  /** Query parameters that the document does not know, so that nobody read them. */
  get ignoredParameters(): readonly string[] {
    return ignoredParameters(receivedOf(this.#call).query, this.#call.operation).map((name) =>
      this.#redactor.text(name),
    )
  }

  /** JSON pointers of members of the body that the document does not know. */
  get unreadMembers(): readonly string[] {
    return unreadMembers(this.#call.text, this.#call.operation).map((pointer) => this.#redactor.text(pointer))
  }

  get requestBody(): string | null {
    const text = this.#call.text
    return text === null ? null : this.#redactor.text(text)
  }

  /** Bytes of the answer's body. */
  get responseSize(): number {
    return this.#call.size
  }

  /** Whether the bodies were held once, and had to make room for newer ones. */
  get isForgotten(): boolean {
    return this.#call.forgotten
  }

  /** The answer's body; bytes that are no text stand as one character each. Null where there is none to be seen. */
  get responseBody(): string | null {
    const text = bodyOf(this.#call)
    return text === null ? null : this.#redactor.text(text)
  }

  get isText(): boolean {
    return isText(this.#call)
  }

  /** The beginnings of both bodies. */
  excerpts(length: number): { readonly request: string | null; readonly response: string | null } {
    const most = length + MARGIN
    const cut = (text: string | null) =>
      text === null ? null : this.#redactor.text(text.slice(0, most)).slice(0, length)
    return {
      request: cut(this.#call.text),
      response: isText(this.#call) ? cut(bodyOf(this.#call, most)) : null,
    }
  }

  /** The answer's body as it went out, for what looks into it and shows none of it; null where nothing was sent. */
  get served(): string | null {
    return this.method === 'HEAD' ? null : bodyOf(this.#call)
  }
}

/** What tells one credential from others and does not give it away: 48 bits of a digest. */
export function fingerprintOf(token: string): string {
  const key = keyOf('fingerprint', token)
  const word = (field: number) => (draw(key, token.length, field) >>> 8).toString(16).padStart(6, '0')
  return word(0) + word(1)
}

/** Headers as names and values side by side. */
export function headerList(headers: Readonly<Record<string, string>> | null) {
  return Object.entries(headers ?? {}).map(([name, value]) => ({ name, value }))
}
