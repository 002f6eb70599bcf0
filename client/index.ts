/** One world of a twin, in process or on a server, as tests and the command line use it. */
export { connect, type InProcessServer, type ConnectOptions } from './connect.ts'
export type { Send } from './control.ts'
export { ControlApiError, ServerNotFoundError } from './control.ts'
export type { ControlOperation } from './control.ts'
export type { WorldSnapshot, NewWorld, TwinWorld, VendorName, WorldClock } from './world.ts'
