import { escapeUnprintable, serializeJson } from '../contracts/kit/printable-text.ts'
import type { LoggedRequest } from '../mock/twin.ts'
import { formatIsoMicroseconds } from '../mock/wire/date-time.ts'
import { colors } from './colors.ts'

export type LogFormat = 'text' | 'json' | 'off'

/** The part of stdout that the log uses. */
export interface LogOutput {
  readonly write: (text: string) => unknown
  /** Bytes that the reader has not taken yet. */
  readonly writableLength: number
  readonly isTTY?: boolean
}

/** Bytes that may wait for a slow reader; beyond that lines are dropped, so that the memory of the server is bounded. */
const MAX_WAITING_BYTES = 1_048_576

/**
 * Returns a function that writes one line per request, and one more for each hint, in one write for a batch.
 * @param format 'json' for one object per line
 */
export function createRequestLog(
  format: Exclude<LogFormat, 'off'>,
  output: LogOutput = process.stdout,
): (requests: readonly LoggedRequest[]) => void {
  const formatLines = format === 'json' ? formatJsonLine : formatTextLines
  let dropped = 0
  return (requests) => {
    if (output.writableLength > MAX_WAITING_BYTES) {
      dropped += requests.length
      return
    }
    const missing = dropped === 0 ? '' : formatDropped(dropped, format)
    dropped = 0
    output.write(missing + requests.map(formatLines).join(''))
  }
}

function formatDropped(count: number, format: LogFormat): string {
  return format === 'json'
    ? `${JSON.stringify({ event: 'dropped', requests: count })}\n`
    : `${count} requests were not logged, because the reader of this output is too slow\n`
}

/** A request of the log, or an entry of the journal, whose times are texts and which may be in progress. */
type ShownRequest = Omit<LoggedRequest, 'at' | 'status' | 'milliseconds'> & {
  /** ISO 8601, in UTC. */
  readonly at: string
  readonly status: number | null
  readonly milliseconds: number | null
}

/**
 * Formats `09:31:00 qyvo newFlowTriggered GET /api/v1/… 200 1.2 ms`, with notes and hints on lines of their own.
 * @param number put in front of the line
 */
export function formatRequest(request: ShownRequest, number = ''): string {
  const { world, at, vendor, operation, method, target, status, milliseconds, note, hints, fault } = request
  const start = `${number}${number === '' ? '' : '  '}${at.slice(11, 19)}`
  const name = vendor === null ? 'no vendor' : `${vendor} ${operation ?? 'undocumented'}`
  const place = world === 'default' ? '' : ` in world ${escapeUnprintable(world)}`
  const summary = escapeUnprintable(`${name} ${method} ${target}`)
  const end =
    status === null
      ? colors.yellow('pending')
      : `${colorStatus(status)} ${colors.dim(formatMilliseconds(milliseconds))}`
  const remarks = [
    ...(fault === null ? [] : [`fault rule: ${fault}`]),
    ...(note === null ? [] : [note]),
    ...hints.map((hint) => `hint: ${hint}`),
  ]
  const indent = ' '.repeat(start.length + 1)
  const lines = remarks.map((remark) => indent + colors.yellow(escapeUnprintable(remark)))
  return [`${colors.dim(start)} ${summary} ${end}${place}`, ...lines].join('\n')
}

function formatMilliseconds(milliseconds: number | null): string {
  const value = milliseconds ?? 0
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}

function colorStatus(status: number): string {
  if (status >= 500) return colors.red(String(status))
  return status >= 400 ? colors.yellow(String(status)) : colors.green(String(status))
}

function formatTextLines({ at, ...request }: LoggedRequest): string {
  return `${formatRequest({ ...request, at: formatIsoMicroseconds(at) })}\n`
}

function formatJsonLine({ at, ...request }: LoggedRequest): string {
  return `${serializeJson({ event: 'request', at: formatIsoMicroseconds(at), ...request }, 0)}\n`
}
