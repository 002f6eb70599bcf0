import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { runCleanup } from '../../cli/commands/cleanup.ts'
import { runVerify } from '../../cli/commands/verify.ts'
import type { Terminal } from '../../cli/terminal.ts'
import type { Result } from '../../contracts/index.ts'
import { closeServers, listen } from '../contracts/kit/listen.ts'
import { qyvoSessionMutants } from '../contracts/mutants/qyvo-sessions.ts'
import { createIdnowTwin, FLOW_ID } from '../contracts/twins/idnow.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { createRapidproTwin } from '../contracts/twins/rapidpro.ts'
import { createRecruboTwin } from '../contracts/twins/recrubo.ts'
import { UNJUDGED_OUTCOMES } from '../contracts/twins/verify-twin.ts'
import { unjudgedOfTwins } from '../contracts/unjudged.ts'
import {
  createTestTerminal,
  pauseStatuses,
  runVerifyIn,
  type Send,
  targetOptions,
  type TestTerminal,
} from './test-terminal.ts'

afterEach(closeServers)

const CLEAR_LINE = '\r\u001B[K'

/** Removes the way in memory, so that requests are sent over the network. */
function useNetwork({ io, ...terminal }: TestTerminal): TestTerminal {
  const { fetch: _, ...rest } = io
  return { ...terminal, io: rest }
}

describe('flowtwin verify', () => {
  it('exits with 0 when all checks pass, in at most twelve lines', async () => {
    const { code, printed, logged } = await runVerifyIn(createTestTerminal(createQyvoTwin()), 'qyvo', {
      report: ['json=result.json'],
    })
    expect(code).toBe(0)
    const lines = printed.trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(12)
    expect(lines[0]).toMatch(/^Qyvo at http:\/\/twin.test: passed, no violation in \d+ observations$/)
    expect(lines[1]).toMatch(/^MUST 27\/28, SHOULD 73\/74, inconclusive 2 \(\d+ requests in \S+ s, read-only\)$/)
    expect(printed).toMatch(/\nNot judged: .*; needs .*draftFlowId/)
    expect(printed).toMatch(/\nNot run: .*\b3 \(requires `--probe-methods`\)/)
    expect(lines.at(-2)).toBe('Reports: json=result.json')
    expect(lines.at(-1)).toMatch(
      /^Exit code 0: no broken MUST; 27 of 28 MUSTs hold, 1 could not be judged; at most 25 % may be open \(--max-open\)\.$/,
    )
    expect(logged).toBe('Checking Qyvo at http://twin.test, read-only …\n')
  })

  it('exits with 1 when a MUST fails, and prints the finding with a curl command', async () => {
    const twin = createQyvoTwin()
    const mutant = qyvoSessionMutants.find(({ killedBy }) => killedBy.includes('POLL-010'))!
    const send = mutant.mutate(twin, () => {})
    const { code, printed } = await runVerifyIn(createTestTerminal(twin, send), 'qyvo', { only: ['POLL-01*'] })
    expect(code).toBe(1)
    expect(printed.replaceAll(/[0-9a-f]{8}-\S+?: /g, 'ID: ')).toContain(
      [
        '✗ POLL-010 MUST  The status is one of running, completed, expired and failed',
        '    where     newFlowTriggered /*/status',
        '    expected  The status is one of running, completed, expired and failed (MUST; Qyvo API documentation: New flow triggered)',
        '    observed  unknown status (100 times)',
        '    example   ID: "paused"',
        '    example   ID: "paused"',
        '    example   ID: "paused"',
        `    curl      curl -gsSi 'http://twin.test/api/v1/triggers/new-flow-triggered' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN"`,
      ].join('\n'),
    )
    expect(printed).toMatch(/\nExit code 1: 1 of these fail the run: a broken MUST\.\n$/)
  })

  it('prints curl commands with the variable of --token-env', async () => {
    const { io, ...terminal } = createTestTerminal(createQyvoTwin(), pauseStatuses(createQyvoTwin().fetch))
    const env = { QYVO_KEY: io.env['TOKEN'] }
    const options = { tokenEnv: 'QYVO_KEY', only: ['POLL-010'] }
    const { printed } = await runVerifyIn({ ...terminal, io: { ...io, env } }, 'qyvo', options)
    expect(printed).toContain(`-H 'Authorization: Bearer '"$QYVO_KEY"\n`)
    expect(printed).not.toContain('$TOKEN')
  })

  it('shows progress in place on a terminal only', async () => {
    const plain = await runVerifyIn(createTestTerminal(createQyvoTwin()), 'qyvo', { only: ['POLL-*'] })
    expect(plain.logged).not.toContain('\r')
    const { io, ...terminal } = createTestTerminal(createQyvoTwin())
    const shown = await runVerifyIn({ ...terminal, io: { ...io, hasProgress: true } }, 'qyvo', { only: ['POLL-*'] })
    const states = shown.logged
      .split(CLEAR_LINE)
      .flatMap((line) => /^(\d+) of (\d+) checks, (\d+) requests of at most 1500 …$/.exec(line) ?? [])
      .slice(-4)
    const [, checks, planned, requests] = states.map(Number)
    expect([checks, Number(requests) > 0]).toEqual([planned, true])
    expect(shown.logged.split(CLEAR_LINE).length).toBeGreaterThan(10)
    expect(shown.logged.endsWith(CLEAR_LINE)).toBe(true)
    expect(shown.printed).toBe(plain.printed)
  })

  it.each([
    ['qyvoo', {}, 'there is no vendor "qyvoo"; give one of qyvo, recrubo, rapidpro, idnow'],
    ['qyvo', { url: 'api.qyvo.io' }, '--url "api.qyvo.io" is no HTTP URL'],
    ['qyvo', { url: 'https://me:secret@api.qyvo.io' }, '--url contains a credential'],
    ['qyvo', { tokenEnv: 'OTHER' }, 'OTHER is not set'],
    ['qyvo', { only: ['POLL-9*'] }, 'there is no check POLL-9*'],
    ['qyvo', { id: ['sessionId=1'] }, 'is invalid; give one of'],
    ['qyvo', { report: ['pdf=x'] }, '--report "pdf=x" is invalid'],
    ['qyvo', { mode: 'wild' }, '--mode "wild" is unknown'],
    ['qyvo', { maxRequests: 'many' }, '--max-requests "many" is no number'],
    ['qyvo', { only: ['POLL-001'], level: 'must' }, 'exclude each other'],
    ['qyvo', { config: 'missing.yaml' }, 'missing.yaml cannot be read'],
    ['qyvo', { failOn: ['noise'] }, '--fail-on "noise" is unknown'],
    ['idnow', { id: ['flow=1'] }, /give one of flowId \(.*\)/],
    ['idnow', {}, /flowId is not given.*; add --id flowId=/],
  ])('rejects invalid options: %s %j', async (vendor, options, message) => {
    const terminal = createTestTerminal(vendor === 'idnow' ? createIdnowTwin() : createQyvoTwin())
    await expect(runVerifyIn(terminal, vendor, options)).rejects.toThrow(message)
  })

  it('exits with 3 when the target rejects the credential, and does not print it', async () => {
    const { io, ...terminal } = createTestTerminal(createQyvoTwin())
    const { code, printed } = await runVerifyIn({ ...terminal, io: { ...io, env: { TOKEN: 'another' } } }, 'qyvo')
    expect(code).toBe(3)
    expect(printed).toContain('returned 401')
    expect(printed).not.toContain('another')
  })

  it('exits with 5 when the target has almost no data', async () => {
    const twin = createQyvoTwin()
    twin.rows.length = 0
    const { code, printed } = await runVerifyIn(createTestTerminal(twin), 'qyvo', { only: ['POLL-*'] })
    expect(code).toBe(5)
    expect(printed).toMatch(
      /\nExit code 5: \d+ of \d+ MUSTs hold, \d+ could not be judged; at most 25 % may be open \(--max-open\)\.\n$/,
    )
  })

  it.each([
    ['0', 5, 'incomplete, not enough evidence'],
    ['3', 5, 'incomplete, not enough evidence'],
    ['4%', 0, 'passed, no violation'],
  ])('counts the MUSTs without evidence against --max-open %s', async (maxOpen, expected, verdict) => {
    // One of 28 MUSTs, 3.6 %, has no evidence.
    const options = { maxOpen, report: ['html=report.html', 'markdown=report.md'] }
    const terminal = createTestTerminal(createQyvoTwin())
    const { code, printed } = await runVerifyIn(terminal, 'qyvo', options)
    expect(code).toBe(expected)
    const limit = maxOpen.replace('%', '')
    expect(printed.trimEnd().split('\n').at(-1)).toMatch(
      new RegExp(
        `^Exit code ${expected}: .*27 of 28 MUSTs hold, 1 could not be judged; at most ${limit} % may be open`,
      ),
    )
    for (const text of [printed, ...['report.html', 'report.md'].map((path) => terminal.files.get(path))])
      expect(text).toContain(verdict)
  })

  it('prints only the result with --json', async () => {
    const options = { json: true, id: [`flowId=${FLOW_ID}`, 'environment=live'], only: ['PAGE-*'] }
    const { code, printed } = await runVerifyIn(createTestTerminal(createIdnowTwin()), 'idnow', options)
    const result = JSON.parse(printed) as Result
    expect([code, result.format, result.vendor.name]).toEqual([0, 2, 'idnow'])
    expect(result.checks.find(({ id }) => id === 'PAGE-001')).toMatchObject({
      level: 'MUST',
      outcome: { kind: 'pass' },
    })
  })

  it('merges the configuration with the command line, which takes precedence', async () => {
    const { io, files } = createTestTerminal(createRapidproTwin())
    files.set(
      'flowtwin.yaml',
      'api: rapidpro\ntarget: { baseUrl: "http://twin.test" }\nauth: { tokenEnv: TOKEN }\nprofile: { AMB-C5: tolerant, graceSeconds: 7 }\nlimits: { pages: 3 }\nreports: ["json=one.json"]\n',
    )
    await runVerify(
      undefined,
      { config: 'flowtwin.yaml', maxRequests: '700', level: 'must', report: ['badge=two.json'] },
      io,
    )
    const result = JSON.parse(files.get('one.json')!) as Result
    expect(result.profile).toMatchObject({ graceSeconds: 7, bounds: 'detect' })
    expect(result.budget).toMatchObject({ requests: 700, pages: 3 })
    expect(result.checks.filter(({ level, outcome }) => level !== 'MUST' && outcome.kind !== 'not-selected')).toEqual(
      [],
    )
    expect(files.get('two.json')).toMatch(/"message":"\d+\/\d+ MUST"/)
  })

  it('fails on a SHOULD with --fail-on should', async () => {
    const twin = createQyvoTwin()
    const omitDates: Send = async (request) => {
      const response = await twin.fetch(request)
      return new Response(response.body, {
        status: response.status,
        headers: [...response.headers].filter(([name]) => name !== 'date'),
      })
    }
    const runWith = async (failOn: readonly string[]): Promise<number> =>
      await runVerify('qyvo', { ...targetOptions, failOn }, createTestTerminal(twin, omitDates).io)
    expect([await runWith(['must']), await runWith(['should']), await runWith(['security'])]).toEqual([0, 1, 0])
    const countFailures = async (failOn: readonly string[]) => {
      const terminal = createTestTerminal(twin, omitDates)
      const { printed } = await runVerifyIn(terminal, 'qyvo', { failOn, report: ['junit=report.xml'] })
      const failures = /<testsuites [^>]*failures="(\d+)"/.exec(terminal.files.get('report.xml') ?? '')?.[1]
      return [failures, printed.trimEnd().split('\n').at(-1)]
    }
    expect(await countFailures(['must'])).toEqual(['0', expect.stringMatching(/^Exit code 0: no broken MUST; /)])
    expect(await countFailures(['should'])).toEqual([
      expect.stringMatching(/^[1-9]/),
      expect.stringMatching(/^Exit code 1: \d+ of these fail the run: a broken MUST, a broken SHOULD\.$/),
    ])
  })

  it('writes created items to the ledger before the next request, and removes the file at the end', async () => {
    const twin = createRecruboTwin()
    let [createdCount, maxEntries] = [0, 0]
    const { io, files } = createTestTerminal(twin, async (request) => {
      const entries = (files.get('own.ndjson') ?? '').split('\n').filter((line) => line.includes('"created"')).length
      expect(entries).toBe(createdCount)
      const response = await twin.fetch(request)
      if (request.method === 'POST' && response.status === 201) createdCount++
      maxEntries = Math.max(maxEntries, entries)
      return response
    })
    await runVerify(
      'recrubo',
      { ...targetOptions, mode: 'managed', ledger: 'own.ndjson', only: ['JAPI-06*', 'JAPI-10*'] },
      io,
    )
    expect(maxEntries).toBeGreaterThan(1)
    expect(files.has('own.ndjson')).toBe(false)
  })

  it('prints annotations and writes the step summary with --github', async () => {
    const twin = createQyvoTwin()
    const { io, files, printed } = createTestTerminal(twin, pauseStatuses(twin.fetch))
    expect(
      await runVerify(
        'qyvo',
        { ...targetOptions, github: true },
        { ...io, env: { ...io.env, GITHUB_STEP_SUMMARY: 'summary.md' } },
      ),
    ).toBe(1)
    expect(printed()).toContain('\n::error title=POLL-010 MUST::')
    expect(files.get('summary.md')).toContain('| MUST | SHOULD | inconclusive |')
  })

  it('sends requests over the network with exact lengths and forbidden content', async () => {
    const twin = createQyvoTwin()
    const url = await listen(
      createServer((incoming, outgoing) => {
        // A standard Request does not support TRACE.
        if (incoming.method === 'TRACE') {
          outgoing.writeHead(405, { Allow: 'GET, HEAD', Date: new Date(twin.clock.now()).toUTCString() }).end()
          return
        }
        const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as [string, string]] : [],
        )
        const request = new Request(`http://twin.test${incoming.url}`, { method: incoming.method!, headers })
        void twin.fetch(request).then(async (response) => {
          outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), connection: 'close' })
          outgoing.end(Buffer.from(await response.arrayBuffer()))
        })
      }),
    )
    const terminal = useNetwork(createTestTerminal(twin))
    const { code, printed } = await runVerifyIn(terminal, 'qyvo', { url, probeMethods: true, json: true })
    const others = (JSON.parse(printed) as Result).checks.filter(({ outcome }) => outcome.kind !== 'pass')
    expect(code).toBe(0)
    const unjudged = unjudgedOfTwins.qyvo.filter((id) => !['HTTP-014', 'HTTP-032', 'HTTP-034'].includes(id))
    const kinds = new Set(others.map(({ outcome }) => outcome.kind))
    expect([...kinds].filter((kind) => !UNJUDGED_OUTCOMES.includes(kind))).toEqual([])
    expect(others.map(({ id }) => id).toSorted()).toEqual([...unjudged, 'HTTP-034'].toSorted())
  })

  it('exits with 3 where no server listens', async () => {
    const url = await listen(createServer())
    closeServers()
    const { code, printed } = await runVerifyIn(useNetwork(createTestTerminal(createQyvoTwin())), 'qyvo', { url })
    expect(code).toBe(3)
    expect(printed).toMatch(/no response to GET .+: connect ECONNREFUSED/)
  })
})

describe('flowtwin cleanup', () => {
  it('deletes only the items that a crashed run has left', async () => {
    const twin = createRecruboTwin()
    const crash = new Error('power failure')
    const { io, files, printed } = createTestTerminal(twin)
    let created = 0
    const crashingTerminal: Terminal = {
      ...io,
      files: {
        ...io.files!,
        append: (path, text) => {
          io.files!.append(path, text)
          if (text.includes('"created"') && ++created === 2) throw crash
        },
      },
    }
    const before = twin.rows.length
    // An error while the ledger is written ends only the check, so the clean-up has to fail as well.
    const rejectDeletions: Send = async (request) =>
      request.method === 'DELETE' ? new Response('', { status: 500 }) : await twin.fetch(request)
    await runVerify(
      'recrubo',
      { ...targetOptions, writes: true, ledger: 'own.ndjson', only: ['JAPI-06*'] },
      { ...crashingTerminal, fetch: rejectDeletions },
    )
    expect(twin.rows.length).toBeGreaterThan(before)
    files.set('own.ndjson', `${files.get('own.ndjson')!}{"id":"cut off by the cra`)
    expect(await runCleanup('own.ndjson', { tokenEnv: 'TOKEN' }, io)).toBe(0)
    expect(twin.rows).toHaveLength(before)
    expect([files.has('own.ndjson'), printed()]).toEqual([false, expect.stringContaining('not deleted 0')])
  })

  it('keeps the ledger and exits with 6 while an item remains', async () => {
    const { io, files } = createTestTerminal(createRecruboTwin(), () =>
      Promise.resolve(new Response('', { status: 403 })),
    )
    files.set(
      'own.ndjson',
      '{"ledger":2,"vendor":"recrubo","target":"http://twin.test"}\n{"id":"00000001","state":"created"}\n',
    )
    expect(await runCleanup('own.ndjson', { tokenEnv: 'TOKEN' }, io)).toBe(6)
    expect(files.get('own.ndjson')).toContain('leaked')
    files.set('other', 'what')
    await expect(runCleanup('other', { tokenEnv: 'TOKEN' }, io)).rejects.toThrow('is no ledger')
  })
})
