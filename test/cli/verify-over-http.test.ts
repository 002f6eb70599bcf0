import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../contracts/index.ts'
import { spawnCommand } from './command.ts'
import { fetchIds, VENDORS, VerifyTestServer } from './verify-test-server.ts'

/** Returns the checks that failed, or were inconclusive or blocked. */
function findProblems({ checks }: Result): readonly unknown[] {
  const expected = ['pass', 'not-applicable', 'not-selected']
  return checks.filter(({ outcome }) => !expected.includes(outcome.kind)).map(({ id, outcome }) => [id, outcome])
}

describe('flowtwin verify over HTTP against the mock', () => {
  const server = new VerifyTestServer(1000)
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
    await fetch(`${server.url}/_twin/v1/worlds/default/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
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
