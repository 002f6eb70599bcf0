import { escapePointerStep } from '../spec/schema-locations.ts'

/**
 * The JSON pointers of member names that an object of this text holds twice. `JSON.parse` keeps the last and says nothing.
 * The text must be JSON; anything else gives no result worth reading.
 */
export function findDuplicateMembers(text: string): readonly string[] {
  const scan: JsonScanner = { text, position: 0, duplicates: [] }
  scanValue(scan, '')
  return scan.duplicates
}

interface JsonScanner {
  readonly text: string
  position: number
  readonly duplicates: string[]
}

const TOKEN = /[ \t\n\r]*("(?:[^"\\]|\\.)*"|[-+.\w]+|[[\]{}:,])/y

function scanValue(scan: JsonScanner, pointer: string): void {
  const token = readToken(scan)
  if (token === '{') scanMembers(scan, pointer)
  if (token === '[') scanElements(scan, pointer)
}

function scanMembers(scan: JsonScanner, pointer: string): void {
  const names = new Set<string>()
  for (let token = readToken(scan); token !== '}' && token !== ''; token = readToken(scan)) {
    if (token === ',') continue
    const name = JSON.parse(token) as string
    const own = `${pointer}/${escapePointerStep(name)}`
    if (names.has(name)) scan.duplicates.push(own)
    names.add(name)
    readToken(scan)
    scanValue(scan, own)
  }
}

function scanElements(scan: JsonScanner, pointer: string): void {
  for (let index = 0; ; index++) {
    if (peekToken(scan) === ']' || peekToken(scan) === '') {
      readToken(scan)
      return
    }
    if (peekToken(scan) === ',') readToken(scan)
    scanValue(scan, `${pointer}/${index}`)
  }
}

function peekToken(scan: JsonScanner): string {
  TOKEN.lastIndex = scan.position
  return TOKEN.exec(scan.text)?.[1] ?? ''
}

function readToken(scan: JsonScanner): string {
  const token = peekToken(scan)
  scan.position = token === '' ? scan.text.length : TOKEN.lastIndex
  return token
}

/** The integers of a JSON text that a double cannot hold exactly, as they are written. */
export function findUnsafeIntegers(text: string): readonly string[] {
  const outside = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
  return [...outside.matchAll(/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g)]
    .map(([digits]) => digits)
    .filter((digits) => !Number.isSafeInteger(Number(digits)))
}
