import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { EXIT_CODES, getExitCode, type Result, verify } from '../../../../contracts/index.ts'
import { createQyvoTwin } from '../../twins/qyvo.ts'
import { toProfile } from '../../twins/twin.ts'
import { closeServers, listen } from '../listen.ts'
import { recordRun } from '../record-run.ts'

type Send = (request: Request) => Promise<Response>

afterEach(closeServers)

const html = (status: number, headers: Record<string, string> = {}): Response =>
  new Response('<html><title>Just a moment</title></html>', {
    status,
    headers: { 'Content-Type': 'text/html', ...headers },
  })

/** Failures beside the target, which no check may report as one of the target. */
const FAILURES: readonly (readonly [string, (count: number) => Response | Error | null])[] = [
  ['a gateway answers every third request with HTML', (count) => (count % 3 === 0 ? html(502) : null)],
  ['a gateway answers every request after the first', (count) => (count > 1 ? html(504) : null)],
  ['a bot challenge is shown', (count) => (count > 4 ? html(403, { 'cf-mitigated': 'challenge' }) : null)],
  ['a bot challenge comes with 429', (count) => (count > 4 ? html(429) : null)],
  ['every fourth connection is reset', (count) => (count % 4 === 0 ? new Error('read ECONNRESET') : null)],
  [
    'name resolution fails after six requests',
    (count) => (count > 6 ? new Error('getaddrinfo ENOTFOUND twin.test') : null),
  ],
  [
    'every request from the fifth on is rate-limited',
    (count) => (count > 4 ? new Response('{}', { status: 429, headers: { 'Retry-After': '1' } }) : null),
  ],
  [
    'two requests are rate-limited',
    (count) =>
      count === 3 || count === 4 ? new Response('{}', { status: 429, headers: { 'Retry-After': '1' } }) : null,
  ],
]

function failWith(failure: (count: number) => Response | Error | null): (send: Send) => Send {
  let count = 0
  return (send) => async (request) => {
    const answer = failure(++count)
    if (answer instanceof Error) throw answer
    return answer ?? (await send(request))
  }
}

function findFailures({ checks }: Result): readonly string[] {
  return checks.filter(({ outcome }) => outcome.kind === 'fail').map(({ id }) => id)
}

describe('a run with network failures', () => {
  it.each(FAILURES)('fails no check when %s', async (_, failure) => {
    for (const vendor of ['qyvo', 'rapidpro'] as const) {
      const { result } = await recordRun(vendor, {}, failWith(failure))
      expect(findFailures(result)).toEqual([])
      expect([EXIT_CODES.passed, EXIT_CODES.unreachable, EXIT_CODES.insufficientEvidence]).toContain(
        getExitCode(result),
      )
      expect(result.checks.filter(({ outcome }) => outcome.kind === 'error')).toEqual([])
    }
  })

  it('reports retries with their reasons', async () => {
    const { result } = await recordRun(
      'qyvo',
      {},
      failWith((count) => (count % 4 === 0 ? new Error('read ECONNRESET') : null)),
    )
    expect(result.traffic.retries).toBeGreaterThan(3)
    expect(result.traffic.failures[0]).toMatch(/^no response to GET \/.+: read ECONNRESET$/)
    expect(getExitCode(result)).toBe(EXIT_CODES.passed)
  })

  it.each([
    ['the host name does not exist', () => Promise.resolve('http://nowhere.invalid'), /ENOTFOUND|EAI_AGAIN/],
    [
      'the server does not support TLS',
      async () => (await listen(createServer())).replace('http:', 'https:'),
      /SSL|EPROTO|TLS|ECONNRESET/i,
    ],
    [
      'the handshake fails',
      async () => (await listen(createTlsServer() as unknown as Server)).replace('http:', 'https:'),
      /handshake|SSL|ECONNRESET/i,
    ],
  ] as const)('exits with 3 when %s', async (_, open, reason) => {
    const result = await verify('qyvo', { baseUrl: await open(), credential: 'secret' }, { limits: { retries: 0 } })
    expect(getExitCode(result)).toBe(EXIT_CODES.unreachable)
    expect(result.preflight).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(reason) })
    expect(findFailures(result)).toEqual([])
  })

  it('measures the clock skew and fails no MUST because of it', async () => {
    const twin = createQyvoTwin()
    const clock = { now: () => twin.clock.now() - 3_600_000, sleep: twin.clock.sleep }
    const result = await verify(
      'qyvo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: twin.fetch },
      { clock, profile: toProfile(twin) },
    )
    expect(Math.abs((result.skewSeconds ?? 0) - 3600)).toBeLessThan(2)
    expect(result.checks.filter(({ outcome, level }) => outcome.kind === 'fail' && level === 'MUST')).toEqual([])
  })
})
