import { type Answer, bytesOf } from './recording.ts'

/** Where two answers begin to differ. */
export interface Differing {
  /** "status", "header date" or "body"; "answer" where one of the two broke off. */
  readonly part: string
  /** The first byte that differs, counted from 0 within the part. */
  readonly byte: number
  /** What was recorded around there, and what came now. */
  readonly recorded: string
  readonly replayed: string
}

/** Bytes that are shown before and after. */
const BEFORE = 40
const AFTER = 60

/** Where an answer begins to differ from what was recorded; undefined when every byte is the same. */
export function differing(recorded: Answer | null, replayed: Answer | null): Differing | undefined {
  if (recorded === null || replayed === null) {
    const say = (answer: Answer | null) =>
      answer === null ? 'no whole answer' : `an answer with status ${answer.status}`
    return recorded === replayed
      ? undefined
      : { part: 'answer', byte: 0, recorded: say(recorded), replayed: say(replayed) }
  }
  const names = [...new Set([...Object.keys(recorded.headers), ...Object.keys(replayed.headers)])].toSorted()
  const bytes = (text: string) => Buffer.from(text)
  return (
    differingIn('status', bytes(String(recorded.status)), bytes(String(replayed.status))) ??
    names
      .map((name) => {
        const [was, is] = [recorded.headers[name] ?? '', replayed.headers[name] ?? '']
        return differingIn(`header ${name}`, bytes(was), bytes(is))
      })
      .find((found) => found !== undefined) ??
    differingIn('body', bytesOf(recorded.body), bytesOf(replayed.body))
  )
}

function differingIn(part: string, recorded: Uint8Array, replayed: Uint8Array): Differing | undefined {
  const length = Math.max(recorded.length, replayed.length)
  let byte = 0
  while (byte < length && recorded[byte] === replayed[byte]) byte++
  if (byte === length) return undefined
  return { part, byte, recorded: around(recorded, byte), replayed: around(replayed, byte) }
}

function around(bytes: Uint8Array, at: number): string {
  const [from, to] = [Math.max(0, at - BEFORE), at + AFTER]
  const shown = Buffer.from(bytes.subarray(from, to)).toString()
  return `${from > 0 ? '…' : ''}${shown}${to < bytes.length ? '…' : ''}`
}
