/** A request that the control API refused; the message is its own. */
export class ControlApiError extends Error {
  override readonly name = 'ControlRefusal'
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** There is no twin where one was looked for. */
export class ServerNotFoundError extends Error {
  override readonly name = 'NoTwin'
}
