import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { runCommand, spawnCommand } from './command.ts'

interface ReadyLine {
  readonly event: string
  readonly url: string
  readonly port: number
  readonly seed: number
  readonly now: string
  readonly vendors: readonly { readonly name: string; readonly url: string; readonly credential: string }[]
}

describe('flowtwin serve', () => {
  it('prints one line of JSON with the real port, serves the selected vendors, and exits with 0 on SIGTERM', async () => {
    const options = ['--port', '0', '--seed', '7', '--now', '2026-03-01T00:00:00Z', '--clock', 'frozen']
    const server = spawnCommand(['serve', '--json', '--only', 'idnow,qyvo', ...options])
    const ready = JSON.parse(await server.firstLine) as ReadyLine
    expect(ready).toMatchObject({ event: 'ready', seed: 7, now: '2026-03-01T00:00:00.000000Z' })
    expect(ready.url).toBe(`http://127.0.0.1:${ready.port}`)
    expect(ready.vendors.map(({ name }) => name)).toEqual(['qyvo', 'idnow'])
    const [qyvo] = ready.vendors
    const headers = { authorization: `Bearer ${qyvo?.credential}` }
    const feed = await fetch(`${qyvo?.url}/triggers/new-flow-triggered`, { headers })
    expect([feed.status, feed.headers.get('date')]).toEqual([200, 'Sun, 01 Mar 2026 00:00:00 GMT'])
    expect((await fetch(`${ready.url}/api/v2/runs.json`)).status).toBe(404)
    server.child.kill('SIGTERM')
    expect((await server.result).code).toBe(0)
  })

  it('prints at most twelve lines, with a curl command per vendor and one for the clock', async () => {
    const server = spawnCommand(['--port', '0'])
    await server.firstLine
    // The whole text is one write.
    server.child.kill('SIGINT')
    const { code, stdout } = await server.result
    const lines = stdout.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines.length).toBeLessThanOrEqual(12)
    expect(lines[0]).toMatch(/^Flowtwin \d+\.\d+\.\d+ is ready: seed 42, 1000 runs, world time \d{4}-\S+Z \(live\)\.$/)
    expect(lines.filter((line) => line.startsWith('  curl '))).toHaveLength(5)
    expect(lines.at(-1)).toMatch(/Stop with Ctrl\+C\.$/)
  })

  it('exits with 2 when the port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as AddressInfo
    const { code, stderr, stdout } = await runCommand(['serve', '--port', String(port)])
    holder.close()
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `flowtwin: port ${port} is in use; stop the other process, or give another with --port (0 picks a free one).\n`,
    )
  })

  it.each([
    [['--now', 'noon'], /^--now "noon" is no instant; give one such as 2026-01-15T09:00:00Z\.$/],
    [['--clock', 'fast'], /^--clock "fast" is no clock mode; give live, frozen, or a speed such as 60x\.$/],
    [['--every', 'often'], /"often".*31m/],
    [['--runs', 'many'], /^--runs "many" is no whole number; give one such as 1000\.$/],
    [['--port', '70000'], /^--port 70000 does not exist; give one from 0 \(any free one\) to 65535\.$/],
    [['--only', 'qyvo,acme'], /"acme".*qyvo, recrubo, rapidpro, idnow/],
    [['--limits', 'some'], /^--limits "some" is unknown; give on, off\.$/],
  ])('exits with 2 and one sentence for %j', async (args, sentence) => {
    const { code, stderr, stdout } = await runCommand(['serve', ...args])
    expect([code, stdout, stderr.split('\n')]).toEqual([2, '', [expect.any(String), '']])
    expect(stderr).toMatch(/^flowtwin: /)
    expect(stderr.replace('flowtwin: ', '').trimEnd()).toMatch(sentence)
  })

  it('exits with 2 for an unknown option and an unknown command', async () => {
    const option = await runCommand(['serve', '--prot', '80'])
    expect([option.code, option.stderr]).toEqual([2, expect.stringContaining("unknown option '--prot'")])
    const command = await runCommand(['sevre'])
    expect([command.code, command.stderr]).toEqual([2, 'flowtwin: there is no command "sevre"; see flowtwin --help.\n'])
  })
})

describe('flowtwin --help', () => {
  it('lists the commands in three groups', async () => {
    const { code, stdout } = await runCommand(['--help'])
    expect(code).toBe(0)
    const groups = [...stdout.matchAll(/^(Mock server|Control a running server|Check an API):$/gm)]
    expect(groups.map(([, name]) => name)).toEqual(['Mock server', 'Control a running server', 'Check an API'])
    expect(stdout).toMatch(/^ {2}verify \[options\] \[vendor\]/m)
  })
})
