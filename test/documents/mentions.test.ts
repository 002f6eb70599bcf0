import type { Command } from 'commander'
import { beforeAll, describe, expect, it } from 'vitest'
import { createProgram } from '../../cli/main.ts'
import { createTwin } from '../../mock/index.ts'
import { documents, textOf } from './blocks.ts'

/** Generated pages are made from the code that they name, and decisions and changes tell of their own day. */
const read = documents().filter((path) => !/CHANGELOG|decisions|checks\.md|quirks\.md|requirements\.md/.test(path))

/** The code inside the sentences and tables of a document. */
function codeIn(path: string): readonly string[] {
  const prose = textOf(path).replaceAll(/^```[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' ').replaceAll('\\|', '|'))
}

describe('a command inside a sentence', () => {
  const program = createProgram(undefined)
  const verbs = new Set(program.commands.map((command) => command.name()))
  const lines = read.flatMap((path) =>
    codeIn(path)
      .map((code) => code.replace(/^(npx )?flowtwin /, ''))
      .filter((code) => verbs.has(code.split(' ')[0] ?? '') && code.includes(' '))
      .map((line) => [path, line] as const),
  )

  it('is one of many', () => expect(lines.length).toBeGreaterThan(50))

  it.each(lines)('%s: %s', (_, line) => {
    const [verb, ...words] = line.split(' ')
    const command = program.commands.find((one) => one.name() === verb)!
    const inner = innerOf(command, words[0])
    const known = [...(inner ?? command).options, ...command.options].map(({ long }) => long)
    expect(words.filter((word) => word.startsWith('--') && !known.includes(word))).toEqual([])
  })
})

/** What a verb of several is called with; the usual one of them needs no name. */
function innerOf({ commands }: Command, word: string | undefined): Command | undefined {
  if (commands.length === 0) return undefined
  const named = commands.find((one) => one.name() === word)
  if (word !== undefined && !word.startsWith('-')) expect(named, `"${word}" is no command`).toBeDefined()
  return named ?? commands.find((one) => ['read', 'list', 'show'].includes(one.name()))
}

/** Where the paths of a document begin. */
const BELOW: Readonly<Record<string, string>> = {
  'docs/worlds.md': '/_twin/v1',
  'docs/journal.md': '/_twin/v1/worlds/default',
  'docs/qyvo.md': '',
}

describe.each(Object.keys(BELOW))('a request inside a sentence of %s', (path) => {
  const twin = createTwin({ runs: 200 })
  const ask = (method: string, target: string, body?: string) =>
    twin.fetch(
      new Request(`http://localhost${target}`, {
        method,
        headers: { authorization: 'Bearer demo', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      }),
    )
  let capsule = ''
  beforeAll(async () => {
    capsule = await (await ask('GET', '/_twin/v1/worlds/default/capsule')).text()
  })

  /** A run that can still be driven; nobody has ended it. */
  async function running(): Promise<string> {
    const answer = await ask('GET', '/_twin/v1/worlds/default/runs?status=running&limit=1')
    const { runs } = (await answer.json()) as { readonly runs: readonly { readonly number: number }[] }
    return String(runs[0]?.number)
  }

  const codes = codeIn(path)
  const requests = codes.flatMap((code, at) => {
    const [, method = '', target = ''] = /^(GET|POST|PUT|DELETE) (\/\S+)$/.exec(code) ?? []
    const body = codes[at + 1]?.startsWith('{') === true && method !== 'GET' ? codes[at + 1] : undefined
    return method === '' ? [] : [{ method, target, body }]
  })

  it('is one of several', () => expect(requests.length).toBeGreaterThan(4))

  it.each(requests)('$method $target $body', async ({ method, target, body }) => {
    const here = target
      .replace('{world}', 'default')
      .replace('{run}', await running())
      .replace('<other>', 'copy')
    const given = body?.replace('{…}', capsule)
    const { status } = await ask(method, `${BELOW[path]}${here}`, given)
    if (method === 'GET' || given !== undefined) expect(Math.floor(status / 100)).toBe(2)
    // Without its body it is refused, but known.
    else expect([404, 405, 500]).not.toContain(status)
  })
})
