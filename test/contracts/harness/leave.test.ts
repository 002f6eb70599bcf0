import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { EXIT_CODES, getExitCode, HostNotAllowedError, reportFormats, verify } from '../../../contracts/index.ts'
import { qyvoTwin } from '../twins/qyvo.ts'
import { recruboTwin } from '../twins/recrubo.ts'
import { closeAll, listening } from './listening.ts'
import { recordedRun } from './recorded-run.ts'

type Send = (request: Request) => Promise<Response>

afterEach(closeAll)

describe('without leave to write', () => {
  it('a recording server sees nothing but GET, HEAD and OPTIONS, and the credential only at home', async () => {
    const seen: string[] = []
    const elsewhere: string[] = []
    const thief = await listening(
      createServer((request, response) => {
        elsewhere.push(request.url ?? '')
        response.end('{}')
      }),
    )
    const twin = qyvoTwin()
    const home = await listening(
      createServer((request, response) => {
        seen.push(request.method ?? '')
        const { authorization = '' } = request.headers
        void twin
          .send(new Request(`http://twin.test${request.url}`, { method: request.method!, headers: { authorization } }))
          .then(async (answer) => {
            // Every answer points away, by status or by link.
            const location = { location: `${thief}/steal`, link: `<${thief}/next>; rel="next"` }
            response.writeHead(seen.length % 5 === 0 ? 302 : answer.status, {
              ...Object.fromEntries(answer.headers),
              ...location,
            })
            response.end(Buffer.from(await answer.arrayBuffer()))
          })
      }),
    )
    await verify('qyvo', { baseUrl: home, credential: twin.credential }, { clock: twin.clock })
    expect(new Set(seen)).toEqual(new Set(['GET', 'HEAD', 'OPTIONS']))
    expect(elsewhere).toEqual([])
  })

  it('follows a next link of another host only in its query', async () => {
    const hosts = new Set<string>()
    await recordedRun('rapidpro', { only: ['CUR-*', 'ORD-*'] }, (send) => async (request) => {
      hosts.add(new URL(request.url).host)
      const response = await send(request)
      const text = (await response.text()).replaceAll(/"next":"http:\/\/[^/"]+/g, '"next":"http://thief.test')
      const headers = { ...Object.fromEntries(response.headers), 'content-length': String(Buffer.byteLength(text)) }
      return new Response(request.method === 'HEAD' ? null : text, { status: response.status, headers })
    })
    expect([...hosts]).toEqual(['twin.test'])
  })
})

describe('with leave to write', () => {
  it.each(['https://api.example.org', 'http://10.0.0.7:8080', 'http://localhost.example.org'])(
    'a host must be named: %s',
    async (baseUrl) => {
      const target = { baseUrl, credential: 'secret' }
      await expect(verify('recrubo', target, { writes: true })).rejects.toThrow(HostNotAllowedError)
      await expect(verify('recrubo', target, { writes: true, allowHosts: ['other.example.org'] })).rejects.toThrow(
        '--allow-host',
      )
    },
  )

  it('puts what may have been created without an answer among what is left behind', async () => {
    const twin = recruboTwin()
    const send: Send = async (request) => {
      const response = await twin.send(request)
      if (request.method === 'POST') throw new Error('read ECONNRESET')
      return response
    }
    const result = await verify(
      'recrubo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: send },
      { clock: twin.clock, writes: true, only: ['JAPI-060'] },
    )
    expect(result.ledger).toContainEqual({
      id: expect.stringContaining('may have created'),
      path: null,
      fate: 'leaked',
    })
    expect(result.checks.filter(({ outcome }) => outcome.kind === 'fail')).toEqual([])
    expect(getExitCode(result)).toBe(EXIT_CODES.leaked)
  })
})

describe('a run that is interrupted', () => {
  it('judges nothing further, removes what it created, reports, and ends with 130', async () => {
    const twin = recruboTwin()
    const before = twin.rows.length
    const controller = new AbortController()
    let created = 0
    const result = await verify(
      'recrubo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: twin.send },
      {
        clock: twin.clock,
        writes: true,
        signal: controller.signal,
        listener: (event) => {
          if (event.event === 'ledger' && event.entry.state === 'created' && ++created === 2) controller.abort()
        },
      },
    )
    expect(getExitCode(result)).toBe(EXIT_CODES.interrupted)
    expect(twin.rows).toHaveLength(before)
    expect(result.ledger.map(({ state }) => state)).toEqual(['deleted', 'deleted'])
    expect(
      result.checks.some(({ outcome }) => 'reason' in outcome && outcome.reason === 'the run was interrupted'),
    ).toBe(true)
    for (const report of Object.values(reportFormats)) expect(report({ result, exchanges: [] })).not.toBe('')
  })

  it.each([
    ['requests', { requests: 5 }],
    ['time', { time: 0 }],
  ] as const)('says that its %s ended, and that this is not enough', async (what, limits) => {
    const { result } = await recordedRun('qyvo', { limits }, (send) => async (request) => await send(request))
    expect([what, 'interrupted']).toContain(result.traffic.stoppedBy ?? what)
    expect([EXIT_CODES.insufficientEvidence, EXIT_CODES.unreachable, EXIT_CODES.passed]).toContain(getExitCode(result))
    if (what === 'requests')
      expect([result.traffic.stoppedBy, getExitCode(result)]).toEqual([what, EXIT_CODES.insufficientEvidence])
  })
})
