import { describe, expect, it } from 'vitest'
import { runCleanup } from '../../../cli/commands/cleanup.ts'
import { runVerify, type Terminal } from '../../../cli/commands/verify.ts'
import { type Result } from '../../../contracts/index.ts'
import { qyvoTwin } from '../twins/qyvo.ts'
import { rapidproTwin } from '../twins/rapidpro.ts'
import { recruboTwin } from '../twins/recrubo.ts'
import { desk, paused, type Send, target } from './desk.ts'

describe('flowtwin verify', () => {
  it('does what a configuration says, and what the command line says wins', async () => {
    const { io, kept } = desk(rapidproTwin())
    kept.set(
      'flowtwin.yaml',
      'api: rapidpro\ntarget: { baseUrl: "http://twin.test" }\nauth: { tokenEnv: TOKEN }\nprofile: { AMB-C5: tolerant, graceSeconds: 7 }\nlimits: { pages: 3 }\nreports: ["json=one.json"]\n',
    )
    await runVerify(
      undefined,
      { config: 'flowtwin.yaml', maxRequests: '700', level: 'must', report: ['badge=two.json'] },
      io,
    )
    const result = JSON.parse(kept.get('one.json')!) as Result
    expect(result.profile).toMatchObject({ graceSeconds: 7, bounds: 'detect' })
    expect(result.budget).toMatchObject({ requests: 700, pages: 3 })
    expect(result.checks.filter(({ level, outcome }) => level !== 'MUST' && outcome.kind !== 'not-selected')).toEqual(
      [],
    )
    expect(kept.get('two.json')).toMatch(/"message":"\d+\/\d+ MUST"/)
  })

  it.each([
    [{ report: ['pdf=x'] }, 'is no report'],
    [{ mode: 'wild' }, '--mode "wild" is unknown'],
    [{ maxRequests: 'many' }, '--max-requests "many" is no number'],
    [{ only: ['POLL-001'], level: 'must' }, 'exclude each other'],
    [{ config: 'nowhere.yaml' }, 'nowhere.yaml cannot be read'],
    [{ failOn: ['noise'] }, '--fail-on "noise" is unknown'],
  ])('says what is wrong with what was asked for: %j', async (given, message) => {
    await expect(runVerify('qyvo', { ...target, ...given }, desk(qyvoTwin()).io)).rejects.toThrow(message)
  })

  it('fails on more than broken MUSTs where that is wanted', async () => {
    const twin = qyvoTwin()
    const noDates: Send = async (request) => {
      const response = await twin.send(request)
      return new Response(response.body, {
        status: response.status,
        headers: [...response.headers].filter(([name]) => name !== 'date'),
      })
    }
    const code = async (failOn: readonly string[]): Promise<number> =>
      await runVerify('qyvo', { ...target, failOn }, desk(twin, noDates).io)
    expect([await code(['must']), await code(['should']), await code(['security'])]).toEqual([0, 1, 0])
  })

  it('writes what it created to a file before it asks anything else, and takes the file away at the end', async () => {
    const twin = recruboTwin()
    let [before, most] = [0, 0]
    const { io, kept } = desk(twin, async (request) => {
      const entries = (kept.get('own.ndjson') ?? '').split('\n').filter((line) => line.includes('"created"')).length
      expect(entries).toBe(before)
      const response = await twin.send(request)
      if (request.method === 'POST' && response.status === 201) before++
      most = Math.max(most, entries)
      return response
    })
    await runVerify('recrubo', { ...target, mode: 'managed', ledger: 'own.ndjson', only: ['JAPI-06*', 'JAPI-10*'] }, io)
    expect(most).toBeGreaterThan(1)
    expect(kept.has('own.ndjson')).toBe(false)
  })

  it('annotates for GitHub and writes the summary of the step', async () => {
    const twin = qyvoTwin()
    const { io, kept, printed } = desk(twin, paused(twin.send))
    expect(
      await runVerify(
        'qyvo',
        { ...target, github: true },
        { ...io, env: { ...io.env, GITHUB_STEP_SUMMARY: 'summary.md' } },
      ),
    ).toBe(1)
    expect(printed()).toContain('\n::error title=POLL-010 MUST::')
    expect(kept.get('summary.md')).toContain('| MUST | SHOULD | inconclusive |')
  })
})

describe('flowtwin cleanup', () => {
  it('removes what a crashed run left behind, and nothing else', async () => {
    const twin = recruboTwin()
    const crash = new Error('the machine went down')
    const { io, kept, printed } = desk(twin)
    let created = 0
    const crashing: Terminal = {
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
    // What breaks while the ledger is written ends the check, so the crash is made of the clean-up failing, too.
    const failing: Send = async (request) =>
      request.method === 'DELETE' ? new Response('', { status: 500 }) : await twin.send(request)
    await runVerify(
      'recrubo',
      { ...target, writes: true, ledger: 'own.ndjson', only: ['JAPI-06*'] },
      { ...crashing, send: failing },
    )
    expect(twin.rows.length).toBeGreaterThan(before)
    kept.set('own.ndjson', `${kept.get('own.ndjson')!}{"id":"cut off by the cra`)
    expect(await runCleanup('own.ndjson', { tokenEnv: 'TOKEN' }, io)).toBe(0)
    expect(twin.rows).toHaveLength(before)
    expect([kept.has('own.ndjson'), printed()]).toEqual([false, expect.stringContaining('left behind 0')])
  })

  it('keeps the ledger and ends with 6 while something stays', async () => {
    const { io, kept } = desk(recruboTwin(), () => Promise.resolve(new Response('', { status: 403 })))
    kept.set(
      'own.ndjson',
      '{"ledger":1,"vendor":"recrubo","target":"http://twin.test"}\n{"id":"00000001","fate":"created"}\n',
    )
    expect(await runCleanup('own.ndjson', { tokenEnv: 'TOKEN' }, io)).toBe(6)
    expect(kept.get('own.ndjson')).toContain('leaked')
    kept.set('other', 'what')
    await expect(runCleanup('other', { tokenEnv: 'TOKEN' }, io)).rejects.toThrow('is no ledger')
  })
})
