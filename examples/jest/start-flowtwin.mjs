import { createTwin } from 'flowtwin'

/** Starts one mock server for all test files. Jest imports this file with Node itself, so ES modules work without Babel. */
export default async function startFlowtwin() {
  globalThis.flowtwinServer = await createTwin().listen()
  process.env.FLOWTWIN_URL = globalThis.flowtwinServer.url
}
