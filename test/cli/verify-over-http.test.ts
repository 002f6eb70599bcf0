import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runVerify, type VerifyCommandOptions } from '../../cli/commands/verify.ts'
import type { Terminal } from '../../cli/terminal.ts'
import type { Result, VendorName } from '../../contracts/index.ts'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { spawnCommand } from './command.ts'

interface Flow {
  readonly published: boolean
  readonly vendors: Readonly<Record<VendorName, { readonly id: string }>>
}

const VENDORS = ['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const
const folder = mkdtempSync(join(tmpdir(), 'flowtwin-over-http-'))

afterAll(() => rmSync(folder, { recursive: true }))

/** Returns the ids that a run cannot discover, from the control API. */
async function fetchIds(url: string, vendor: VendorName): Promise<readonly string[]> {
  const response = await fetch(`${url}/_twin/v1/worlds/default/flows`)
  const { flows } = (await response.json()) as { readonly flows: readonly Flow[] }
  const findId = (published: boolean): string => flows.find((flow) => flow.published === published)!.vendors[vendor].id
  if (vendor === 'qyvo') return [`draftFlowId=${findId(false)}`]
  return vendor === 'idnow' ? [`flowId=${findId(true)}`] : []
}

/** Returns the checks that failed, or were inconclusive or blocked. */
function findProblems({ checks }: Result): readonly unknown[] {
  const expected = ['pass', 'not-applicable', 'not-selected']
  return checks.filter(({ outcome }) => !expected.includes(outcome.kind)).map(({ id, outcome }) => [id, outcome])
}

/** A server of this process whose frozen clock advances when the command waits, so that no test sleeps. */
class TestServer {
  readonly #twin: Twin
  #server: RunningServer | null = null

  constructor(runs: number) {
    this.#twin = createTwin({ runs, limits: false, clock: 'frozen' })
  }

  async open(): Promise<void> {
    this.#server = await this.#twin.listen()
  }

  async close(): Promise<void> {
    await this.#server?.close()
  }

  get url(): string {
    return this.#server?.url ?? ''
  }

  /** Runs `flowtwin verify` for a vendor over HTTP. */
  async verify(vendor: VendorName, options: VerifyCommandOptions): Promise<{ code: number; result: Result }> {
    const { basePath, credential } = this.#twin.vendors.find(({ name }) => name === vendor)!.demo
    let printed = ''
    const io: Terminal = {
      env: { CREDENTIAL: credential },
      print: (text) => (printed += text),
      log: () => {},
      hasColor: false,
      clock: {
        now: () => this.#twin.clock.now / 1000,
        sleep: (milliseconds) => {
          this.#twin.clock.advance(Math.round(milliseconds * 1000))
          return Promise.resolve()
        },
      },
    }
    const target = { url: `${this.url}${basePath}`, tokenEnv: 'CREDENTIAL', id: await fetchIds(this.url, vendor) }
    const files = { ledger: join(folder, vendor), json: true }
    const code = await runVerify(vendor, { ...target, ...files, ...options }, io)
    return { code, result: JSON.parse(printed) as Result }
  }
}

describe('flowtwin verify over HTTP against the mock', () => {
  const server = new TestServer(1000)
  beforeAll(() => server.open())
  afterAll(() => server.close())

  it.each(VENDORS)('passes every check of %s with all permissions, and deletes what it created', async (vendor) => {
    const permits = { writes: true, probeMethods: true, load: true, control: server.url, maxTime: '1000000' }
    const { code, result } = await server.verify(vendor, permits)
    expect(findProblems(result)).toEqual([])
    expect(result.ledger.filter(({ state }) => state === 'leaked')).toEqual([])
    expect(result.run.mode).toBe('managed')
    expect(code).toBe(0)
    // An earlier run has moved the clock.
    await fetch(`${server.url}/_twin/v1/worlds/default/reset`, { method: 'POST' })
  })
})

describe('flowtwin verify against 100,000 runs', () => {
  /** Dozens of walks of forty pages take a minute; a run with a lower limit must hold its plan as well. */
  const MAX_REQUESTS: Partial<Record<VendorName, string>> = { recrubo: '150', rapidpro: '60' }
  const server = new TestServer(100_000)
  beforeAll(() => server.open())
  afterAll(() => server.close())

  it.each(VENDORS)('sends no more requests to %s than --dry-run says', async (vendor) => {
    const maxRequests = MAX_REQUESTS[vendor]
    const limit = maxRequests === undefined ? {} : { maxRequests }
    let printed = ''
    const io = { env: {}, print: (text: string) => (printed += text), log: () => {}, hasColor: false }
    await runVerify(vendor, { ...limit, dryRun: true, json: true }, io)
    const plan = JSON.parse(printed) as { readonly maxRequests: number }
    const { code, result } = await server.verify(vendor, limit)
    expect(result.traffic.requests).toBeLessThanOrEqual(plan.maxRequests)
    expect(result.checks.filter(({ outcome }) => ['fail', 'error'].includes(outcome.kind))).toEqual([])
    // Unread data is no evidence and no failure.
    expect([code, result.traffic.stoppedBy]).toEqual(maxRequests === undefined ? [0, null] : [5, expect.any(String)])
  })
})

describe('flowtwin verify in a process of its own', () => {
  it('passes against flowtwin serve', async () => {
    const server = spawnCommand(['serve', '--port', '0', '--json', '--limits', 'off'])
    const { url, vendors } = JSON.parse(await server.firstLine) as {
      readonly url: string
      readonly vendors: readonly { readonly name: string; readonly url: string; readonly credential: string }[]
    }
    const qyvo = vendors.find(({ name }) => name === 'qyvo')!
    const options = ['--url', qyvo.url, '--token-env', 'CREDENTIAL', '--json', '--only', 'POLL-00*', 'AUTH-*']
    const ids = (await fetchIds(url, 'qyvo')).flatMap((id) => ['--id', id])
    const verify = spawnCommand(['verify', 'qyvo', ...options, ...ids], { CREDENTIAL: qyvo.credential })
    const { code, stdout, stderr } = await verify.result
    server.child.kill('SIGTERM')
    expect(stderr).toContain('Checking Qyvo')
    expect(findProblems(JSON.parse(stdout) as Result)).toEqual([])
    expect([code, (await server.result).code]).toEqual([0, 0])
  })
})
