import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { WorldSnapshot } from '../client/index.ts'

/** What happened in a world while somebody listened: where it began, and everything that was asked and answered. */
export interface Recording {
  /** The version of this form. */
  readonly recording: 1
  /** Whose it is: the full name of a test. */
  readonly of: string
  /** What its twin was made of, as far as answers depend on it. */
  readonly twin: { readonly limits?: boolean; readonly auth?: 'relaxed' | 'strict' }
  /** The name of the world; it stands in links. */
  readonly world: string
  /** The world as it was at the start. */
  readonly capsule: WorldSnapshot
  /** In the order in which they were answered. */
  readonly exchanges: readonly Exchange[]
}

/** A request and its answer. */
export interface Exchange {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: RecordedBody
  }
  /** Null where no whole answer came: the connection broke. */
  readonly response: RecordedResponse | null
}

/** An answer as it can be compared: without what belongs to the connection. */
export interface RecordedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: RecordedBody
}

/** A body: as text, or as base64 where it is no UTF-8; null where there is none. */
export type RecordedBody = string | { readonly base64: string } | null

/** A recording that cannot be read; the message says why. */
export class InvalidRecordingError extends Error {
  override readonly name = 'UnusableRecording'
}

/** @throws {UnusableRecording} when the text is none */
export function parseRecording(text: string): Recording {
  const value = parseJson(text)
  if (value?.recording !== 1 || value.capsule === undefined || !Array.isArray(value.exchanges)) {
    throw new InvalidRecordingError('it is no recording of this version of Flowtwin')
  }
  return value as Recording
}

function parseJson(text: string): Partial<Recording> | null {
  try {
    return JSON.parse(text) as Partial<Recording> | null
  } catch (error) {
    throw new InvalidRecordingError('it is no JSON', { cause: error })
  }
}

/** Headers that the connection makes and not the twin. */
const CONNECTION_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** Headers of a request that the next connection makes again. */
const CLIENT_HEADERS = [...CONNECTION_HEADERS, 'host']

/** What a request says, with its body. */
export function recordRequest(request: Request, body: Uint8Array): Exchange['request'] {
  const { method, url } = request
  return { method, url, headers: omitHeaders(CLIENT_HEADERS, request.headers), body: encodeBody(body) }
}

/** What is to be compared of a response; null when its body breaks off. */
export async function recordResponse(response: Response): Promise<RecordedResponse | null> {
  const headers = omitHeaders(CONNECTION_HEADERS, response.headers)
  try {
    return { status: response.status, headers, body: encodeBody(new Uint8Array(await response.arrayBuffer())) }
  } catch {
    return null
  }
}

/** The bytes of a body. */
export function decodeBytes(content: RecordedBody): Uint8Array {
  if (content === null) return new Uint8Array()
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.base64, 'base64')
}

/** A body as text, whatever it is. */
export function decodeText(content: RecordedBody): string {
  return Buffer.from(decodeBytes(content)).toString()
}

function encodeBody(bytes: Uint8Array): RecordedBody {
  if (bytes.length === 0) return null
  const text = Buffer.from(bytes).toString()
  return Buffer.from(text).equals(bytes) ? text : { base64: Buffer.from(bytes).toString('base64') }
}

function omitHeaders(names: readonly string[], headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].filter(([name]) => !names.includes(name)))
}

/** Where recordings of failed tests are kept, below the folder that the tests run in. */
const FOLDER = '.flowtwin'

/** Writes a recording down; tells what to type to see it again. */
export function saveRecording(recording: Recording, file = prepareRecordingFile(recording.of)): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`)
  const path = relative(process.cwd(), file).split(sep).join('/')
  return `npx flowtwin replay ${quoteForShell(path)} --until ${recording.exchanges.length}`
}

/** One file for each test, so that the next failure takes the place of the last one. */
function prepareRecordingFile(testName: string): string {
  const folder = join(process.cwd(), FOLDER)
  mkdirSync(folder, { recursive: true })
  // Recordings hold requests as they were sent, credentials included: nothing to be committed.
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
