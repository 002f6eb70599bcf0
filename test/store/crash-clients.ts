import { expect } from 'vitest'
import { prepareChild, startChild } from './child-server.ts'
import { send, startFlow } from './store-twin.ts'

/** A number in [0, 1) for each call; the same seed gives the same numbers. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What clients know about their writes. */
export interface Knowledge {
  /** Two phones that one request created contacts for, by whether it was acknowledged. */
  readonly starts: { readonly phones: readonly string[]; isAcknowledged: boolean }[]
  /** The bytes of runs that were read after their creation, by path; null for one that was deleted. */
  readonly runs: Map<string, string | null>
}

type Client = Pick<{ fetch(request: Request): Promise<Response> }, 'fetch'>

function createClient(url: string): Client {
  return {
    fetch: (request) => fetch(new Request(url + new URL(request.url).pathname + new URL(request.url).search, request)),
  }
}

/** What clients of an empty folder know. */
export function createKnowledge(): Knowledge {
  return { starts: [], runs: new Map() }
}

interface CrashOptions {
  readonly kills: number
  readonly seed: number
  readonly sync: 'os' | 'disk'
  /** What clients know from earlier runs with the same folder; extended. */
  readonly knowledge: Knowledge
}

/** The latest writes of each kind that are checked after each restart. */
const CHECKED_WRITES = 8
/** The most acknowledged writes between two restarts. */
const MAX_WRITES = 8

/**
 * Loses a folder's server again and again while clients write, and checks what they know of the latest writes after each restart.
 * @returns the number of acknowledged writes
 */
export async function crashServer(folder: string, { kills, seed, sync, knowledge }: CrashOptions): Promise<number> {
  const random = createRandom(seed)
  let phone = 31_600_000_000 + 10_000_000 * seed
  let acknowledged = 0
  const prepareNext = () => prepareChild(folder, { store: { sync } })
  let next = prepareNext()
  for (let round = 0; round < kills; round++) {
    const prepared = await next
    next = prepareNext()
    const server = await prepared.open()
    const client = createClient(server.url)
    const latestRuns = new Map([...knowledge.runs].slice(-CHECKED_WRITES))
    await checkKnowledge(client, { starts: knowledge.starts.slice(-CHECKED_WRITES), runs: latestRuns })
    const limit = acknowledged + 1 + Math.floor(random() * MAX_WRITES)
    const isOver = () => acknowledged >= limit
    const nextPhone = () => `+${++phone}`
    const count = () => {
      acknowledged++
      if (isOver()) server.child.kill('SIGKILL')
    }
    const runTarget = await readRunTarget(client)
    await Promise.all(
      Array.from({ length: 8 }, () => runClient(client, { knowledge, runTarget, nextPhone, count, isOver, random })),
    )
    await server.kill()
  }
  await (await next).kill()
  return acknowledged
}

/** Checks everything that clients of a folder know, and ends its server as planned. */
export async function checkFolder(folder: string, knowledge: Knowledge): Promise<void> {
  const server = await startChild(folder)
  await checkKnowledge(createClient(server.url), knowledge)
  expect(await server.stop()).toBe(0)
}

/** What a run is created for. */
interface RunTarget {
  readonly flowId: string
  readonly messageThreadId: string
}

async function readRunTarget(client: Client): Promise<RunTarget> {
  const list = JSON.parse((await send(client, 'GET', '/public/v2/flow-runs')).text) as {
    readonly data: readonly { readonly attributes: RunTarget }[]
  }
  return list.data[0]!.attributes
}

interface ClientParts {
  readonly knowledge: Knowledge
  readonly runTarget: RunTarget
  readonly nextPhone: () => string
  /** Called after each acknowledged write. */
  readonly count: () => void
  readonly isOver: () => boolean
  readonly random: () => number
}

/** Writes until the server ends. */
async function runClient(client: Client, parts: ClientParts): Promise<void> {
  const { knowledge, nextPhone, count, isOver, random } = parts
  try {
    while (!isOver()) {
      if (random() < 0.5) {
        const start = { phones: [nextPhone(), nextPhone()], isAcknowledged: false }
        knowledge.starts.push(start)
        expect((await startFlow(client, start.phones)).status).toBe(201)
        start.isAcknowledged = true
        count()
      } else {
        await createRun(client, parts, random() < 0.3)
      }
    }
  } catch (error) {
    // fetch fails when the server was killed.
    if (!(error instanceof TypeError)) throw error
  }
}

/** Creates a run and reads it; then may delete it. */
async function createRun(
  client: Client,
  { knowledge: { runs }, runTarget: { flowId, messageThreadId }, count }: ClientParts,
  deletes: boolean,
): Promise<void> {
  const attributes = { flowId, messageThreadId, state: { note: 'crash' }, initialMessage: {} }
  const created = await send(client, 'POST', '/public/v2/flow-runs', { data: { type: 'flowRuns', attributes } })
  expect(created.status).toBe(201)
  count()
  const path = `/public/v2/flow-runs/${(JSON.parse(created.text) as { data: { id: string } }).data.id}`
  const read = await send(client, 'GET', path)
  runs.set(path, read.text)
  if (!deletes) return
  // From here on it may be either, until the server has answered.
  runs.delete(path)
  expect((await send(client, 'DELETE', path)).status).toBe(200)
  runs.set(path, null)
  count()
}

/** Every acknowledged write is there, every other start completely or not at all, and every run has the bytes it had. */
async function checkKnowledge(client: Client, { starts, runs }: Knowledge): Promise<void> {
  const stored = await readPhones(client, 2 * starts.length)
  for (const { phones, isAcknowledged } of starts) {
    const isStored = phones.map((phone) => stored.has(`tel:${phone}`))
    const isExpected = isAcknowledged || isStored[0] === true
    expect([phones, isStored]).toEqual([phones, phones.map(() => isExpected)])
  }
  for (const [path, text] of runs) {
    const read = await send(client, 'GET', path)
    expect([path, read.status, text === null ? null : read.text]).toEqual([path, text === null ? 404 : 200, text])
  }
}

interface ContactList {
  readonly next: string | null
  readonly results: readonly { readonly urns: readonly string[] }[]
}

/** Returns the phones of the newest contacts: of `count` or more, and of all when there are fewer. */
async function readPhones(client: Client, count: number): Promise<ReadonlySet<string>> {
  const phones = new Set<string>()
  for (let path: string | null = '/api/v2/contacts.json'; path !== null && phones.size < count;) {
    const { next, results } = JSON.parse((await send(client, 'GET', path)).text) as ContactList
    for (const { urns } of results) for (const urn of urns) phones.add(urn)
    path = next === null ? null : next.slice(next.indexOf('/api/'))
  }
  return phones
}
