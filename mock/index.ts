/** Flowtwin's mock server, in process or over HTTP. */
export { createTwin, type Twin, type WhereToListen } from './twin.ts'
export type { TwinOptions } from './twin-options.ts'
export { ParameterError, type Parameters } from './world/parameters.ts'
export { connect, ControlRefusal, NoTwin, type NewWorld, type TwinWorld } from '../client/index.ts'
export type { Listening, ListenOptions } from './http/listen.ts'
export type { Attempt, Delivery, Message } from './http/courier.ts'
export type { VendorName } from './http/vendor.ts'
