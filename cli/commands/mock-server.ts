/** The commands that run the mock server in their own process. */
export { addServeCommand } from './serve.ts'
export { addEnvCommand, addQuirksCommand, addShowCommand } from './show.ts'
export { addReplayCommand } from './replay.ts'
