/** A fault that cannot be armed as it is written; the message says what is wrong and what would do. */
export class InvalidFaultError extends Error {
  override readonly name = 'FaultRefusal'
}
