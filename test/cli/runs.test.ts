import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { run, runAt } from './command.ts'

const PLACE = { qyvo: -2, recrubo: -300, rapidpro: -300, idnow: -300 } as const

describe('the verbs that bring and compare runs', () => {
  const twin = createTwin({ runs: 400 })
  let server: RunningServer

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const told = (...words: string[]) => runAt(server.url, words)

  it('tell of runs, drive them, let bursts come, and find the difference', async () => {
    expect((await told('world', 'create', 'one', '--fixture', 'empty')).json).toMatchObject({ runs: 0 })
    await told('world', 'fork', 'two', '--world', 'one')
    expect((await told('diff', 'one', 'two')).code).toBe(0)
    const made = await told('run', 'insert', '--world', 'two', '--flow', '0', '--name', 'Ada', '--end', 'expired')
    const [{ number }] = (made.json ?? {})['runs'] as [{ number: number }]
    expect((await told('run', 'step', String(number), '--world', 'two')).json).toMatchObject({
      number,
      status: 'running',
    })
    expect((await told('burst', '30', '--flow', '1', '--world', 'two')).json).toMatchObject({ every: null })
    expect((await told('run', 'list', '--flow', '1', '--limit', '3', '--world', 'two')).json).toMatchObject({
      total: 30,
    })
    const differing = await told('diff', 'one', 'two')
    expect([differing.code, differing.json?.['runs']]).toEqual([1, expect.objectContaining({ length: 31 })])
    expect((await told('arrivals', '10s', '--world', 'two')).json).toMatchObject({ every: 10_000_000 })
    expect((await told('arrivals', 'never', '--world', 'two')).stderr).toMatch(
      /^flowtwin: every: "never" is no duration/,
    )
    expect(await told('diff', 'one', 'nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('no world') })
  })

  it.each(Object.entries(PLACE))(
    'show a record of %s as the server serves it, with and without one',
    async (name, index) => {
      const words = ['show', '--index', String(index), '--vendor', name, '--json']
      const [served, computed] = [await run([...words, '--url', server.url]), await run([...words, '--runs', '400'])]
      expect([served.code, computed.code, computed.stderr]).toEqual([0, 0, ''])
      const origins = (text: string) => text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '')
      expect(origins(computed.stdout)).toBe(origins(served.stdout))
      expect(computed.stdout.length).toBeGreaterThan(200)
      const other = await run([...words, '--runs', '400', '--seed', 'other'])
      expect(other.stdout).not.toBe(computed.stdout)
    },
  )

  it('show nothing that is not there, and say so', async () => {
    const none = await run(['show', '--index', '9', '--vendor', 'recrubo'])
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('no run of this world')])
    expect((await run(['show', '--index', 'x', '--vendor', 'recrubo'])).code).toBe(2)
    expect((await run(['show', '--index', '1', '--vendor', 'constructor'])).code).toBe(2)
  })

  it('print lines that a shell can evaluate, and nothing else', async () => {
    for (const { name, demo } of vendors) {
      const { stdout, stderr } = await run(['env', name, '--url', server.url, '--world', 'two'])
      expect(stderr).toBe('')
      const upper = name.toUpperCase()
      const script = `${stdout}printf '%s|%s' "$${upper}_URL" "$${upper}_TOKEN"`
      const heard = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
      expect(heard).toBe(`${server.url}/w/two${demo.basePath}|${demo.credential}`)
    }
    const json = JSON.parse((await run(['env', 'qyvo', '--format', 'json'])).stdout) as Record<string, string>
    expect(Object.keys(json)).toEqual(['QYVO_URL', 'QYVO_TOKEN'])
    expect((await run(['env', 'qyvo', '--format', 'github'])).stdout).toMatch(/^QYVO_URL=http:\S+\nQYVO_TOKEN=\w+\n$/)
    expect((await run(['env', 'qyvo', '--unset'])).stdout).toBe('unset QYVO_URL\nunset QYVO_TOKEN\n')
    expect((await run(['env', 'qyvo', '--format', 'yaml'])).code).toBe(2)
    expect((await run(['env', 'acme'])).code).toBe(2)
  })
})
