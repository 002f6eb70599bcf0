import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { run, started } from './command.ts'

interface Ready {
  readonly event: string
  readonly url: string
  readonly port: number
  readonly seed: number
  readonly now: string
  readonly vendors: readonly { readonly name: string; readonly url: string; readonly credential: string }[]
}

describe('flowtwin serve', () => {
  it('prints one line of JSON with the real port, answers there, and ends well on SIGTERM', async () => {
    const server = started([
      'serve',
      '--port',
      '0',
      '--json',
      '--seed',
      '7',
      '--now',
      '2026-03-01T00:00:00Z',
      '--clock',
      'frozen',
    ])
    const ready = JSON.parse(await server.firstLine) as Ready
    expect(ready).toMatchObject({ event: 'ready', seed: 7, now: '2026-03-01T00:00:00.000000Z' })
    expect(ready.url).toBe(`http://127.0.0.1:${ready.port}`)
    expect(ready.vendors.map(({ name }) => name)).toEqual(['qyvo', 'recrubo', 'rapidpro', 'idnow'])
    const [qyvo] = ready.vendors
    const headers = { authorization: `Bearer ${qyvo?.credential}` }
    const answer = await fetch(`${qyvo?.url}/triggers/new-flow-triggered`, { headers })
    expect([answer.status, answer.headers.get('date')]).toEqual([200, 'Sun, 01 Mar 2026 00:00:00 GMT'])
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  })

  it('prints at most twelve lines, with curls that work as they stand', async () => {
    const server = started(['--port', '0'])
    await server.firstLine
    // The whole text is one write.
    server.child.kill('SIGINT')
    const { code, stdout } = await server.ended
    const lines = stdout.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines.length).toBeLessThanOrEqual(12)
    expect(lines[0]).toMatch(/^Flowtwin \d+\.\d+\.\d+ is ready: seed 42, 1000 runs, world time \d{4}-\S+Z \(live\)\.$/)
    expect(lines.filter((line) => line.startsWith('  curl '))).toHaveLength(5)
    expect(lines.at(-1)).toMatch(/Stop with Ctrl\+C\.$/)
  })

  it('serves only the vendors asked for', async () => {
    const server = started(['serve', '--port', '0', '--json', '--only', 'idnow,qyvo'])
    const ready = JSON.parse(await server.firstLine) as Ready
    expect(ready.vendors.map(({ name }) => name)).toEqual(['qyvo', 'idnow'])
    expect((await fetch(`${ready.url}/api/v2/runs.json`)).status).toBe(404)
    server.child.kill('SIGTERM')
    await server.ended
  })

  it('says in one sentence that a port is taken, and what to do', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as AddressInfo
    const { code, stderr, stdout } = await run(['serve', '--port', String(port)])
    holder.close()
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `flowtwin: port ${port} is taken; stop what uses it, or choose another with --port (0 picks a free one).\n`,
    )
  })

  it.each([
    [['--now', 'noon'], '--now "noon" is no instant; write one such as 2026-01-15T09:00:00Z.'],
    [['--clock', 'fast'], '--clock "fast" is no clock; give live, frozen, or a speed such as 60x.'],
    [['--every', 'often'], '"often" is no duration; write 90s, 31m, 1h30m or PT31M'],
    [['--runs', 'many'], '--runs "many" is no whole number; give one such as 1000.'],
    [['--port', '70000'], '--port 70000 does not exist; give one from 0 (any free one) to 65535.'],
    [['--only', 'qyvo,acme'], 'there is no vendor "acme"; give qyvo, recrubo, rapidpro, idnow'],
    [['--limits', 'some'], '--limits "some" is unknown; give on, off.'],
  ])('refuses %j with one sentence and exit code 2', async (args, sentence) => {
    const { code, stderr, stdout } = await run(['serve', ...args])
    expect([code, stdout, stderr]).toEqual([2, '', `flowtwin: ${sentence}\n`])
  })

  it('names an unknown flag, and exits with 2', async () => {
    const { code, stderr } = await run(['serve', '--prot', '80'])
    expect([code, stderr]).toEqual([2, expect.stringContaining("unknown option '--prot'")])
  })
})
