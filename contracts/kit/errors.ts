/** Base class of the errors of the suite and the command line; `code` identifies the kind of error for programs. */
export class FlowtwinError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}
