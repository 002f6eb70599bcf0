import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { ControlApiError, ServerNotFoundError } from '../../client/index.ts'
import { escapeLines, escapeUnprintable, serializeJson } from '../../contracts/kit/printable-text.ts'
import { createTwin } from '../../mock/index.ts'
import { isSet, parseServerUrl } from '../control-request.ts'
import {
  decodeText,
  InvalidRecordingError,
  parseRecording,
  type RecordedResponse,
  type Recording,
} from '../../testing/recording.ts'
import { replayRecording, type ReplayResult } from '../../testing/replay.ts'

export interface ReplayCommandOptions {
  readonly until?: string
  readonly url?: string
  readonly token?: string
  readonly json?: boolean
}

export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('Repeat the requests of a failed test and compare each response byte by byte.')
    .argument('<recording>', 'file that the test fixture has written')
    .option('--until <number>', 'repeat only the first N requests, and show the last response')
    .option(
      '--url <url>',
      'use a running server; by default a mock server in this process (environment: FLOWTWIN_URL)',
      isSet(process.env['FLOWTWIN_URL']) ? process.env['FLOWTWIN_URL'] : undefined,
    )
    .option('--token <text>', 'control token, which servers on other machines require')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit codes: 0 equal responses, 2 differences, 1 the recording cannot be replayed.')
    .action(async (file: string, options: ReplayCommandOptions) => {
      process.exitCode = await runReplay(file, options)
    })
}

/** Replays a recording and prints the comparison; returns the exit code. */
export async function runReplay(file: string, options: ReplayCommandOptions): Promise<0 | 1 | 2> {
  try {
    const recording = readRecording(file)
    const result = await replay(recording, options)
    console.log(
      options.json === true ? serializeJson(result, 0) : escapeLines(formatReport(recording, result, options)),
    )
    return result.differences.length === 0 ? 0 : 2
  } catch (error) {
    const isExpected = [InvalidRecordingError, ControlApiError, ServerNotFoundError].some(
      (kind) => error instanceof kind,
    )
    if (!isExpected || !(error instanceof Error)) throw error
    console.error(`flowtwin: ${escapeUnprintable(error.message)}`)
    return 1
  }
}

function readRecording(file: string): Recording {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const message = `${file} cannot be read; give the file that the failed test has named.`
    throw new InvalidRecordingError(message, { cause: error })
  }
  try {
    return parseRecording(text)
  } catch (error) {
    if (!(error instanceof InvalidRecordingError)) throw error
    throw new InvalidRecordingError(`${file} cannot be replayed: ${error.message}.`, { cause: error })
  }
}

async function replay(recording: Recording, { until, url, token }: ReplayCommandOptions): Promise<ReplayResult> {
  // Webhooks are not sent again: their receivers have got them already.
  const postWebhook = async () => new Response(null, { status: 200 })
  return await replayRecording(recording, {
    server:
      url !== undefined ? parseServerUrl(url) : createTwin({ wait: async () => {}, ...recording.options, postWebhook }),
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
  { requestCount, differences, lastResponse }: ReplayResult,
  { until }: ReplayCommandOptions,
): string {
  const [first] = differences
  const lines =
    first === undefined
      ? [`All ${requestCount} responses equal those of "${recording.test}" byte for byte.`]
      : [
          `${differences.length} of ${requestCount} responses differ from those of "${recording.test}": ${formatNumbers(differences)}.`,
          `The first is number ${first.exchange}, to ${first.request}: its ${first.part} differs at byte ${first.byte}.`,
          `  recorded: ${escapeUnprintable(first.recorded)}`,
          `  now:      ${escapeUnprintable(first.replayed)}`,
        ]
  if (until !== undefined && lastResponse !== null)
    lines.push('', `The last response, number ${requestCount}:`, formatResponse(lastResponse))
  return lines.join('\n')
}

function formatNumbers(differences: ReplayResult['differences']): string {
  const numbers = differences.map(({ exchange }) => exchange)
  return numbers.length > 20 ? `${numbers.slice(0, 20).join(', ')} …` : numbers.join(', ')
}

/** Longest body that is printed. */
const MAX_BODY_CHARACTERS = 2000

function formatResponse({ status, headers, body }: RecordedResponse): string {
  const text = decodeText(body)
  const excerpt = text.length > MAX_BODY_CHARACTERS ? `${text.slice(0, MAX_BODY_CHARACTERS)}…` : text
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [String(status), ...headerLines, '', excerpt].join('\n')
}
