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

/** The first difference between two responses. */
export interface ResponseDifference {
  /** "status", "header date" or "body"; "response" where one of the two is incomplete. */
  readonly part: string
  /** The offset of the first different byte in the part, from 0. */
  readonly byte: number
  /** An excerpt of the recorded part. */
  readonly recorded: string
  /** An excerpt of the replayed part. */
  readonly replayed: string
}

/** The length of excerpts before and after the first different byte, in bytes. */
const BYTES_BEFORE = 40
const BYTES_AFTER = 60

/** Returns undefined for equal responses. */
function compareResponses(
  recorded: RecordedResponse | null,
  replayed: RecordedResponse | null,
): ResponseDifference | undefined {
  if (recorded === null || replayed === null) {
    if (recorded === replayed) return undefined
    const describe = (response: RecordedResponse | null) =>
      response === null ? 'no complete response' : `a response with status ${response.status}`
    return { part: 'response', byte: 0, recorded: describe(recorded), replayed: describe(replayed) }
  }
  const headerNames = new Set([...Object.keys(recorded.headers), ...Object.keys(replayed.headers)])
  const parts: readonly (readonly [string, string | Uint8Array, string | Uint8Array])[] = [
    ['status', String(recorded.status), String(replayed.status)],
    ...[...headerNames]
      .toSorted()
      .map((name) => [`header ${name}`, recorded.headers[name] ?? '', replayed.headers[name] ?? ''] as const),
    ['body', decodeBytes(recorded.body), decodeBytes(replayed.body)],
  ]
  return parts
    .map(([part, left, right]) => compareBytes(part, Buffer.from(left), Buffer.from(right)))
    .find((difference) => difference !== undefined)
}

function compareBytes(part: string, recorded: Buffer, replayed: Buffer): ResponseDifference | undefined {
  if (recorded.equals(replayed)) return undefined
  let byte = 0
  while (recorded[byte] === replayed[byte]) byte++
  return { part, byte, recorded: sliceAround(recorded, byte), replayed: sliceAround(replayed, byte) }
}

function sliceAround(bytes: Buffer, offset: number): string {
  const [from, to] = [Math.max(0, offset - BYTES_BEFORE), offset + BYTES_AFTER]
  return `${from > 0 ? '…' : ''}${bytes.subarray(from, to).toString()}${to < bytes.length ? '…' : ''}`
}

/** An exchange whose response differs from the recorded one. */
export interface ReplayDifference extends ResponseDifference {
  /** Counted from 1. */
  readonly exchange: number
  /** Method and target. */
  readonly request: string
}

export interface ReplayResult {
  readonly requestCount: number
  /** In the order of the exchanges. */
  readonly differences: readonly ReplayDifference[]
  /** The last replayed response; null for none or an incomplete one. */
  readonly lastResponse: RecordedResponse | null
}

export interface ReplayOptions {
  /** A server in this process, or the URL of one. */
  readonly server: InProcessServer | string
  readonly token?: string
  /** Replays only this many exchanges. */
  readonly until?: number
}

/**
 * Recreates the world of a recording, repeats the requests in order, and compares each response byte by byte. Deletes
 * the world afterwards.
 * @throws {ServerNotFoundError} when there is no Flowtwin server
 * @throws {ControlApiError} when the server cannot create the world
 */
export async function replayRecording(
  recording: Recording,
  { server, token, until }: ReplayOptions,
): Promise<ReplayResult> {
  const world = await createRecordedWorld(recording, server, token)
  const destination = createDestination(server, token)
  const differences: ReplayDifference[] = []
  let lastResponse: RecordedResponse | null = null
  const exchanges = recording.exchanges.slice(0, until)
  try {
    for (const [index, { request, response }] of exchanges.entries()) {
      lastResponse = await repeatRequest(destination, request)
      const origin = getOrigin(request)
      const difference = compareResponses(rewriteOrigin(response, origin, destination.origin), lastResponse)
      if (difference === undefined) continue
      const target = request.url.slice(origin.length)
      differences.push({ exchange: index + 1, request: `${request.method} ${target}`, ...difference })
    }
  } finally {
    await deleteWorlds(world, exchanges)
  }
  return { requestCount: exchanges.length, differences, lastResponse }
}

async function createRecordedWorld(
  { world: name, snapshot }: Recording,
  server: InProcessServer | string,
  token?: string,
): Promise<TwinWorld> {
  try {
    return await connect(server, { ...(token === undefined ? {} : { token }), world: { name, snapshot } })
  } catch (error) {
    if (!(error instanceof ControlApiError) || error.status !== 409) throw error
    // Links contain the name of the world, so another name would change the responses.
    throw new ControlApiError(409, `${error.message}; delete it with "flowtwin world delete --world ${name}"`)
  }
}

/** The server that repeated requests are sent to. */
interface Destination {
  readonly send: Send
  /** Null for a server in this process, which accepts any origin. */
  readonly origin: string | null
  readonly controlHeaders: Readonly<Record<string, string>>
}

function createDestination(server: InProcessServer | string, token: string | undefined): Destination {
  if (typeof server !== 'string') return { send: server.fetch, origin: null, controlHeaders: {} }
  const controlHeaders: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return { send: fetch, origin: new URL(server).origin, controlHeaders }
}

/** Returns null for an incomplete response. */
async function repeatRequest(
  { send, origin, controlHeaders }: Destination,
  recorded: Exchange['request'],
): Promise<RecordedResponse | null> {
  const target = recorded.url.slice(getOrigin(recorded).length)
  const isControlRequest = target.startsWith('/_twin/')
  const request = new Request((origin ?? getOrigin(recorded)) + target, {
    method: recorded.method,
    headers: { ...recorded.headers, ...(isControlRequest ? controlHeaders : {}) },
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

/** Replaces the recorded origin in the links of a response. */
function rewriteOrigin(response: RecordedResponse | null, from: string, to: string | null): RecordedResponse | null {
  if (response === null || to === null || to === from) return response
  const headers = Object.entries(response.headers).map(([name, value]) => [name, value.replaceAll(from, to)])
  const body: RecordedBody = typeof response.body === 'string' ? response.body.replaceAll(from, to) : response.body
  return { ...response, headers: Object.fromEntries(headers) as RecordedResponse['headers'], body }
}

/** Deletes the world and its forks, as far as the recording has not deleted them. */
async function deleteWorlds(world: TwinWorld, exchanges: readonly Exchange[]): Promise<void> {
  const forks = exchanges
    .filter(({ request }) => request.method === 'POST' && request.url.endsWith('/_twin/v1/worlds'))
    .map(({ request }) => (JSON.parse(decodeText(request.body)) as { readonly name: string }).name)
  const { worlds } = await world.callControl('listWorlds')
  for (const { name } of worlds) {
    if (name === world.name || forks.includes(name)) await (await world.openWorld(name)).delete()
  }
}
