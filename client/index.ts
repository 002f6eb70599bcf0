/** Client for one world of a server, in this process or elsewhere; for tests and the command line. */
export { connect, type InProcessServer, type ConnectOptions } from './connect.ts'
export type { Send } from './control.ts'
export { ControlApiError, ServerNotFoundError } from './control.ts'
export type { ControlOperation } from './control.ts'
export type { WorldSnapshot, NewWorld, TwinWorld, VendorName, WorldClock } from './world.ts'
