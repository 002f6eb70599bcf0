import { Problem } from '../../http/problem.ts'
import { countCharacters } from '../../wire/python-values.ts'
import type { JsonValue } from '../../world/model/json.ts'

/** Parses JSON. @throws {Problem} with the message of Python's parser */
export function parsePythonJson(text: string): JsonValue {
  if (text.startsWith('\ufeff')) throw createJsonProblem('Unexpected UTF-8 BOM (decode using utf-8-sig)', text, 0)
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    throw findJsonError(text)
  }
}

function createJsonProblem(message: string, text: string, index: number): Problem {
  const before = text.slice(0, index)
  const line = before.split('\n').length
  // Python counts characters, not UTF-16 units.
  const column = countCharacters(before.slice(before.lastIndexOf('\n') + 1)) + 1
  const place = `line ${line} column ${column} (char ${countCharacters(before)})`
  return new Problem('malformed-body', { text: `JSON parse error - ${message}: ${place}` })
}

function findJsonError(text: string): Problem {
  const scanner = new JsonScanner(text)
  try {
    scanner.scanDocument()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  return createJsonProblem('Expecting value', text, 0)
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const LITERAL = /true|false|null/y
const CONSTANT = /NaN|-?Infinity/y
const WHITE_SPACE = /[ \t\n\r]*/y

/** Walks through invalid JSON as Python's scanner does, up to its error. Every method throws the error as a problem. */
class JsonScanner {
  readonly #text: string
  #index = 0

  constructor(text: string) {
    this.#text = text
  }

  scanDocument(): void {
    this.#skipWhiteSpace()
    this.#scanValue()
    this.#skipWhiteSpace()
    if (this.#index < this.#text.length) this.#fail('Extra data')
  }

  /** Containers are kept on a stack of their closing brackets, because bodies may be nested deeply. */
  #scanValue(): void {
    const closings: string[] = []
    for (;;) {
      const opening = this.#text[this.#index]
      if (opening === '{' || opening === '[') {
        this.#index++
        this.#skipWhiteSpace()
        closings.push(opening === '{' ? '}' : ']')
        if (this.#text[this.#index] !== closings.at(-1)) {
          if (opening === '{') this.#scanKey()
          continue
        }
        this.#index++
        closings.pop()
      } else {
        this.#scanScalar()
      }
      if (!this.#scanEndOfItem(closings)) return
    }
  }

  /** Closes containers after a value; false when the outermost one is complete. */
  #scanEndOfItem(closings: string[]): boolean {
    for (;;) {
      const closing = closings.at(-1)
      if (closing === undefined) return false
      this.#skipWhiteSpace()
      const sign = this.#text[this.#index]
      if (sign !== closing && sign !== ',') this.#fail("Expecting ',' delimiter")
      this.#index++
      if (sign === ',') {
        this.#skipWhiteSpace()
        if (closing === '}') this.#scanKey()
        return true
      }
      closings.pop()
    }
  }

  #scanKey(): void {
    if (this.#text[this.#index] !== '"') this.#fail('Expecting property name enclosed in double quotes')
    this.#scanString()
    this.#skipWhiteSpace()
    if (this.#text[this.#index] !== ':') this.#fail("Expecting ':' delimiter")
    this.#index++
    this.#skipWhiteSpace()
  }

  #scanScalar(): void {
    if (this.#text[this.#index] === '"') {
      this.#scanString()
    } else if (!this.#skip(LITERAL)) {
      const constant = this.#match(CONSTANT)
      if (constant !== undefined) {
        const text = `JSON parse error - Out of range float values are not JSON compliant: '${constant}'`
        throw new Problem('malformed-body', { text })
      }
      if (!this.#skip(NUMBER)) this.#fail('Expecting value')
    }
  }

  #scanString(): void {
    const start = this.#index++
    for (;;) {
      const sign = this.#text[this.#index]
      if (sign === undefined) this.#fail('Unterminated string starting at', start)
      if (sign === '"') break
      if (sign < ' ') this.#fail('Invalid control character at')
      if (sign === '\\') this.#scanEscape(start)
      else this.#index++
    }
    this.#index++
  }

  #scanEscape(stringStart: number): void {
    const sign = this.#text[this.#index + 1]
    if (sign === undefined) this.#fail('Unterminated string starting at', stringStart)
    if (sign === 'u') {
      const digits = this.#text.slice(this.#index + 2, this.#index + 6)
      if (!/^[\da-f]{4}$/i.test(digits) || this.#index + 6 >= this.#text.length) {
        this.#fail(String.raw`Invalid \uXXXX escape`, this.#index + 1)
      }
      this.#index += 6
      return
    }
    if (!'"\\/bfnrt'.includes(sign)) this.#fail(String.raw`Invalid \escape`)
    this.#index += 2
  }

  #skipWhiteSpace(): void {
    this.#skip(WHITE_SPACE)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#index
    return pattern.exec(this.#text)?.[0]
  }

  #skip(pattern: RegExp): boolean {
    const match = this.#match(pattern)
    this.#index += match?.length ?? 0
    return match !== undefined
  }

  #fail(message: string, index = this.#index): never {
    throw createJsonProblem(message, this.#text, index)
  }
}
