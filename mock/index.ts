/** Flowtwin's mock server, in process or over HTTP. */
export { createTwin, type Twin, type TwinListenOptions } from './twin.ts'
export type { TwinOptions } from './twin-options.ts'
export { ParameterError, type DatasetParameters } from './world/parameters.ts'
export { connect, ControlApiError, ServerNotFoundError, type NewWorld, type TwinWorld } from '../client/index.ts'
export type { RunningServer, ServerOptions } from './http/listen.ts'
export type { DeliveryAttempt, WebhookDelivery, WebhookMessage } from './http/courier.ts'
export type { VendorName } from './http/vendor.ts'
