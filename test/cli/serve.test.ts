import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:https'
import { type AddressInfo, connect, createServer } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { program, runCommand, spawnCommand } from './command.ts'
import { getCertificatePath, readCertificate } from './target-server.ts'

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

  it('begins from a snapshot, unless its store has the default world already', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowtwin-snapshot-'))
    const [file, store] = [join(folder, 'saved.json'), join(folder, 'worlds')]
    const args = ['serve', '--port', '0', '--json', '--snapshot', file, '--store', store]
    const twin = createTwin({ seed: 7, runs: 5 })
    twin.clock.advance('1h')
    const saved = await twin.fetch(new Request('http://localhost/_twin/v1/worlds/default/snapshot'))
    writeFileSync(file, await saved.text())
    for (let start = 0; start < 2; start++) {
      const server = spawnCommand(args)
      const ready = JSON.parse(await server.firstLine) as ReadyLine
      expect(ready).toMatchObject({ seed: 7, now: '2026-01-15T10:00:00.000000Z' })
      server.child.kill('SIGTERM')
      expect((await server.result).code).toBe(0)
      writeFileSync(file, '{"operations":[]}')
    }
    const invalid = await runCommand(['serve', '--port', '0', '--snapshot', file])
    expect([invalid.code, invalid.stderr]).toEqual([2, expect.stringContaining(`--snapshot ${file} cannot be loaded`)])
    rmSync(folder, { recursive: true })
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

  it('prints the random control token for scripts, and no token that was given', async () => {
    const network = spawnCommand(['--port', '0', '--host', '0.0.0.0', '--json'])
    const { url, controlToken } = JSON.parse(await network.firstLine) as { url: string; controlToken: string }
    const headers = { authorization: `Bearer ${controlToken}` }
    expect((await fetch(`${url}/_twin/v1/worlds`, { headers })).status).toBe(200)
    expect((await fetch(`${url}/_twin/v1/worlds`)).status).toBe(403)
    network.child.kill('SIGTERM')
    await network.result
    for (const args of [['--host', '0.0.0.0', '--control-token', 'mine'], []]) {
      const other = spawnCommand(['--port', '0', '--json', ...args])
      expect(JSON.parse(await other.firstLine)).not.toHaveProperty('controlToken')
      other.child.kill('SIGTERM')
      await other.result
    }
  })

  it('serves HTTPS with a certificate, and hands out https links', async () => {
    const pem = getCertificatePath('server')
    const server = spawnCommand(['--port', '0', '--json', '--tls-cert', pem, '--quirk', 'rapidpro.transport=tls'])
    const { url, vendors } = JSON.parse(await server.firstLine) as ReadyLine
    const credential = vendors.find(({ name }) => name === 'rapidpro')?.credential
    const read = (target: string) =>
      new Promise<{ readonly status: number | undefined; readonly next: string | null }>((resolve, reject) => {
        const headers = { authorization: `Token ${credential}` }
        get(target, { ca: readCertificate('ca'), servername: 'localhost', headers }, (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.on('end', () => resolve({ status: response.statusCode, ...(JSON.parse(text) as { next: string }) }))
        }).on('error', reject)
      })
    const first = await read(`${url}/api/v2/runs.json`)
    expect([first.status, first.next]).toEqual([200, expect.stringMatching(`^${url}/api/v2/runs.json`)])
    expect((await read(first.next ?? '')).status).toBe(200)
    server.child.kill('SIGTERM')
    await server.result
  })

  it.each([
    [['--tls-key', 'key.pem'], '--tls-key requires --tls-cert'],
    [['--tls-cert', 'missing.pem'], 'missing.pem and missing.pem are no PEM certificate with its private key'],
    [['--tls-cert', getCertificatePath('ca')], 'are no PEM certificate with its private key'],
  ])('exits with 2 for %j', async (args, sentence) => {
    const { code, stderr } = await runCommand(['serve', '--port', '0', ...args])
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
  })

  it('reads PORT and HOST, which options override, and ignores empty ones', async () => {
    const byEnvironment = await runCommand(['serve'], { PORT: '70001' })
    expect(byEnvironment.stderr).toContain('--port 70001 does not exist')
    const overridden = await runCommand(['serve', '--port', '70002'], { PORT: '70001' })
    expect(overridden.stderr).toContain('--port 70002 does not exist')
    const noHost = await runCommand(['serve', '--port', '0'], { HOST: '256.0.0.1', PORT: '' })
    expect(noHost.stderr).toContain('cannot listen on 256.0.0.1')
  })

  it('ends within seconds of a signal while a delayed response and a webhook are pending', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const server = spawnCommand(['--port', '0', '--json', '--clock', 'frozen'])
    const { url } = JSON.parse(await server.firstLine) as ReadyLine
    const headers = { authorization: 'Bearer mine', 'content-type': 'application/vnd.api+json' }
    const attributes = {
      resourceType: 'flowRuns',
      event: 'create',
      webhookUrl: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`,
    }
    const connected = new Promise((resolve) => silent.once('connection', resolve))
    const body = JSON.stringify({ data: { type: 'webhooks', attributes } })
    await fetch(`${url}/public/v2/webhooks`, { method: 'POST', headers, body })
    await runCommand(['clock', 'advance', '10m', '--url', url])
    await connected
    const delayed = fetch(`${url}/api/v1/me`, { headers: { ...headers, 'x-flowtwin-fault': 'delay=60s' } })
    const ended = delayed.catch((error: unknown) => error)
    await runCommand(['wait', '--url', url, '--state', 'pending', '--vendor', 'qyvo'])
    const before = performance.now()
    server.child.kill('SIGTERM')
    expect((await server.result).code).toBe(0)
    expect(performance.now() - before).toBeLessThan(8000)
    expect(await ended).toBeInstanceOf(Error)
    silent.close()
  })

  it('ends with the shell of an npm script', async () => {
    const script = `"${process.execPath}" "${program}" --port 0 --json; true`
    const shell = spawn('sh', ['-c', script], { env: { ...process.env, npm_lifecycle_event: 'start' } })
    const [line] = (await once(createInterface(shell.stdout), 'line')) as [string]
    const { port } = JSON.parse(line) as ReadyLine
    const closed = new Promise((resolve) => connect(port, '127.0.0.1').once('close', resolve))
    shell.kill('SIGTERM')
    await closed
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
  })

  it.each([
    [[], 302, '_twin/'],
    [['--page', 'off'], 200, null],
    [['--no-control'], 200, null],
    [['--control-port', '0'], 200, null],
  ] as const)('answers at the root with %j, as tools that wait for a server expect', async (args, status, location) => {
    // The server of a clone builds the page from its TypeScript source.
    const server = spawnCommand(['--port', '0', '--json', ...args], { NODE_OPTIONS: '--import=tsx' })
    const { url } = JSON.parse(await server.firstLine) as ReadyLine
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(url, { method, redirect: 'manual' })
      expect([response.status, response.headers.get('location')]).toEqual([status, location])
      expect((await fetch(url, { method })).status).toBe(200)
    }
    server.child.kill('SIGTERM')
    await server.result
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
    [
      ['--host', ''],
      /^--host is empty; give an address such as 127\.0\.0\.1, or 0\.0\.0\.0 to listen on all interfaces\.$/,
    ],
    [['--allow-host', 'http://a:1'], /^--allow-host "http:\/\/a:1" is no host name; give one such as flowtwin/],
    [['--public-url', 'ci.example.org'], /^--public-url "ci\.example\.org" is no URL of a server/],
    [['--public-url', 'http://a', '--trust-proxy'], /^--public-url and --trust-proxy contradict each other/],
    [['--cors', 'http://a/b'], /^--cors "http:\/\/a\/b" is no origin; give one such as http:\/\/localhost:3000/],
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
    expect([command.code, command.stderr]).toEqual([
      2,
      'flowtwin: there is no command "sevre"; did you mean "flowtwin serve"?\n',
    ])
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
