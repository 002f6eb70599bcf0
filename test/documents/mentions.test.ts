import type { Command } from 'commander'
import { beforeAll, describe, expect, it } from 'vitest'
import { createProgram } from '../../cli/main.ts'
import { createTwin } from '../../mock/index.ts'
import { listDocuments, readDocument } from './blocks.ts'

/** Without generated pages, and without decisions and the change log, which describe the past. */
const documentPaths = listDocuments().filter(
  (path) => !/CHANGELOG|decisions|checks\.md|quirks\.md|requirements\.md/.test(path),
)

/** Returns the inline code of a document. */
function readInlineCode(path: string): readonly string[] {
  const prose = readDocument(path).replaceAll(/^```[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' ').replaceAll('\\|', '|'))
}

const program = await createProgram()

describe('a command in the text', () => {
  const verbs = new Set(program.commands.map((command) => command.name()))
  const lines = documentPaths.flatMap((path) =>
    readInlineCode(path)
      .map((code) => code.replace(/^(npx )?flowtwin /, ''))
      .filter((code) => verbs.has(code.split(' ')[0] ?? '') && code.includes(' '))
      .map((line) => [path, line] as const),
  )

  it('occurs often', () => expect(lines.length).toBeGreaterThan(50))

  it.each(lines)('%s: %s', (_, line) => {
    const [verb, ...words] = line.split(' ')
    const command = program.commands.find((one) => one.name() === verb)!
    const inner = findSubcommand(command, words[0])
    const known = [...(inner ?? command).options, ...command.options].map(({ long }) => long)
    expect(words.filter((word) => word.startsWith('--') && !known.includes(word))).toEqual([])
  })
})

/** Returns the subcommand that a word names, or the default subcommand. */
function findSubcommand({ commands }: Command, word: string | undefined): Command | undefined {
  if (commands.length === 0) return undefined
  const named = commands.find((one) => one.name() === word)
  if (word !== undefined && !word.startsWith('-')) expect(named, `"${word}" is not a subcommand`).toBeDefined()
  return named ?? commands.find((one) => ['read', 'list', 'show'].includes(one.name()))
}

/** Base path of the request paths in each document. */
const BASE_PATHS: Readonly<Record<string, string>> = {
  'docs/worlds.md': '/_twin/v1',
  'docs/journal.md': '/_twin/v1/worlds/default',
  'docs/qyvo.md': '',
}

describe.each(Object.keys(BASE_PATHS))('a request in the text of %s', (path) => {
  const twin = createTwin({ runs: 200 })
  const send = (method: string, target: string, body?: string) =>
    twin.fetch(
      new Request(`http://localhost${target}`, {
        method,
        headers: { authorization: 'Bearer demo', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      }),
    )
  let snapshot = ''
  beforeAll(async () => {
    snapshot = await (await send('GET', '/_twin/v1/worlds/default/snapshot')).text()
  })

  /** Returns the number of a running run. */
  async function findRunningRun(): Promise<string> {
    const response = await send('GET', '/_twin/v1/worlds/default/runs?status=running&limit=1')
    const { runs } = (await response.json()) as { readonly runs: readonly { readonly number: number }[] }
    return String(runs[0]?.number)
  }

  const codes = readInlineCode(path)
  const requests = codes.flatMap((code, at) => {
    const [, method = '', target = ''] = /^(GET|POST|PUT|DELETE) (\/\S+)$/.exec(code) ?? []
    const body = codes[at + 1]?.startsWith('{') === true && method !== 'GET' ? codes[at + 1] : undefined
    return method === '' ? [] : [{ method, target, body }]
  })

  it('occurs several times', () => expect(requests.length).toBeGreaterThan(4))

  it.each(requests)('$method $target $body', async ({ method, target, body }) => {
    const actualTarget = target
      .replace('{world}', 'default')
      .replace('{run}', await findRunningRun())
      .replace('<other>', 'copy')
    const sentBody = body?.replace('{…}', snapshot)
    const { status } = await send(method, `${BASE_PATHS[path]}${actualTarget}`, sentBody)
    if (method === 'GET' || sentBody !== undefined) expect(Math.floor(status / 100)).toBe(2)
    // Without a body the server rejects it, but the route exists.
    else expect([404, 405, 500]).not.toContain(status)
  })
})
