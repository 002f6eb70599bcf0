import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { setFaults, createFaultTwin, FAULTS, LISTS, readJournal, readProgress, sendPost } from './fault-requests.ts'

const LIST = 'recrubo.listFlowRuns'

describe('a rule that can never act returns 400 with the reason', () => {
  it.each([
    [{ operation: 'recrubo.listFlowRun', effect: 'status=500' }, 'did you mean "recrubo.listFlowRuns"?'],
    [{ operation: 'recrobo.listFlowRuns', effect: 'status=500' }, 'did you mean "recrubo"?'],
    [{ operation: 'control.readHealth', effect: 'status=500' }, 'there is no operation "control.readHealth"'],
    [
      { operation: LIST, effect: 'status=422' },
      'recrubo has no 422 for listFlowRuns; available: 400, 401, 403, 406, 500',
    ],
    [{ operation: LIST, effect: 'status=429' }, 'recrubo has no 429'],
    [{ operation: LIST, effect: 'throttle=5s' }, 'recrubo documents no 429'],
    [{ operation: 'idnow.*', effect: 'throttle=5s' }, 'idnow documents no 429'],
    [{ operation: 'qyvo.me', effect: 'status=429' }, 'write "throttle=30s"'],
    [{ operation: 'qyvo.me', effect: 'throttle=1500ms' }, '"throttle=1500ms" is invalid'],
    [{ operation: LIST, effect: 'status=200' }, '"status=200" is invalid; write "status=503"'],
    [{ operation: LIST, effect: 'hang=5s' }, '"hang=5s" is invalid; write "hang"'],
    [{ operation: LIST, effect: 'truncat=50%' }, 'did you mean "truncate"?'],
    [{ operation: LIST, effect: 'truncate=150%' }, 'is invalid'],
    [{ operation: LIST, effect: 'explode' }, 'available: status, throttle'],
    [{ operation: LIST, effect: 'schema=drop:/data/0/attributes/statuss' }, 'did you mean "status"?'],
    [{ operation: LIST, effect: 'schema=drop:/meta/total/deep' }, 'it has no fields there'],
    [{ operation: 'rapidpro.listRuns', effect: 'schema=null:/resutls/0/uuid' }, 'did you mean "results"?'],
    [{ operation: 'idnow.createSession', effect: 'stale=5m' }, 'createSession is not a read'],
    [{ operation: 'qyvo.newFlowTriggered', effect: 'drop-row' }, 'newFlowTriggered has no pages'],
    [{ operation: 'idnow.listSessions', effect: 'expired-cursor' }, 'listSessions has no cursor'],
    [{ operation: 'rapidpro.listRuns', effect: 'total-drift=+1' }, 'have no total'],
    [{ operation: 'recrubo.readFlowRun', effect: 'empty-page' }, 'is not a list'],
    [{ operation: 'rapidpro.listRuns', effect: 'clamp=2' }, 'has no page size parameter'],
    [{ operation: LIST, effect: 'same-next' }, 'no link to a next page'],
    [{ operation: LIST, when: { calls: { from: 5, to: 2 } }, effect: 'hang' }, '"calls" is empty from 5 to 2'],
    [{ operation: LIST, when: { first: 2, every: 3 }, effect: 'hang' }, '"every" is 3, but the range has 2 calls'],
    [
      { operation: LIST, when: { first: 2, calls: { from: 1 } }, effect: 'hang' },
      '"first" and "calls" exclude each other',
    ],
    [{ operation: LIST, when: { probability: 0 }, effect: 'hang' }, 'it must be more than 0'],
    [{ operation: LIST, when: { between: { to: '2026-01-15T09:00:00Z' } }, effect: 'hang' }, 'is in the past'],
    [
      {
        operation: LIST,
        when: { between: { from: '2026-01-15T10:00:00Z', to: '2026-01-15T09:30:00Z' } },
        effect: 'hang',
      },
      'ends before it begins',
    ],
    [{ operation: LIST, when: { query: { sorts: 'status' } }, effect: 'hang' }, 'did you mean "sort"?'],
    [
      { operation: 'qyvo.me', when: { query: { page: ['1', '2'] } }, effect: 'hang' },
      '"page"; it has no query parameters',
    ],
    [{ operation: LIST }, 'the rule has no effect'],
    [
      { operation: 'qyvo.me', sideEffects: [{ kind: 'delete' as const, run: { row: 0 } }] },
      'the rows of me are not runs',
    ],
    [{ operation: LIST, sideEffects: [{ kind: 'advance' as const, by: 'soon' }] }, '"soon" is not a duration'],
  ])('%j', async (rule, reason) => {
    const twin = await createFaultTwin([{ id: 'standing', operation: LIST, effect: 'status=500' }])
    const before = await readProgress(twin)
    const { status, json } = await setFaults(twin, [
      { operation: LIST, effect: 'status=500' },
      { id: 'wrong', ...rule },
    ])
    expect([status, json.error]).toEqual([400, expect.stringMatching(/^rule "wrong": /)])
    expect(json.error).toContain(reason)
    expect(await readProgress(twin)).toEqual(before)
    expect((await sendRequest(twin, FAULTS)).json.rules.map(({ id }: { id: string }) => id)).toEqual(['standing'])
  })

  it('also for a duplicate id', async () => {
    const rule = { id: 'twin', operation: LIST, effect: 'hang' }
    expect((await setFaults(createTestTwin(), [rule, rule])).json.error).toContain('two rules have the id "twin"')
  })

  it('also from a snapshot', async () => {
    const twin = createTestTwin({ runs: 3 })
    const { json } = await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')
    const importRules = async (rules: unknown) => {
      const operations = [{ at: json.now, operation: { kind: 'set-fault-rules', rules } }]
      return sendPost(twin, '/_twin/v1/worlds', { name: 'opened', snapshot: { ...json, operations } })
    }
    expect((await importRules([{ id: 'a', operation: 'qyvo.nothing', effect: 'hang' }])).json.error).toContain(
      'qyvo.nothing',
    )
    expect((await importRules([{ id: 'a', operation: 'qyvo.me', effect: 'explode' }])).json.error).toContain('explode')
    expect((await importRules([{ operation: 'qyvo.me', effect: 'hang' }])).status).toBe(400)
    expect((await importRules('everything')).status).toBe(400)
    expect((await sendRequest(twin, '/_twin/v1/worlds/opened')).status).toBe(404)
  })
})

describe('a pointer is valid', () => {
  it.each([
    ['recrubo.readFlowRun', '/data/attributes/state'],
    ['recrubo.listFlowRuns', '/included/0/attributes/name'],
    ['rapidpro.listRuns', '/results/*/flow/uuid'],
    ['qyvo.newFlowTriggered', '/0/id'],
    ['idnow.listSessions', '/content/*/lastStep/verdict'],
    ['idnow.readSession', '/sessionId'],
  ])('in %s at %s, which its document has', async (operation, at) => {
    expect((await setFaults(createTestTwin({ runs: 3 }), [{ operation, effect: `schema=null:${at}` }])).status).toBe(
      200,
    )
  })
})

describe('an invalid X-Flowtwin-Fault header', () => {
  it.each(['status=418', 'expired-cursor', 'explode', ''])('"%s" gets an error response of Flowtwin', async (fault) => {
    const twin = createTestTwin({ runs: 3 })
    const answer = await sendRequest(twin, LISTS.recrubo.path, { headers: { 'x-flowtwin-fault': fault } })
    expect([answer.status, answer.headers.get('x-flowtwin-fault')]).toEqual([400, 'request'])
    expect(answer.json.error).toMatch(/^X-Flowtwin-Fault: /)
    expect(await readJournal(twin)).toMatchObject([{ status: 400, fault: 'request' }])
  })
})
