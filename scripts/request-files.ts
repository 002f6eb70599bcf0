/**
 * Counts the files of Flowtwin that one warm request executes, by V8's precise coverage: what a reader has to open to
 * follow a request. `--details` lists them. Fails when a request takes more than 40 files.
 */
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createTwin } from '../mock/twin.ts'

const MAX_FILES = 40
const WARM_UP_REQUESTS = 3
/** The smallest count is that of a request beside which no timer ran. */
const TURNS = 3

const mockFolder = pathToFileURL(join(import.meta.dirname, '..', 'mock')).href

const twin = createTwin({ limits: false })
const server = await twin.listen()
const [qyvo, recrubo, rapidpro] = twin.vendors.map(({ demo }) => demo.authorization)

interface JsonApiRun {
  readonly id: string
  readonly attributes: { readonly flowId: string; readonly messageThreadId: string }
}

async function send(target: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(`${server.url}${target}`, init)
  if (!response.ok) throw new Error(`${target} returned ${response.status}`)
  return response.json()
}

const recruboHeaders = { authorization: recrubo ?? '', 'content-type': 'application/vnd.api+json' }
const { data } = (await send('/public/v2/flow-runs', { headers: recruboHeaders })) as { readonly data: JsonApiRun[] }
const [run] = data
if (run === undefined) throw new Error('the world has no run')
const [row] = (
  (await send('/api/v2/runs.json', { headers: { authorization: rapidpro ?? '' } })) as {
    readonly results: readonly { readonly uuid: string }[]
  }
).results
const { flowId, messageThreadId } = run.attributes
const newRun = { type: 'flowRuns', attributes: { flowId, messageThreadId, state: {}, initialMessage: {} } }

/** Requests by name; the number differs each time, so no response comes from the cache. */
const requests: Readonly<Record<string, (number: number) => Promise<unknown>>> = {
  'Recrubo, one run': (number) => send(`/public/v2/flow-runs/${data[number]?.id}`, { headers: recruboHeaders }),
  'Qyvo, feed': (number) =>
    send(`/api/v1/triggers/new-flow-triggered?x=${number}`, { headers: { authorization: qyvo ?? '' } }),
  'RapidPro, one run': (number) =>
    send(`/api/v2/runs.json?uuid=${row?.uuid}&x=${number}`, { headers: { authorization: rapidpro ?? '' } }),
  'Recrubo, create': () =>
    send('/public/v2/flow-runs', {
      method: 'POST',
      headers: recruboHeaders,
      body: JSON.stringify({ data: newRun }),
    }),
}

/** The files of mock/ with functions that ran since the last call. */
async function takeExecutedFiles(session: Session): Promise<readonly string[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  return result
    .filter(
      ({ url, functions }) => url.startsWith(mockFolder) && functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0),
    )
    .map(({ url }) => url.slice(mockFolder.length + 1))
    .toSorted()
}

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
for (const [name, sendRequest] of Object.entries(requests)) {
  for (let number = 0; number < WARM_UP_REQUESTS; number++) await sendRequest(number)
  const executed: (readonly string[])[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    await takeExecutedFiles(session)
    await sendRequest(WARM_UP_REQUESTS + turn)
    executed.push(await takeExecutedFiles(session))
  }
  const [files = []] = executed.toSorted((left, right) => left.length - right.length)
  const holds = files.length <= MAX_FILES
  if (!holds) process.exitCode = 1
  console.log(`${holds ? 'ok' : 'FAILED'}  ${name}: ${files.length} files`)
  if (process.argv.includes('--details')) for (const file of files) console.log(`    ${file}`)
}
await server.close()
