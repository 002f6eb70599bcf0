/** The base class of the errors that the mock throws on purpose. */
export abstract class FlowtwinError extends Error {
  /** A stable identifier of the failure, for programs. */
  abstract readonly code: string
}
