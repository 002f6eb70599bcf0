import { type RecordedResponse, decodeBytes } from './recording.ts'

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
