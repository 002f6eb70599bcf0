import { connect, ControlApiError, type InProcessServer, type Send, type TwinWorld } from '../client/index.ts'
import {
  decodeBytes,
  decodeText,
  type Exchange,
  type RecordedBody,
  type RecordedResponse,
  type Recording,
  recordResponse,
} from './recording.ts'

/** Where two answers begin to differ. */
export interface ResponseDifference {
  /** "status", "header date" or "body"; "answer" where one of the two broke off. */
  readonly part: string
  /** The first byte that differs, counted from 0 within the part. */
  readonly byte: number
  /** What was recorded around there, and what came now. */
  readonly recorded: string
  readonly replayed: string
}

/** Bytes that are shown before and after. */
const BYTES_BEFORE = 40
const BYTES_AFTER = 60

/** Where an answer begins to differ from what was recorded; undefined when every byte is the same. */
export function compareResponses(
  recorded: RecordedResponse | null,
  replayed: RecordedResponse | null,
): ResponseDifference | undefined {
  if (recorded === null || replayed === null) {
    const describe = (answer: RecordedResponse | null) =>
      answer === null ? 'no whole answer' : `an answer with status ${answer.status}`
    return recorded === replayed
      ? undefined
      : { part: 'answer', byte: 0, recorded: describe(recorded), replayed: describe(replayed) }
  }
  const names = [...new Set([...Object.keys(recorded.headers), ...Object.keys(replayed.headers)])].toSorted()
  const toBytes = (text: string) => Buffer.from(text)
  return (
    compareBytes('status', toBytes(String(recorded.status)), toBytes(String(replayed.status))) ??
    names
      .map((name) => {
        const [was, is] = [recorded.headers[name] ?? '', replayed.headers[name] ?? '']
        return compareBytes(`header ${name}`, toBytes(was), toBytes(is))
      })
      .find((found) => found !== undefined) ??
    compareBytes('body', decodeBytes(recorded.body), decodeBytes(replayed.body))
  )
}

function compareBytes(part: string, recorded: Uint8Array, replayed: Uint8Array): ResponseDifference | undefined {
  const length = Math.max(recorded.length, replayed.length)
  let byte = 0
  while (byte < length && recorded[byte] === replayed[byte]) byte++
  if (byte === length) return undefined
  return { part, byte, recorded: sliceAround(recorded, byte), replayed: sliceAround(replayed, byte) }
}

function sliceAround(bytes: Uint8Array, at: number): string {
  const [from, to] = [Math.max(0, at - BYTES_BEFORE), at + BYTES_AFTER]
  const shown = Buffer.from(bytes.subarray(from, to)).toString()
  return `${from > 0 ? '…' : ''}${shown}${to < bytes.length ? '…' : ''}`
}

/** An exchange whose answer is not the recorded one. */
export interface ReplayDifference extends ResponseDifference {
  /** The first exchange is number 1. */
  readonly exchange: number
  /** Method and target. */
  readonly request: string
}

/** What came of asking everything again. */
export interface ReplayResult {
  /** How many exchanges were asked again. */
  readonly requestCount: number
  /** In order of the exchanges. */
  readonly differences: readonly ReplayDifference[]
  /** The last answer, as it came now; null where none came. */
  readonly last: RecordedResponse | null
}

export interface ReplayOptions {
  /** Where to ask: a twin in this process, or the URL of a server. */
  readonly server: InProcessServer | string
  readonly token?: string
  /** Ask only the first so many. */
  readonly until?: number
}

/**
 * Makes the recording's world anew, asks in it what was asked, in the same order, and compares each answer byte by byte.
 * The world is forgotten afterwards.
 * @throws {NoTwin} when there is no twin
 * @throws {ControlRefusal} when the world cannot be made there
 */
export async function replayRecording(
  recording: Recording,
  { server, token, until }: ReplayOptions,
): Promise<ReplayResult> {
  const world = await createRecordedWorld(recording, server, token)
  const destination = createDestination(server, token)
  const differences: ReplayDifference[] = []
  let last: RecordedResponse | null = null
  const exchanges = recording.exchanges.slice(0, until)
  try {
    for (const [index, { request, response }] of exchanges.entries()) {
      last = await repeatRequest(destination, request)
      const difference = compareResponses(rewriteOrigin(response, getOrigin(request), destination.origin), last)
      const target = request.url.slice(getOrigin(request).length)
      if (difference !== undefined)
        differences.push({ exchange: index + 1, request: `${request.method} ${target}`, ...difference })
    }
  } finally {
    await deleteWorlds(world, exchanges)
  }
  return { requestCount: exchanges.length, differences, last }
}

async function createRecordedWorld(
  { world: name, capsule }: Recording,
  server: InProcessServer | string,
  token?: string,
): Promise<TwinWorld> {
  try {
    return await connect(server, { ...(token === undefined ? {} : { token }), world: { name, capsule } })
  } catch (error) {
    if (!(error instanceof ControlApiError) || error.status !== 409) throw error
    // Its name stands in links, so that another name would be another answer.
    throw new ControlApiError(409, `${error.message}; "flowtwin world delete --world ${name}" forgets it`)
  }
}

/** Where requests go instead of where they went. */
interface Destination {
  readonly send: Send
  /** Null where a request may keep its own. */
  readonly origin: string | null
  readonly headers: Readonly<Record<string, string>>
}

function createDestination(server: InProcessServer | string, token: string | undefined): Destination {
  if (typeof server !== 'string') return { send: server.fetch, origin: null, headers: {} }
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return { send: fetch, origin: new URL(server).origin, headers }
}

/** Null when no whole answer comes. */
async function repeatRequest(
  { send, origin, headers }: Destination,
  recorded: Exchange['request'],
): Promise<RecordedResponse | null> {
  const target = recorded.url.slice(getOrigin(recorded).length)
  const url = (origin ?? getOrigin(recorded)) + target
  const request = new Request(url, {
    method: recorded.method,
    // Another server has another control token.
    headers: { ...recorded.headers, ...(target.startsWith('/_twin/') ? headers : {}) },
    redirect: 'manual',
    ...(recorded.body === null ? {} : { body: Buffer.from(decodeBytes(recorded.body)) }),
  })
  try {
    return await recordResponse(await send(request))
  } catch {
    return null
  }
}

function getOrigin({ url }: Exchange['request']): string {
  return new URL(url).origin
}

/** The answer as it would have been from another address, which stands in its links. */
function rewriteOrigin(response: RecordedResponse | null, from: string, to: string | null): RecordedResponse | null {
  if (response === null || to === null || to === from) return response
  const headers = Object.entries(response.headers).map(([name, value]) => [name, value.replaceAll(from, to)])
  const body: RecordedBody = typeof response.body === 'string' ? response.body.replaceAll(from, to) : response.body
  return { ...response, headers: Object.fromEntries(headers) as RecordedResponse['headers'], body }
}

/** Forgets the world and those that were forked off it, unless that was part of the recording. */
async function deleteWorlds(world: TwinWorld, exchanges: readonly Exchange[]): Promise<void> {
  const forks = exchanges
    .filter(({ request }) => request.method === 'POST' && request.url.endsWith('/_twin/v1/worlds'))
    .map(({ request }) => (JSON.parse(decodeText(request.body)) as { readonly name: string }).name)
  const { worlds } = await world.callControl('listWorlds')
  for (const { name } of worlds) {
    if (name === world.name || forks.includes(name)) await (await world.openWorld(name)).delete()
  }
}
