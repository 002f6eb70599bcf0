import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runVerify, type VerifyCommandOptions, type Terminal } from '../../cli/commands/verify.ts'
import type { Result } from '../../contracts/index.ts'
import { qyvoMutants } from './mutants/qyvo-mutants.ts'
import { FLOW, idnowTwin } from './twins/idnow.ts'
import { qyvoTwin } from './twins/qyvo.ts'
import { UNJUDGED } from './twins/verify-twin.ts'
import { profileOf, type Twin } from './twins/twin.ts'
import { unjudgedOfTwins } from './unjudged.ts'

const options: VerifyCommandOptions = { url: 'http://twin.test', tokenEnv: 'TWIN_TOKEN', config: 'twin.yaml' }

type Reached = Pick<Twin<never>, 'credential' | 'send' | 'clock' | 'operations'>

interface Ended {
  readonly code: number
  readonly printed: string
  readonly said: string
}

async function run(vendor: string, given: Partial<VerifyCommandOptions>, io: Partial<Terminal>): Promise<Ended> {
  let [printed, said] = ['', '']
  const terminal: Terminal = {
    env: {},
    print: (text) => (printed += text),
    log: (text) => (said += text),
    hasColor: false,
    ...io,
  }
  return {
    code: await runVerify(vendor, { ...options, ...given }, terminal),
    printed,
    said,
  }
}

function around(twin: Reached, send = twin.send): Partial<Terminal> {
  return { ...known(twin), send }
}

/** What a terminal has beside the way to a twin: its credential, and a configuration that names what it has. */
function known(twin: Reached): Partial<Terminal> {
  const files = { read: () => JSON.stringify({ profile: profileOf(twin) }), write() {}, append() {}, remove() {} }
  return { env: { TWIN_TOKEN: twin.credential }, clock: twin.clock, files }
}

describe('flowtwin verify', () => {
  it('ends with 0 when the contract is kept, and says so in three lines', async () => {
    const { code, printed, said } = await run('qyvo', {}, around(qyvoTwin()))
    expect(code).toBe(0)
    expect(printed.trimEnd().split('\n').slice(-3)).toEqual([
      'MUST 27/28',
      'SHOULD 66/67',
      expect.stringMatching(/^inconclusive 2 .*; needed: draftFlowId given/),
    ])
    expect(printed).toContain('3 not-selected: needs leave to send undocumented methods\n')
    expect(said).toBe('Checking Qyvo at http://twin.test, reading …\n')
  })

  it('ends with 1 when a MUST is broken, and shows what, where and how to see it again', async () => {
    const twin = qyvoTwin()
    const mutant = qyvoMutants.find(({ kills }) => kills.includes('POLL-010'))!
    const { code, printed } = await run(
      'qyvo',
      { only: ['POLL-01*'] },
      around(
        twin,
        mutant.spoil(twin, () => {}),
      ),
    )
    expect(code).toBe(1)
    expect(printed.replaceAll(/[0-9a-f]{8}-\S+?: /g, 'ID: ')).toContain(
      [
        '✗ POLL-010 MUST  The status is one of running, completed, expired and failed',
        '',
        '    expected  The status is one of running, completed, expired and failed (MUST; Qyvo API documentation: New flow triggered)',
        '    observed  another status (100 of this kind)',
        '    at        /*/status',
        '    example   ID: "paused"',
        '    example   ID: "paused"',
        '    example   ID: "paused"',
        `    curl      curl -gsSi 'http://twin.test/api/v1/triggers/new-flow-triggered' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN"`,
      ].join('\n'),
    )
  })

  it.each([
    ['qyvoo', {}, 'there is no vendor "qyvoo"; choose one of qyvo, recrubo, rapidpro, idnow'],
    ['qyvo', { url: 'api.qyvo.io' }, '--url "api.qyvo.io" is no HTTP address'],
    ['qyvo', { url: 'https://me:secret@api.qyvo.io' }, '--url holds a credential'],
    ['qyvo', { tokenEnv: 'OTHER' }, 'OTHER is not set'],
    ['qyvo', { only: ['POLL-9*'] }, 'no check is called POLL-9*'],
    ['qyvo', { id: ['sessionId=1'] }, 'means nothing; give one of'],
    ['idnow', { id: ['flow=1'] }, 'give one of flowId (the flow whose sessions to check)'],
    ['idnow', {}, 'flowId is not given; name the flow whose sessions to check with --id'],
  ])('says what is wrong with what was asked for: %s %j', async (vendor, given, message) => {
    await expect(run(vendor, given, around(vendor === 'idnow' ? idnowTwin() : qyvoTwin()))).rejects.toThrow(message)
  })

  it('ends with 3 when the credential is refused', async () => {
    const { code, printed } = await run('qyvo', {}, { ...around(qyvoTwin()), env: { TWIN_TOKEN: 'another' } })
    expect(code).toBe(3)
    expect(printed).toContain('answered 401')
    expect(printed).not.toContain('another')
  })

  it('ends with 5 when there was next to nothing to see', async () => {
    const twin = qyvoTwin()
    twin.rows.length = 0
    expect((await run('qyvo', { only: ['POLL-*'] }, around(twin))).code).toBe(5)
  })

  it('prints the whole result as JSON, and nothing else', async () => {
    const { code, printed } = await run(
      'idnow',
      { json: true, id: [`flowId=${FLOW}`, 'environment=live'], only: ['PAGE-*'] },
      around(idnowTwin()),
    )
    const result = JSON.parse(printed) as Result
    expect([code, result.format, result.vendor.name]).toEqual([0, 1, 'idnow'])
    expect(result.checks.find(({ id }) => id === 'PAGE-001')).toMatchObject({
      level: 'MUST',
      outcome: { kind: 'pass' },
    })
  })
})

describe('over a real port', () => {
  const twin = qyvoTwin()
  const server = createServer((incoming, outgoing) => {
    const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    )
    // No standard Request can be a TRACE.
    if (incoming.method === 'TRACE') {
      outgoing.writeHead(405, { Allow: 'GET, HEAD', Date: new Date(twin.clock.now()).toUTCString() }).end()
      return
    }
    const request = new Request(`http://twin.test${incoming.url}`, { method: incoming.method!, headers })
    void twin.send(request).then(async (response) => {
      outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), connection: 'close' })
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    })
  })
  let url = ''

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('checks what comes over the network, lengths and forbidden content included', async () => {
    const { code, printed } = await run('qyvo', { url, probeMethods: true, json: true }, known(twin))
    const outcomes = (JSON.parse(printed) as Result).checks.filter(({ outcome }) => outcome.kind !== 'pass')
    expect(code).toBe(0)
    const unjudged = unjudgedOfTwins.qyvo.filter((id) => !['HTTP-014', 'HTTP-032', 'HTTP-034'].includes(id))
    const kinds = new Set(outcomes.map(({ outcome }) => outcome.kind))
    expect([...kinds].filter((kind) => !UNJUDGED.includes(kind))).toEqual([])
    expect(outcomes.map(({ id }) => id).toSorted()).toEqual([...unjudged, 'HTTP-034'].toSorted())
  })

  it('ends with 3 where nobody listens', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const { code, printed } = await run('qyvo', { url: `http://127.0.0.1:${port}` }, known(twin))
    expect(code).toBe(3)
    expect(printed).toMatch(/no answer to GET .+: connect ECONNREFUSED/)
  })
})
