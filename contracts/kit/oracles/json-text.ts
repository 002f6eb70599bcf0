import { escapePointerStep } from '../json.ts'

/**
 * Finds the member names that occur twice in one object, as JSON pointers. `JSON.parse` silently keeps the last one.
 * The text must be valid JSON; for any other text the result is undefined.
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
    const memberPointer = `${pointer}/${escapePointerStep(name)}`
    if (names.has(name)) scan.duplicates.push(memberPointer)
    names.add(name)
    readToken(scan)
    scanValue(scan, memberPointer)
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

/** Finds the integers of a JSON text that a double cannot represent exactly, as written. */
export function findUnsafeIntegers(text: string): readonly string[] {
  // Most texts have no long number, so their strings need not be removed.
  if (!/\d{16}/.test(text)) return []
  const withoutStrings = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
  return [...withoutStrings.matchAll(/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g)]
    .map(([digits]) => digits)
    .filter((digits) => !Number.isSafeInteger(Number(digits)))
}
