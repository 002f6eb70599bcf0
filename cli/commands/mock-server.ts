/** The commands that run the mock server in their own process. */
export { addServeCommand } from './serve.ts'
export { addShowCommand } from './show.ts'
export { addEnvCommand, addQuirksCommand } from './vendors.ts'
export { addReplayCommand } from './replay.ts'
