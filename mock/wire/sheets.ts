/** A piece of memory that pages are written on, one after the other. */
interface Sheet {
  readonly bytes: Buffer
  used: number
  /** Whoever may still read something that stands on it. */
  holders: number
}

const SIZE = 2 ** 20
/** Larger pages get memory of their own. */
const LARGEST_PAGE = SIZE / 2
/** Sheets that may be used again; one that is held for longer than so many others are begun is left to its holders. */
const MOST_SHEETS = 3

let present: Sheet = { bytes: Buffer.alloc(0), used: 0, holders: 0 }
let sheets: readonly Sheet[] = []

/**
 * Room for so many bytes. Whoever asks holds it, until it is let go: then it is written on again, which is quicker than
 * fresh memory, for it still lies in the processor's cache. Who never lets go has it for good.
 */
export function room(length: number): Buffer {
  if (length > LARGEST_PAGE) return Buffer.allocUnsafe(length)
  const sheet = sheetFor(length)
  const start = sheet.used
  sheet.used += length
  sheet.holders++
  return sheet.bytes.subarray(start, sheet.used)
}

/** Holds a page once more, for somebody else who is to let go of it. */
export function hold(page: string | Uint8Array): void {
  const sheet = sheetOf(page)
  if (sheet !== undefined) sheet.holders++
}

/** Lets go of a page that nobody reads any more in the name of the one who does so. */
export function letGo(page: string | Uint8Array): void {
  const sheet = sheetOf(page)
  if (sheet !== undefined) sheet.holders--
}

function sheetOf(page: string | Uint8Array): Sheet | undefined {
  return typeof page === 'string' ? undefined : sheets.find(({ bytes }) => bytes.buffer === page.buffer)
}

function sheetFor(length: number): Sheet {
  if (present.holders === 0) present.used = 0
  if (present.used + length > present.bytes.length) present = sheets.find(({ holders }) => holders === 0) ?? begun()
  if (present.holders === 0) present.used = 0
  return present
}

function begun(): Sheet {
  const sheet = { bytes: Buffer.allocUnsafeSlow(SIZE), used: 0, holders: 0 }
  sheets = [...sheets.slice(sheets.length < MOST_SHEETS ? 0 : 1), sheet]
  return sheet
}
