import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../cli/command.ts'

const root = join(import.meta.dirname, '..', '..')

interface Result {
  readonly status: string
  readonly stderr: readonly { readonly text: string }[]
  readonly attachments: readonly { readonly name: string; readonly path?: string; readonly body?: string }[]
}

interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly { readonly results: readonly Result[] }[]
  }[]
}

function listResults({ suites = [], specs }: Suite): readonly (readonly [string, Result])[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ results }) => results.map((result) => [title, result] as const)),
  )
  return [...own, ...suites.flatMap(listResults)]
}

/** Playwright's own runner on a small project, without a browser. */
describe('Playwright tests with a world', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-playwright-'))
  let results: ReadonlyMap<string, Result>

  beforeAll(async () => {
    const runner = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
    const config = join(root, 'test', 'testing', 'browser-project', 'playwright.config.ts')
    const env = { ...process.env, NO_COLOR: '1', RESULTS: join(folder, 'results') }
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [runner, 'test', '--config', config], { cwd: folder, env }, (_, out) => resolve(out))
    })
    results = new Map((JSON.parse(output) as { readonly suites: readonly Suite[] }).suites.flatMap(listResults))
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  it('have worlds of their own, with URLs that any client can reach', () => {
    const passed = [...results].filter(([, { status }]) => status === 'passed').map(([title]) => title)
    expect(passed.toSorted()).toEqual([
      'has another world',
      'is alone in its world for 1h',
      'is alone in its world for 2h',
      'is alone in its world for 31m',
    ])
    expect(passed.flatMap((title) => results.get(title)?.attachments ?? [])).toEqual([])
  })

  it('attach a recording and print the replay command when they fail', async () => {
    const { status, stderr, attachments } = results.get('fails on purpose')!
    const line = /npx flowtwin (replay (\S+) --until 3)\n/.exec(stderr.map(({ text }) => text).join(''))
    const recording = attachments.find(({ name }) => name === 'flowtwin recording')
    const replay = attachments.find(({ name }) => name === 'flowtwin replay')
    expect([status, join(folder, line?.[2] ?? '')]).toEqual(['failed', recording?.path])
    expect(Buffer.from(replay?.body ?? '', 'base64').toString()).toBe(`npx flowtwin ${line?.[1]}`)
    const { code, stdout } = await runCommand(['replay', recording!.path!])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^All 3 responses equal those of/)])
  })
})
