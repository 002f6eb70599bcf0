import { readFileSync } from 'node:fs'
import { ControlApiError, ServerNotFoundError } from '../../client/index.ts'
import { createTwin } from '../../mock/index.ts'
import {
  type RecordedResponse,
  parseRecording,
  type Recording,
  decodeText,
  InvalidRecordingError,
} from '../../testing/recording.ts'
import { replayRecording, type ReplayResult } from '../../testing/replay.ts'

/** The options of `flowtwin replay`, as the command line gives them. */
export interface ReplayCommandOptions {
  readonly until?: string
  readonly url?: string
  readonly token?: string
  readonly json?: boolean
}

/** Replays a recording and says what came of it; gives the exit code. */
export async function runReplay(file: string, options: ReplayCommandOptions): Promise<0 | 1 | 2> {
  try {
    const recording = readRecording(file)
    const replayed = await replayRecording(recording, options)
    console.log(options.json === true ? JSON.stringify(replayed) : formatReport(recording, replayed, options))
    return replayed.differences.length === 0 ? 0 : 2
  } catch (error) {
    const isExpected = [InvalidRecordingError, ControlApiError, ServerNotFoundError].some(
      (kind) => error instanceof kind,
    )
    if (!isExpected || !(error instanceof Error)) throw error
    console.error(`flowtwin: ${error.message}`)
    return 1
  }
}

function readRecording(file: string): Recording {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new InvalidRecordingError(`${file} cannot be read; give the file that the failed test has named.`, {
      cause: error,
    })
  }
  try {
    return parseRecording(text)
  } catch (error) {
    if (!(error instanceof InvalidRecordingError)) throw error
    throw new InvalidRecordingError(`${file} cannot be replayed: ${error.message}.`, { cause: error })
  }
}

async function replayRecording(
  recording: Recording,
  { until, url, token }: ReplayCommandOptions,
): Promise<ReplayResult> {
  // Messages to webhooks stay here: whoever got them the first time shall not get them again.
  const post = async () => new Response(null, { status: 200 })
  return replayRecording(recording, {
    server: url === undefined ? createTwin({ wait: async () => {}, ...recording.twin, postWebhook: post }) : url,
    ...(token === undefined ? {} : { token }),
    ...(until === undefined ? {} : { until: parseCount(until) }),
  })
}

function parseCount(until: string): number {
  if (/^\d{1,9}$/.test(until)) return Number(until)
  throw new InvalidRecordingError(`--until "${until}" is no whole number; give one such as 12.`)
}

function formatReport(
  recording: Recording,
  { requestCount, differences, last }: ReplayResult,
  { until }: ReplayCommandOptions,
): string {
  const [first] = differences
  const shown =
    until === undefined || last === null ? [] : ['', `The last answer, number ${requestCount}:`, formatResponse(last)]
  if (first === undefined) {
    return [`${requestCount} answers are the same, byte for byte, as in "${recording.of}".`, ...shown].join('\n')
  }
  return [
    `${differences.length} of ${requestCount} answers differ from those in "${recording.of}": ${formatNumbers(differences)}.`,
    `The first is number ${first.exchange}, to ${first.request}: its ${first.part} differs at byte ${first.byte}.`,
    `  recorded: ${first.recorded}`,
    `  now:      ${first.replayed}`,
    ...shown,
  ].join('\n')
}

function formatNumbers(differences: ReplayResult['differences']): string {
  const numbers = differences.map(({ exchange }) => exchange)
  return numbers.length > 20 ? `${numbers.slice(0, 20).join(', ')} …` : numbers.join(', ')
}

/** Characters of a body that are shown. */
const MAX_BODY_CHARACTERS = 2000

function formatResponse({ status, headers, body }: RecordedResponse): string {
  const text = decodeText(body)
  const cut = text.length > MAX_BODY_CHARACTERS ? `${text.slice(0, MAX_BODY_CHARACTERS)}…` : text
  return [String(status), ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', cut].join('\n')
}
