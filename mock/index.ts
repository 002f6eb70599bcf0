/** Flowtwin's mock server, in process or over HTTP. */
export { createTwin, type Twin, type TwinListenOptions } from './twin.ts'
export type { TwinOptions } from './twin-options.ts'
export { ParameterError, type DatasetParameters } from './world/dataset/parameters.ts'
export { connect, ControlApiError, ServerNotFoundError, type NewWorld, type TwinWorld } from '../client/index.ts'
export type { RunningServer, ServerOptions } from './http/node/server.ts'
export type { DeliveryAttempt, WebhookDelivery, WebhookMessage } from './http/webhook-dispatcher.ts'
export type { VendorName } from './http/vendor.ts'
