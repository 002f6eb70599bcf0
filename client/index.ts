/** One world of a twin, in process or on a server, as tests and the command line use it. */
export { connect, type Answering, type ConnectOptions } from './connect.ts'
export type { Send } from './control.ts'
export { ControlRefusal, NoTwin } from './refusal.ts'
export type { ControlOperation } from './operation.ts'
export type { Capsule, NewWorld, TwinWorld, VendorName, WorldClock } from './world.ts'
