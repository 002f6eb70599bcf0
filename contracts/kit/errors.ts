/** Base class of the errors of the suite and the command line. */
export abstract class FlowtwinError extends Error {
  /** Identifies the kind of error for programs. */
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** A vendor's document lacks something that the suite needs. */
export class SpecError extends FlowtwinError {
  readonly code = 'spec'
}
