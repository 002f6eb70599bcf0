import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/index.ts'
import { parseCurlRequest } from '../support/curl.ts'
import { readBlocks } from './blocks.ts'

const root = join(import.meta.dirname, '..', '..')
const curls = readBlocks(join('docs', 'testing.md'))
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.trim().split('\n'))

interface Session {
  readonly id: string
  readonly status: string
}

const execute = promisify(execFile)

describe('docs/testing.md', () => {
  it('shows a Playwright test that passes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowtwin-docs-'))
    const config = join(root, 'test', 'docs', 'playwright.config.ts')
    const runner = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
    const env = { ...process.env, RESULTS: folder, NO_COLOR: '1' }
    const { stdout } = await execute(process.execPath, [runner, 'test', '--config', config], { env })
    expect(stdout).toMatch(/1 passed/)
    rmSync(folder, { recursive: true })
  })

  it('shows a test for node:test that passes in process and against a server', async () => {
    const args = ['--import', 'tsx', '--test', '--test-reporter=tap', join('test', 'docs', 'node-test.case.ts')]
    const server = await createTwin().listen()
    const { FLOWTWIN_URL: _, NODE_TEST_CONTEXT: __, ...env } = process.env
    const environments = [env, { ...env, FLOWTWIN_URL: server.url }]
    const results = await Promise.all(
      environments.map(async (each) => execute(process.execPath, args, { cwd: root, env: each })),
    )
    expect(results.map(({ stdout }) => /^# pass (\d)$/m.exec(stdout)?.[1])).toEqual(['1', '1'])
    const worlds = await fetch(`${server.url}/_twin/v1/worlds`)
    expect(await worlds.json()).toMatchObject({ worlds: [{ name: 'default' }] })
    await server.close()
  })

  it('shows curl commands that have the documented effect in order', async () => {
    const twin = createTwin()
    const responses: Response[] = []
    for (const curl of curls) responses.push(await twin.fetch(parseCurlRequest(curl)))
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 200, 200, 200, 204])
    const [before, after] = (await Promise.all([responses[2]!.json(), responses[4]!.json()])) as Session[][]
    const { id, status } = before!.find((session) => session.status === 'running')!
    expect([status, after!.find((session) => session.id === id)?.status]).toEqual(['running', 'expired'])
  })
})
