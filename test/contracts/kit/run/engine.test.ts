import { describe, expect, it } from 'vitest'
import { renderConsole, summarizeResult } from '../../../../contracts/reports.ts'
import { getExitCode, type Result, UnknownCheckError, verify } from '../../../../contracts/index.ts'
import { createCheckFilter } from '../../../../contracts/kit/run/engine.ts'
import { FLOW_ID, createIdnowTwin } from '../../twins/idnow.ts'
import { createQyvoTwin } from '../../twins/qyvo.ts'
import { createRapidproTwin } from '../../twins/rapidpro.ts'
import { createRecruboTwin } from '../../twins/recrubo.ts'
import { toProfile, type Twin } from '../../twins/twin.ts'

type Send = Twin<never>['fetch']

function targetOf(twin: Pick<Twin<never>, 'credential'>, send: Send) {
  return { baseUrl: 'http://twin.test', credential: twin.credential, fetch: send }
}

const inTime = (twin: Pick<Twin<never>, 'clock' | 'operations'>) => ({ clock: twin.clock, profile: toProfile(twin) })

async function verifyQyvo(wrap: (send: Send) => Send, only: readonly string[] = []): Promise<Result> {
  const twin = createQyvoTwin()
  return await verify('qyvo', targetOf(twin, wrap(twin.fetch)), { ...inTime(twin), only })
}

const plainText = (status: number) => (): Promise<Response> => Promise.resolve(new Response('down', { status }))

describe('a run', () => {
  it('sends nothing but GET, HEAD and OPTIONS unless it is told otherwise, and stays modest', async () => {
    for (const [vendor, open, ids] of [
      ['qyvo', createQyvoTwin, {}],
      ['recrubo', createRecruboTwin, {}],
      ['idnow', createIdnowTwin, { flowId: FLOW_ID }],
    ] as const) {
      const [twin, methods] = [open(), [] as string[]]
      const send: Send = async (request) => {
        methods.push(request.method)
        return await twin.fetch(request)
      }
      await verify(vendor, { ...targetOf(twin, send), ids }, inTime(twin))
      expect([...new Set(methods)].toSorted()).toEqual(['GET', 'HEAD', 'OPTIONS'])
      expect(methods.length).toBeLessThan(400)
    }
  })

  it('touches only what it created, and leaves nothing behind', async () => {
    const twin = createRecruboTwin()
    const before = structuredClone(twin.rows)
    const leave = { ...inTime(twin), writes: true, probeMethods: true }
    const result = await verify('recrubo', targetOf(twin, twin.fetch), leave)
    expect(twin.rows.filter(({ id }) => before.some((row) => row.id === id))).toEqual(
      before.filter(({ status }) => status !== 'x'),
    )
    expect(twin.rows).toHaveLength(before.length)
    expect(result.ledger.length).toBeGreaterThan(3)
  })

  it('says what it could not remove, and ends with 6', async () => {
    const twin = createRecruboTwin()
    const send: Send = async (request) =>
      request.method === 'DELETE'
        ? new Response('{"errors":[{"status":"403"}]}', { status: 403 })
        : await twin.fetch(request)
    const result = await verify('recrubo', targetOf(twin, send), { ...inTime(twin), writes: true, only: ['JAPI-06*'] })
    expect(result.ledger).toEqual([
      { id: expect.any(String), path: expect.stringMatching(/^\/public\/v2\/flow-runs\//), fate: 'leaked' },
      { id: expect.any(String), path: expect.stringMatching(/^\/public\/v2\/flow-runs\//), fate: 'leaked' },
    ])
    expect(getExitCode(result)).toBe(6)
    expect(renderConsole(result)).toContain('left behind 2')
  })

  it.each([
    ['refuses the credential', () => plainText(401), 'credential-refused'],
    ['is another API', () => plainText(404), 'wrong-api'],
    ['fails', () => plainText(500), 'wrong-api'],
    [
      'asks us to come back tomorrow',
      () => () => Promise.resolve(new Response('', { status: 429, headers: { 'Retry-After': '86400' } })),
      'unreachable',
    ],
    ['does not answer', () => () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
  ] as const)('judges nothing when the target %s', async (_, wrap, kind) => {
    const result = await verifyQyvo(wrap)
    expect(result.preflight.kind).toBe(kind)
    expect(getExitCode(result)).toBe(3)
    expect(new Set(result.checks.map(({ outcome }) => outcome.kind))).toEqual(new Set(['not-selected']))
    expect(renderConsole(result).split('\n')).toHaveLength(4)
  })

  it('wants to be told which flow to look at where nothing names one', async () => {
    const twin = createIdnowTwin()
    const result = await verify('idnow', targetOf(twin, twin.fetch), inTime(twin))
    expect(result.preflight).toEqual({ kind: 'unconfigured', reason: expect.stringContaining('flowId') })
    expect(getExitCode(result)).toBe(2)
  })

  it('blocks what stands on a read that failed, instead of failing it', async () => {
    let reads = 0
    const result = await verifyQyvo(
      (send) => async (request) => {
        const filtered = new URL(request.url).searchParams.get('flow_id')?.includes('00f1')
        return filtered === true && ++reads > 0
          ? new Response('{}', { status: 500, headers: { 'Content-Type': 'application/json' } })
          : await send(request)
      },
      ['POLL-*', 'HTTP-001'],
    )
    const kinds = Object.fromEntries(result.checks.map(({ id, outcome }) => [id, outcome.kind]))
    // Once for one flow, once for each flow by itself, and never again.
    expect(reads).toBe(2)
    const seen = ['POLL-005', 'POLL-006', 'POLL-003', 'HTTP-001'].map((id) => kinds[id])
    expect(seen).toEqual(['blocked', 'blocked', 'pass', 'fail'])
  })

  it('never takes nothing for a success', async () => {
    const twin = createQyvoTwin()
    twin.rows.length = 0
    const result = await verify('qyvo', targetOf(twin, twin.fetch), inTime(twin))
    const kinds = new Map(result.checks.map(({ id, outcome }) => [id, outcome.kind]))
    for (const id of ['POLL-003', 'POLL-005', 'POLL-010', 'TIME-001', 'SCH-005', 'NEG-002'])
      expect(kinds.get(id)).toBe('inconclusive')
    expect(getExitCode(result)).toBe(5)
    expect(renderConsole(result)).toMatch(/inconclusive \d+ \(not one .+; needed: .+\)\n$/)
  })

  it('runs only what is asked for, and refuses a name that nothing has', async () => {
    const result = await verifyQyvo((send) => send, ['POLL-00*', 'HTTP-001'])
    const selected = result.checks.filter(({ outcome }) => outcome.kind !== 'not-selected').map(({ id }) => id)
    expect(selected).toEqual([
      'HTTP-001',
      'POLL-001',
      'POLL-002',
      'POLL-003',
      'POLL-004',
      'POLL-005',
      'POLL-006',
      'POLL-008',
      'POLL-009',
      'POLL-007',
    ])
    await expect(verifyQyvo((send) => send, ['PLOL-*'])).rejects.toThrow(UnknownCheckError)
    expect(() => createCheckFilter(['A-1'], ['A-2'])).toThrow('A-1')
  })

  it('finds the API below a base URL with or without its first steps', async () => {
    const twin = createQyvoTwin()
    const seen = new Set<string>()
    const send: Send = async (request) => {
      const url = new URL(request.url)
      seen.add(url.pathname)
      return await twin.fetch(new Request(new URL(`${url.pathname.replace('/w/one', '')}${url.search}`, url), request))
    }
    for (const baseUrl of ['http://twin.test/w/one', 'http://twin.test/w/one/', 'http://twin.test/w/one/api/v1']) {
      const result = await verify(
        'qyvo',
        { baseUrl, credential: twin.credential, fetch: send },
        { clock: twin.clock, only: ['POLL-001'] },
      )
      expect(getExitCode(result)).toBe(0)
    }
    expect([...seen]).toEqual(['/w/one/api/v1/triggers/new-flow-triggered'])
  })

  it('counts a MUST that breaks only in what is inferred as a SHOULD', async () => {
    // That a contact's name is a text is inferred, so the schema check breaks at SHOULD there.
    const result = await verifyQyvo(
      (send) => async (request) => {
        const response = await send(request)
        const text = (await response.text()).replaceAll(/"contact_name":"[^"]*"/g, '"contact_name":7')
        return new Response(request.method === 'HEAD' ? null : text, {
          status: response.status,
          headers: { ...Object.fromEntries(response.headers), 'content-length': String(text.length) },
        })
      },
      ['POLL-00*', 'SCH-001'],
    )
    expect(result.checks.filter(({ outcome }) => outcome.kind === 'fail').map(({ id }) => id)).toEqual(['SCH-001'])
    const { must, should } = summarizeResult(result)
    expect([must.total - must.passed, should.total - should.passed]).toEqual([0, 1])
    expect(getExitCode(result)).toBe(0)
  })

  it.each([
    ['pages', { pages: 2 }],
    ['requests', { requests: 9 }],
  ])('claims nothing of what it was not allowed to read: few %s', async (_, limits) => {
    for (const [vendor, open, ids] of [
      ['qyvo', createQyvoTwin, {}],
      ['recrubo', createRecruboTwin, {}],
      ['rapidpro', () => createRapidproTwin(300, 50), {}],
      ['idnow', createIdnowTwin, { flowId: FLOW_ID }],
    ] as const) {
      const twin = open()
      const target = { ...targetOf(twin, twin.fetch), ids }
      const result = await verify(vendor, target, { ...inTime(twin), writes: true, limits })
      expect(result.checks.filter(({ outcome }) => ['fail', 'error'].includes(outcome.kind))).toEqual([])
    }
  })
})
