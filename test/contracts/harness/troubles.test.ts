import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { EXIT_CODES, getExitCode, type Result, verify } from '../../../contracts/index.ts'
import { qyvoTwin } from '../twins/qyvo.ts'
import { profileOf } from '../twins/twin.ts'
import { closeAll, listening } from './listening.ts'
import { recordedRun } from './recorded-run.ts'

type Send = (request: Request) => Promise<Response>

afterEach(closeAll)

const html = (status: number, headers: Record<string, string> = {}): Response =>
  new Response('<html><title>Just a moment</title></html>', {
    status,
    headers: { 'Content-Type': 'text/html', ...headers },
  })

/** What is not the target's fault and must never be told as one. */
const TROUBLES: readonly (readonly [string, (count: number) => Response | Error | null])[] = [
  ['a gateway answers every third request with its own page', (count) => (count % 3 === 0 ? html(502) : null)],
  ['a gateway answers everything after the first', (count) => (count > 1 ? html(504) : null)],
  ['somebody wants to see a person', (count) => (count > 4 ? html(403, { 'cf-mitigated': 'challenge' }) : null)],
  ['a page of a challenge comes with 429', (count) => (count > 4 ? html(429) : null)],
  ['every fourth connection is reset', (count) => (count % 4 === 0 ? new Error('read ECONNRESET') : null)],
  ['the name is not found any more', (count) => (count > 6 ? new Error('getaddrinfo ENOTFOUND twin.test') : null)],
  [
    'everything is too much from the fifth on',
    (count) => (count > 4 ? new Response('{}', { status: 429, headers: { 'Retry-After': '1' } }) : null),
  ],
  [
    'it is too much twice, then fine',
    (count) =>
      count === 3 || count === 4 ? new Response('{}', { status: 429, headers: { 'Retry-After': '1' } }) : null,
  ],
]

function troubled(trouble: (count: number) => Response | Error | null): (send: Send) => Send {
  let count = 0
  return (send) => async (request) => {
    const answer = trouble(++count)
    if (answer instanceof Error) throw answer
    return answer ?? (await send(request))
  }
}

function broken({ checks }: Result): readonly string[] {
  return checks.filter(({ outcome }) => outcome.kind === 'fail').map(({ id }) => id)
}

describe('when something beside the target fails', () => {
  it.each(TROUBLES)('no check does: %s', async (_, trouble) => {
    for (const vendor of ['qyvo', 'rapidpro'] as const) {
      const { result } = await recordedRun(vendor, {}, troubled(trouble))
      expect(broken(result)).toEqual([])
      expect([EXIT_CODES.passed, EXIT_CODES.unreachable, EXIT_CODES.insufficientEvidence]).toContain(
        getExitCode(result),
      )
      expect(result.checks.filter(({ outcome }) => outcome.kind === 'error')).toEqual([])
    }
  })

  it('shows how often it had to ask again, and why', async () => {
    const { result } = await recordedRun(
      'qyvo',
      {},
      troubled((count) => (count % 4 === 0 ? new Error('read ECONNRESET') : null)),
    )
    expect(result.traffic.retries).toBeGreaterThan(3)
    expect(result.traffic.failures[0]).toMatch(/^no answer to GET \/.+: read ECONNRESET$/)
    expect(getExitCode(result)).toBe(EXIT_CODES.passed)
  })

  it.each([
    ['nobody has that name', () => Promise.resolve('http://nowhere.invalid'), /ENOTFOUND|EAI_AGAIN/],
    [
      'what answers does not speak TLS',
      async () => (await listening(createServer())).replace('http:', 'https:'),
      /SSL|EPROTO|TLS|ECONNRESET/i,
    ],
    [
      'the handshake fails',
      async () => (await listening(createTlsServer() as unknown as Server)).replace('http:', 'https:'),
      /handshake|SSL|ECONNRESET/i,
    ],
  ] as const)('ends with 3 when %s', async (_, open, reason) => {
    const result = await verify('qyvo', { baseUrl: await open(), credential: 'secret' }, { limits: { retries: 0 } })
    expect(getExitCode(result)).toBe(EXIT_CODES.unreachable)
    expect(result.preflight).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(reason) })
    expect(broken(result)).toEqual([])
  })

  it('measures how far the clocks are apart and breaks no MUST over it', async () => {
    const twin = qyvoTwin()
    const clock = { now: () => twin.clock.now() - 3_600_000, sleep: twin.clock.sleep }
    const result = await verify(
      'qyvo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: twin.send },
      { clock, profile: profileOf(twin) },
    )
    expect(Math.abs((result.skewSeconds ?? 0) - 3600)).toBeLessThan(2)
    expect(result.checks.filter(({ outcome, level }) => outcome.kind === 'fail' && level === 'MUST')).toEqual([])
  })
})
