import { FlowtwinError } from '../contracts/kit/errors.ts'

/** Arguments, options or files of a command are invalid; the message says what to change. Exit code 2. */
export class UsageError extends FlowtwinError {
  readonly code = 'usage'
}
