import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { runCommand, runControlCommand } from './command.ts'

/** A run of each vendor that its API shows at the initial time. */
const RUN_INDEXES = { qyvo: -2, recrubo: -300, rapidpro: -300, idnow: -300 } as const

describe('commands for runs', () => {
  const twin = createTwin({ runs: 400 })
  let server: RunningServer

  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(() => server.close())

  const control = (...args: string[]) => runControlCommand(server.url, args)

  it('insert and drive runs, create bursts, and compare worlds', async () => {
    expect((await control('world', 'create', 'one', '--fixture', 'empty')).json).toMatchObject({ runs: 0 })
    await control('world', 'fork', 'two', '--world', 'one')
    expect((await control('diff', 'one', 'two')).code).toBe(0)
    const inserted = await control(
      'run',
      'insert',
      '--world',
      'two',
      '--flow',
      '0',
      '--name',
      'Ada',
      '--end',
      'expired',
    )
    const [{ number }] = (inserted.json ?? {})['runs'] as [{ number: number }]
    expect((await control('run', 'step', String(number), '--world', 'two')).json).toMatchObject({
      number,
      status: 'running',
    })
    expect((await control('burst', '30', '--flow', '1', '--world', 'two')).json).toMatchObject({
      intervalMicroseconds: null,
    })
    expect((await control('run', 'list', '--flow', '1', '--limit', '3', '--world', 'two')).json).toMatchObject({
      total: 30,
    })
    const diff = await control('diff', 'one', 'two')
    expect([diff.code, diff.json?.['runs']]).toEqual([1, expect.objectContaining({ length: 31 })])
    expect((await control('arrivals', '10s', '--world', 'two')).json).toMatchObject({
      intervalMicroseconds: 10_000_000,
    })
    expect((await control('arrivals', 'never', '--world', 'two')).stderr).toMatch(/^flowtwin: .*"never"/)
    expect(await control('diff', 'one', 'missing')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no world'),
    })
  })

  it.each(Object.entries(RUN_INDEXES))('show a run of %s the same with and without a server', async (name, index) => {
    const args = ['show', '--index', String(index), '--vendor', name, '--json']
    const [served, computed] = [
      await runCommand([...args, '--url', server.url]),
      await runCommand([...args, '--runs', '400']),
    ]
    expect([served.code, computed.code, computed.stderr]).toEqual([0, 0, ''])
    const removeOrigins = (text: string) => text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '')
    expect(removeOrigins(computed.stdout)).toBe(removeOrigins(served.stdout))
    expect(computed.stdout.length).toBeGreaterThan(200)
    const other = await runCommand([...args, '--runs', '400', '--seed', 'other'])
    expect(other.stdout).not.toBe(computed.stdout)
  })

  it('reject an unknown run, index and vendor', async () => {
    const none = await runCommand(['show', '--index', '9', '--vendor', 'recrubo'])
    expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/^flowtwin: .*run/)])
    expect((await runCommand(['show', '--index', 'x', '--vendor', 'recrubo'])).code).toBe(2)
    expect((await runCommand(['show', '--index', '1', '--vendor', 'constructor'])).code).toBe(2)
  })

  it('print variables that a shell can evaluate', async () => {
    for (const { name, demo } of vendors) {
      const { stdout, stderr } = await runCommand(['env', name, '--url', server.url, '--world', 'two'])
      expect(stderr).toBe('')
      const prefix = name.toUpperCase()
      const script = `${stdout}printf '%s|%s' "$${prefix}_URL" "$${prefix}_TOKEN"`
      const output = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
      expect(output).toBe(`${server.url}/w/two${demo.basePath}|${demo.credential}`)
    }
    const json = JSON.parse((await runCommand(['env', 'qyvo', '--format', 'json'])).stdout) as Record<string, string>
    expect(Object.keys(json)).toEqual(['QYVO_URL', 'QYVO_TOKEN'])
    expect((await runCommand(['env', 'qyvo', '--format', 'github'])).stdout).toMatch(
      /^QYVO_URL=http:\S+\nQYVO_TOKEN=\w+\n$/,
    )
    expect((await runCommand(['env', 'qyvo', '--unset'])).stdout).toBe('unset QYVO_URL\nunset QYVO_TOKEN\n')
    expect((await runCommand(['env', 'qyvo', '--format', 'yaml'])).code).toBe(2)
    expect((await runCommand(['env', 'acme'])).code).toBe(2)
  })
})
