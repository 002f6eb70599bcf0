import { pointerStep } from '../pointer.ts'

/**
 * The JSON pointers of member names that an object of this text holds twice. `JSON.parse` keeps the last and says nothing.
 * The text must be JSON; anything else gives no result worth reading.
 */
export function duplicateMembers(text: string): readonly string[] {
  const scan: Scan = { text, position: 0, found: [] }
  value(scan, '')
  return scan.found
}

interface Scan {
  readonly text: string
  position: number
  readonly found: string[]
}

const TOKEN = /[ \t\n\r]*("(?:[^"\\]|\\.)*"|[-+.\w]+|[[\]{}:,])/y

function value(scan: Scan, pointer: string): void {
  const token = next(scan)
  if (token === '{') members(scan, pointer)
  if (token === '[') elements(scan, pointer)
}

function members(scan: Scan, pointer: string): void {
  const names = new Set<string>()
  for (let token = next(scan); token !== '}' && token !== ''; token = next(scan)) {
    if (token === ',') continue
    const name = JSON.parse(token) as string
    const own = `${pointer}/${pointerStep(name)}`
    if (names.has(name)) scan.found.push(own)
    names.add(name)
    next(scan)
    value(scan, own)
  }
}

function elements(scan: Scan, pointer: string): void {
  for (let index = 0; ; index++) {
    if (peek(scan) === ']' || peek(scan) === '') {
      next(scan)
      return
    }
    if (peek(scan) === ',') next(scan)
    value(scan, `${pointer}/${index}`)
  }
}

function peek(scan: Scan): string {
  TOKEN.lastIndex = scan.position
  return TOKEN.exec(scan.text)?.[1] ?? ''
}

function next(scan: Scan): string {
  const token = peek(scan)
  scan.position = token === '' ? scan.text.length : TOKEN.lastIndex
  return token
}

/** The integers of a JSON text that a double cannot hold exactly, as they are written. */
export function unsafeIntegers(text: string): readonly string[] {
  const outside = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
  return [...outside.matchAll(/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g)]
    .map(([digits]) => digits)
    .filter((digits) => !Number.isSafeInteger(Number(digits)))
}
