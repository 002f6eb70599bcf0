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

function createTarget(twin: Pick<Twin<never>, 'credential'>, send: Send) {
  return { baseUrl: 'http://twin.test', credential: twin.credential, fetch: send }
}

const createOptions = (twin: Pick<Twin<never>, 'clock' | 'operations'>) => ({
  clock: twin.clock,
  profile: toProfile(twin),
})

async function verifyQyvo(wrap: (send: Send) => Send, only: readonly string[] = []): Promise<Result> {
  const twin = createQyvoTwin()
  return await verify('qyvo', createTarget(twin, wrap(twin.fetch)), { ...createOptions(twin), only })
}

const plainText = (status: number) => (): Promise<Response> => Promise.resolve(new Response('down', { status }))

describe('a run', () => {
  it('sends only GET, HEAD and OPTIONS by default, fewer than 410 requests', async () => {
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
      await verify(vendor, { ...createTarget(twin, send), ids }, createOptions(twin))
      expect([...new Set(methods)].toSorted()).toEqual(['GET', 'HEAD', 'OPTIONS'])
      expect(methods.length).toBeLessThan(410)
    }
  })

  it('changes only what it created, and deletes it', async () => {
    const twin = createRecruboTwin()
    const before = structuredClone(twin.rows)
    const permits = { ...createOptions(twin), writes: true, probeMethods: true }
    const result = await verify('recrubo', createTarget(twin, twin.fetch), permits)
    expect(twin.rows.filter(({ id }) => before.some((row) => row.id === id))).toEqual(
      before.filter(({ status }) => status !== 'x'),
    )
    expect(twin.rows).toHaveLength(before.length)
    expect(result.ledger.length).toBeGreaterThan(3)
  })

  it('reports items that could not be deleted, and exits with 6', async () => {
    const twin = createRecruboTwin()
    const send: Send = async (request) =>
      request.method === 'DELETE'
        ? new Response('{"errors":[{"status":"403"}]}', { status: 403 })
        : await twin.fetch(request)
    const result = await verify('recrubo', createTarget(twin, send), {
      ...createOptions(twin),
      writes: true,
      only: ['JAPI-06*'],
    })
    expect(result.ledger).toEqual([
      { id: expect.any(String), path: expect.stringMatching(/^\/public\/v2\/flow-runs\//), state: 'leaked' },
      { id: expect.any(String), path: expect.stringMatching(/^\/public\/v2\/flow-runs\//), state: 'leaked' },
    ])
    expect(getExitCode(result)).toBe(6)
    expect(renderConsole(result)).toContain('leaked 2')
  })

  it.each([
    ['rejects the credential', () => plainText(401), 'credential-refused'],
    ['is another API', () => plainText(404), 'wrong-api'],
    ['fails', () => plainText(500), 'wrong-api'],
    [
      'sends a Retry-After of a day',
      () => () => Promise.resolve(new Response('', { status: 429, headers: { 'Retry-After': '86400' } })),
      'unreachable',
    ],
    ['does not answer', () => () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
  ] as const)('runs no check when the target %s', async (_, wrap, kind) => {
    const result = await verifyQyvo(wrap)
    expect(result.preflight.kind).toBe(kind)
    expect(getExitCode(result)).toBe(3)
    expect(new Set(result.checks.map(({ outcome }) => outcome.kind))).toEqual(new Set(['not-selected']))
    expect(renderConsole(result)).toMatch(/^Qyvo at .*: not checked: .+\n$/)
  })

  it('requires an id that cannot be discovered', async () => {
    const twin = createIdnowTwin()
    const result = await verify('idnow', createTarget(twin, twin.fetch), createOptions(twin))
    expect(result.preflight).toEqual({ kind: 'unconfigured', reason: expect.stringContaining('flowId') })
    expect(getExitCode(result)).toBe(2)
  })

  it('blocks checks that need a failed read', async () => {
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
    // One read of a flow and one of each flow; neither is repeated.
    expect(reads).toBe(2)
    const seen = ['POLL-005', 'POLL-006', 'POLL-003', 'HTTP-001'].map((id) => kinds[id])
    expect(seen).toEqual(['blocked', 'blocked', 'pass', 'fail'])
  })

  it('passes no check without evidence', async () => {
    const twin = createQyvoTwin()
    twin.rows.length = 0
    const result = await verify('qyvo', createTarget(twin, twin.fetch), createOptions(twin))
    const kinds = new Map(result.checks.map(({ id, outcome }) => [id, outcome.kind]))
    for (const id of ['POLL-003', 'POLL-005', 'POLL-010', 'TIME-001', 'SCH-005', 'NEG-002'])
      expect(kinds.get(id)).toBe('inconclusive')
    expect(getExitCode(result)).toBe(5)
    expect(renderConsole(result)).toMatch(/\nNot judged: .*no data: .+; needs .+\n/)
  })

  it('runs only the selected checks, and rejects an unknown id', async () => {
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

  it('accepts a base URL with or without the path prefix of the API', async () => {
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
    const offered = ['triggers/new-flow-triggered', 'triggers/new-message-received', 'me', 'dropdowns/flows']
    const unknown = ['triggers/', '', 'dropdowns/'].flatMap((folder) =>
      ['flowtwin-no-such-path', 'flowtwin-no-other-path'].map((name) => `${folder}${name}`),
    )
    expect([...seen].toSorted()).toEqual([...offered, ...unknown].map((path) => `/w/one/api/v1/${path}`).toSorted())
  })

  it('counts a failed MUST with inferred evidence as a SHOULD', async () => {
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
  ])('fails no check with a low limit of %s', async (_, limits) => {
    for (const [vendor, open, ids] of [
      ['qyvo', createQyvoTwin, {}],
      ['recrubo', createRecruboTwin, {}],
      ['rapidpro', () => createRapidproTwin(300, 50), {}],
      ['idnow', createIdnowTwin, { flowId: FLOW_ID }],
    ] as const) {
      const twin = open()
      const target = { ...createTarget(twin, twin.fetch), ids }
      const result = await verify(vendor, target, { ...createOptions(twin), writes: true, limits })
      expect(result.checks.filter(({ outcome }) => ['fail', 'error'].includes(outcome.kind))).toEqual([])
    }
  })
})
