/** What the twin itself refuses, in no vendor's dress; the message says why and what to do. */
export class HttpError extends Error {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(message: string, { status, headers = {} }: { readonly status: number; readonly headers?: object }) {
    super(message)
    this.status = status
    this.headers = { ...headers }
  }
}
