import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT_CODES } from '../../contracts/index.ts'
import { createTwin } from '../../mock/index.ts'
import { runCommand } from '../cli/command.ts'
import { parseCurlRequest } from '../support/curl.ts'
import { readBlocks } from './blocks.ts'
import { expectShortened } from './expect-shortened.ts'

const root = join(import.meta.dirname, '..', '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = readBlocks('README.md')
const findBlocks = (language: string) => blocks.filter((block) => block.language === language)
const curls = blocks.flatMap(({ language, text }, index) =>
  language === 'sh' && text.startsWith('curl ') ? [{ curl: text.trim(), shown: blocks[index + 1]?.text ?? '' }] : [],
)

function getRows(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body
  const { data, results, content } = body as Readonly<Record<string, unknown>>
  return [data ?? results ?? content].flat()
}

/** Returns the Markdown files of a folder, relative to the root. */
function listPages(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return entries
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => join(folder, name))
}

describe('the README', () => {
  it('has at most 200 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200)
  })

  it('shows requests to all four vendors with the rows that they return', async () => {
    const twin = createTwin()
    expect(new Set(curls.map(({ curl }) => new URL(parseCurlRequest(curl).url).pathname.slice(0, 14))).size).toBe(5)
    for (const { curl, shown } of curls) {
      const request = parseCurlRequest(curl)
      const response = await twin.fetch(request)
      const isCreation = request.method === 'POST' && !curl.includes('/_twin/')
      expect(response.status, curl).toBe(isCreation ? 201 : 200)
      const text = await response.text()
      expect(getRows(JSON.parse(text)).length, curl).toBeGreaterThan(0)
      expectShortened(shown, text)
    }
  })

  it('shows a run that one vendor started in the response of another', async () => {
    const twin = createTwin()
    const started = curls.find(({ curl }) => curl.includes('Painter'))!
    await twin.fetch(parseCurlRequest(started.curl))
    const feed = await twin.fetch(parseCurlRequest(curls[0]!.curl))
    expect(getRows(await feed.json())[0]).toMatchObject({
      created_at: '2026-01-15T09:00:00+00:00',
      context: { vacancy: 'Painter' },
    })
  })

  it('lists the options of serve with their defaults, and existing options of verify', async () => {
    const serve = await runCommand(['serve', '--help'])
    const verify = await runCommand(['verify', '--help'])
    const options = readFileSync(join(root, 'docs', 'serve.md'), 'utf8')
    const listed = [...options.matchAll(/^\| `(--[^`]+)` \| (\S*) ?\|/gm)]
    const offered = serve.stdout.replaceAll(/\n {8,}/g, ' ').match(/^ {2}--.*$/gm) ?? []
    expect(listed).toHaveLength(offered.length)
    for (const [at, [, option = '', value = '']] of listed.entries()) {
      expect(offered[at]?.trim().startsWith(`${option.replace('\\', '')} `)).toBe(true)
      if (!['', 'all'].includes(value)) expect(offered[at]?.replaceAll('"', '')).toContain(`(default: ${value})`)
    }
    const commands = findBlocks('sh').filter(({ text }) => text.includes(' verify '))
    const flags = commands.flatMap(({ text }) => text.match(/ --[a-z-]+/g) ?? [])
    expect(flags.filter((flag) => !verify.stdout.includes(flag))).toEqual([])
  })

  it('names every exit code', () => {
    const named = [...readme.matchAll(/\*\*(\d+)\*\*/g)].map(([, code]) => Number(code))
    expect(named).toEqual(Object.values(EXIT_CODES))
  })

  it('and docs link to existing files only', () => {
    const pages = ['README.md', ...['docs', 'examples'].flatMap((folder) => listPages(folder))]
    const broken = pages.flatMap((page) => {
      const text = readFileSync(join(root, page), 'utf8')
      const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
      const own = links.filter((target) => !target.includes('://'))
      return own
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`)
    })
    expect(broken).toEqual([])
  })

  it('has an index that links every page of docs', () => {
    const index = readFileSync(join(root, 'docs', 'README.md'), 'utf8')
    const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md')
    expect(pages.filter((name) => !index.includes(`(${name})`))).toEqual([])
  })
})
