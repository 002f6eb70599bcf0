import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { WorldSnapshot } from '../client/index.ts'

/** The initial state of a world, and all requests and responses of a test. */
export interface Recording {
  /** The version of this format. */
  readonly version: 2
  /** The full name of the test. */
  readonly test: string
  /** The options of the server that change responses. */
  readonly options: { readonly limits?: boolean; readonly auth?: 'relaxed' | 'strict' }
  /** The name of the world, which links contain. */
  readonly world: string
  readonly snapshot: WorldSnapshot
  /** In the order of the responses. */
  readonly exchanges: readonly Exchange[]
}

export interface Exchange {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: RecordedBody
  }
  /** Null where the connection was closed before the response was complete. */
  readonly response: RecordedResponse | null
}

/** A response without the headers of its connection. */
export interface RecordedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: RecordedBody
}

/** Text, base64 for bytes that are not UTF-8, or null for no body. */
export type RecordedBody = string | { readonly base64: string } | null

/** A file that is not a recording; the message gives the reason. */
export class InvalidRecordingError extends Error {
  override readonly name = 'InvalidRecordingError'
  readonly code = 'invalid-recording'
}

/** @throws {InvalidRecordingError} */
export function parseRecording(text: string): Recording {
  const value = parseJson(text)
  if (value?.version !== 2 || value.snapshot === undefined || !Array.isArray(value.exchanges)) {
    throw new InvalidRecordingError('it is not a recording of this version of Flowtwin')
  }
  return value as Recording
}

function parseJson(text: string): Partial<Recording> | null {
  try {
    return JSON.parse(text) as Partial<Recording> | null
  } catch (error) {
    throw new InvalidRecordingError('it is not JSON', { cause: error })
  }
}

/** Response headers that belong to the connection. */
const CONNECTION_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** Request headers that every client sets itself. */
const CLIENT_HEADERS = [...CONNECTION_HEADERS, 'host']

export function recordRequest({ method, url, headers }: Request, body: Uint8Array): Exchange['request'] {
  return { method, url, headers: omitHeaders(CLIENT_HEADERS, headers), body: encodeBody(body) }
}

/** Returns null for a response whose body is incomplete. */
export async function recordResponse(response: Response): Promise<RecordedResponse | null> {
  const headers = omitHeaders(CONNECTION_HEADERS, response.headers)
  try {
    return { status: response.status, headers, body: encodeBody(new Uint8Array(await response.arrayBuffer())) }
  } catch {
    return null
  }
}

export function decodeBytes(body: RecordedBody): Uint8Array {
  if (body === null) return new Uint8Array()
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.base64, 'base64')
}

export function decodeText(body: RecordedBody): string {
  return Buffer.from(decodeBytes(body)).toString()
}

function encodeBody(bytes: Uint8Array): RecordedBody {
  if (bytes.length === 0) return null
  const text = Buffer.from(bytes).toString()
  return Buffer.from(text).equals(bytes) ? text : { base64: Buffer.from(bytes).toString('base64') }
}

function omitHeaders(names: readonly string[], headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].filter(([name]) => !names.includes(name)))
}

/** The folder of the recordings, relative to the current folder of the test run. */
const FOLDER = '.flowtwin'

/** Writes a recording to a file. Returns the command that replays it. */
export function saveRecording(recording: Recording, file = prepareRecordingFile(recording.test)): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`)
  const path = relative(process.cwd(), file).split(sep).join('/')
  return `npx flowtwin replay ${quoteForShell(path)} --until ${recording.exchanges.length}`
}

/** Returns one path per test, so that a recording replaces the previous one of the test. */
function prepareRecordingFile(testName: string): string {
  const folder = join(process.cwd(), FOLDER)
  mkdirSync(folder, { recursive: true })
  // Recordings contain credentials and must not be committed.
  const ignore = join(folder, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  const slug = testName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(-60)
  const hash = createHash('sha256').update(testName).digest('hex').slice(0, 6)
  return join(folder, `${slug.replaceAll(/^-|-$/g, '')}-${hash}.json`)
}

function quoteForShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
