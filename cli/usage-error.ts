import { FlowtwinError } from '../contracts/kit/errors.ts'

export interface UsageErrorOptions extends ErrorOptions {
  /** The message has several lines; none of them is text of a target. */
  readonly hasLines?: boolean
}

/** Arguments, options or files of a command are invalid; the message says what to change. Exit code 2. */
export class UsageError extends FlowtwinError {
  readonly code = 'usage'
  readonly hasLines: boolean

  constructor(message: string, { hasLines = false, ...options }: UsageErrorOptions = {}) {
    super(message, options)
    this.hasLines = hasLines
  }
}
