import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { EXIT_CODES, getExitCode, HostNotAllowedError, verify } from '../../../../contracts/index.ts'
import { reportFormats } from '../../../../contracts/reports.ts'
import { createQyvoTwin } from '../../twins/qyvo.ts'
import { createRecruboTwin } from '../../twins/recrubo.ts'
import { closeServers, listen } from '../listen.ts'
import { recordRun } from '../record-run.ts'

type Send = (request: Request) => Promise<Response>

afterEach(closeServers)

describe('a run without permission to write', () => {
  it('sends only GET, HEAD and OPTIONS, and never to another host', async () => {
    const methods: string[] = []
    const foreignRequests: string[] = []
    const otherHost = await listen(
      createServer((request, response) => {
        foreignRequests.push(request.url ?? '')
        response.end('{}')
      }),
    )
    const twin = createQyvoTwin()
    const origin = await listen(
      createServer((request, response) => {
        methods.push(request.method ?? '')
        const { authorization = '' } = request.headers
        void twin
          .fetch(new Request(`http://twin.test${request.url}`, { method: request.method!, headers: { authorization } }))
          .then(async (answer) => {
            // Every response points to another host, by status or by link.
            const location = { location: `${otherHost}/steal`, link: `<${otherHost}/next>; rel="next"` }
            response.writeHead(methods.length % 5 === 0 ? 302 : answer.status, {
              ...Object.fromEntries(answer.headers),
              ...location,
            })
            response.end(Buffer.from(await answer.arrayBuffer()))
          })
      }),
    )
    await verify('qyvo', { baseUrl: origin, credential: twin.credential }, { clock: twin.clock })
    expect(new Set(methods)).toEqual(new Set(['GET', 'HEAD', 'OPTIONS']))
    expect(foreignRequests).toEqual([])
  })

  it('uses only the query of a next link to another host', async () => {
    const hosts = new Set<string>()
    await recordRun('rapidpro', { only: ['CUR-*', 'ORD-*'] }, (send) => async (request) => {
      hosts.add(new URL(request.url).host)
      const response = await send(request)
      const text = (await response.text()).replaceAll(/"next":"http:\/\/[^/"]+/g, '"next":"http://other.test')
      const headers = { ...Object.fromEntries(response.headers), 'content-length': String(Buffer.byteLength(text)) }
      return new Response(request.method === 'HEAD' ? null : text, { status: response.status, headers })
    })
    expect([...hosts]).toEqual(['twin.test'])
  })
})

describe('a run with permission to write', () => {
  it.each(['https://api.example.org', 'http://10.0.0.7:8080', 'http://localhost.example.org'])(
    'requires that a host is allowed: %s',
    async (baseUrl) => {
      const target = { baseUrl, credential: 'secret' }
      await expect(verify('recrubo', target, { writes: true })).rejects.toThrow(HostNotAllowedError)
      await expect(verify('recrubo', target, { writes: true, allowHosts: ['other.example.org'] })).rejects.toThrow(
        '--allow-host',
      )
    },
  )

  it('lists an item as leaked when its creation got no response', async () => {
    const twin = createRecruboTwin()
    const send: Send = async (request) => {
      const response = await twin.fetch(request)
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
      state: 'leaked',
    })
    expect(result.checks.filter(({ outcome }) => outcome.kind === 'fail')).toEqual([])
    expect(getExitCode(result)).toBe(EXIT_CODES.leaked)
  })
})

describe('an interrupted run', () => {
  it('runs no further checks, deletes created items, and exits with 130', async () => {
    const twin = createRecruboTwin()
    const before = twin.rows.length
    const controller = new AbortController()
    let created = 0
    const result = await verify(
      'recrubo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: twin.fetch },
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
    ['time', { durationSeconds: 0 }],
  ] as const)('stops at its limit of %s without enough evidence', async (limit, limits) => {
    const { result } = await recordRun('qyvo', { limits }, (send) => async (request) => await send(request))
    expect([limit, 'interrupted']).toContain(result.traffic.stoppedBy ?? limit)
    expect([EXIT_CODES.insufficientEvidence, EXIT_CODES.unreachable, EXIT_CODES.passed]).toContain(getExitCode(result))
    if (limit === 'requests')
      expect([result.traffic.stoppedBy, getExitCode(result)]).toEqual([limit, EXIT_CODES.insufficientEvidence])
  })
})
