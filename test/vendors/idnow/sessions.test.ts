import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { create, createdFor, flowId, sessionsPath } from './requests.ts'

const SUBJECT = { metadata: { subjectId: 'customer-1' } }

describe('IDnow: list flows', () => {
  it('answers the published flows by twenty, each with what it needs', async () => {
    const twin = createTestTwin({ dataset: { flows: 30 } })
    const { json } = await sendRequest(twin, '/api/v1/flows/staging')
    expect(json.page).toEqual({ number: 1, size: 20, totalElements: 33, totalPages: 2 })
    expect(json.content[0]).toEqual({
      id: flowId(twin),
      name: 'Account opening',
      description: expect.stringMatching(/ and /),
      environment: 'staging',
      version: 1,
    })
    const second = await sendRequest(twin, '/api/v1/flows/staging?page=2')
    expect(second.json.content).toHaveLength(13)
    const all = [...json.content, ...second.json.content]
    expect(new Set(all.map(({ id }) => id)).size).toBe(33)
  })

  it.each([
    ['size=101', ['size must not be greater than 100']],
    ['page=0&size=x', ['page must not be less than 1', 'size must be an integer number']],
  ])('refuses %s', async (query, message) => {
    const { status, json } = await sendRequest(createTestTwin(), `/api/v1/flows/live?${query}`)
    expect([status, json.message]).toEqual([400, expect.arrayContaining(message)])
  })

  it('refuses an environment that does not exist', async () => {
    const { status, json } = await sendRequest(createTestTwin(), '/api/v1/flows/production')
    expect([status, json.message]).toEqual([400, ['environment must be one of the following values: live, staging']])
  })
})

describe('IDnow: create a session', () => {
  it('answers 201 with the session, the way into it and when it will end by itself', async () => {
    const twin = createTestTwin()
    const { status, json } = await create(twin, SUBJECT)
    expect([status, json.flowId, json.environment]).toEqual([201, flowId(twin), 'live'])
    const { sessionId, sessionStatus, createdAt, expiresAt } = json.sessionContext
    expect([sessionStatus, createdAt]).toEqual(['CREATED', '2026-01-15T09:00:00.000Z'])
    expect(expiresAt > createdAt).toBe(true)
    expect(json.playerUrl).toContain(sessionId)
    const player = await sendRequest(twin, json.playerUrl.replace('http://localhost', ''))
    expect([player.status, player.json.error]).toEqual([404, 'Not Found'])
  })

  it('keeps what it was told, and tells it where the documents say so', async () => {
    const twin = createTestTwin()
    const body = {
      input: { basicIdentity: { givenName: 'Ineke' } },
      metadata: { subjectId: 'customer-2', locale: 'nl' },
      redirectUrl: 'https://app.example.com/verified',
      state: 'x'.repeat(2048),
    }
    const { json } = await create(twin, body)
    const read = await sendRequest(twin, `/api/v1/live/sessions/${json.sessionContext.sessionId}`)
    expect(read.json).toMatchObject({ subjectId: 'customer-2', redirectUrl: body.redirectUrl, state: body.state })
    expect(read.json.sessionStatus).toBe('CREATED')
    const list = await sendRequest(twin, `${sessionsPath(twin)}?sortDesc=true&size=1`)
    expect(list.json.content[0].subjectId).toBe('customer-2')
    expect(list.text).not.toMatch(/Ineke|"nl"|verified|xxx|input|metadata/)
  })

  it.each<[string, object | string, readonly string[] | string]>([
    ['nothing', {}, ['metadata should not be empty']],
    ['no subject', { metadata: { locale: 'de' } }, ['metadata.subjectId should not be empty']],
    ['an empty subject', { metadata: { subjectId: '' } }, ['metadata.subjectId should not be empty']],
    ['a numeric subject', { metadata: { subjectId: 5 } }, ['metadata.subjectId must be a string']],
    ['unknown metadata', { metadata: { subjectId: 'a', tier: 'gold' } }, ['property metadata.tier should not exist']],
    [
      'a long state',
      { ...SUBJECT, state: 'x'.repeat(2049) },
      ['state must be shorter than or equal to 2048 characters'],
    ],
    ['an input that is no object', { ...SUBJECT, input: 'Ineke' }, ['input must be an object']],
    ['a relative redirect', { ...SUBJECT, redirectUrl: '/done' }, ['redirectUrl must be a URL address']],
    ['several at once', { redirectUrl: 'x' }, ['metadata should not be empty', 'redirectUrl must be a URL address']],
    ['a list', [], ['the body must be an object']],
    ['no JSON', '{', 'The body is not valid JSON'],
  ])('refuses %s', async (_, body, message) => {
    const twin = createTestTwin()
    const { status, json } = await create(twin, body)
    expect([status, json]).toEqual([400, { statusCode: 400, message, error: 'Bad Request' }])
    expect(twin.world.revision).toBe(0)
  })

  it('refuses unknown flows and environments', async () => {
    const twin = createTestTwin()
    const flow = await create(twin, SUBJECT, '/api/v1/flows/12345/live/sessions')
    expect([flow.status, flow.json.message]).toEqual([404, 'Flow not found'])
    const environment = await create(twin, SUBJECT, sessionsPath(twin, 'production'))
    expect(environment.status).toBe(400)
  })

  it('keeps the environments apart', async () => {
    const twin = createTestTwin()
    const { json } = await create(twin, SUBJECT, sessionsPath(twin, 'staging'))
    const { sessionId } = json.sessionContext
    expect((await sendRequest(twin, `/api/v1/staging/sessions/${sessionId}`)).status).toBe(200)
    const { status, json: refusal } = await sendRequest(twin, `/api/v1/live/sessions/${sessionId}`)
    expect([status, refusal.message]).toEqual([404, 'Session not found'])
  })

  it('is seen by the other vendors too, without what only this one keeps', async () => {
    const twin = createTestTwin()
    await create(twin, { ...SUBJECT, input: { tier: 'gold' }, state: 'own-state' })
    const feed = await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')
    expect(feed.json[0].created_at).toBe('2026-01-15T09:00:00+00:00')
    const runs = await sendRequest(twin, '/public/v2/flow-runs?sort=-createdAt&page[size]=1')
    expect(runs.json.data[0].attributes.state).toEqual({ tier: 'gold' })
    expect(runs.text).not.toContain('own-state')
  })
})

describe('IDnow: a session', () => {
  it('goes from CREATED through RUNNING to each of the ends, once, and says so by its fields', async () => {
    const twin = createTestTwin()
    const ids: string[] = []
    for (let subject = 0; subject < 80; subject++) ids.push(await createdFor(twin, `customer-${subject}`))
    const read = async (id: string) => (await sendRequest(twin, `/api/v1/live/sessions/${id}`)).json
    const seen = new Map<string, string[]>(ids.map((id) => [id, []]))
    for (let step = 0; step < 30; step++) {
      for (const id of ids) {
        const { sessionStatus, completedAt, lastStep, startedAt, results, updatedAt } = await read(id)
        const trail = seen.get(id)!
        if (trail.at(-1) !== sessionStatus) trail.push(sessionStatus)
        const ended = !['CREATED', 'RUNNING'].includes(sessionStatus)
        expect([completedAt === null, results === undefined]).toEqual([!ended, !ended])
        if (ended) expect(updatedAt).toBe(completedAt)
        expect([startedAt === null, lastStep === null]).toEqual(Array(2).fill(sessionStatus === 'CREATED'))
      }
      twin.clock.advance(step === 0 ? '10s' : '4m')
    }
    const trails = [...seen.values()].map((trail) => trail.join(' '))
    // Who looks every ten seconds may miss the time in which a failing session runs.
    for (const trail of trails) expect(trail).toMatch(/^CREATED( RUNNING)? (COMPLETED|ABORTED|EXPIRED|ERROR)$/)
    expect(new Set(trails).size).toBeGreaterThanOrEqual(4)
    expect(new Set([...seen.values()].map((trail) => trail.at(-1))).size).toBe(4)
  })

  it.each([
    ['always-fails', ['ERROR', 'NO_OUTCOME', 'failed']],
    ['always-expires', ['EXPIRED', 'NO_OUTCOME', 'expired']],
    ['stays-queued', ['CREATED', null, undefined]],
  ])('of the subject %s comes to %j', async (subject, end) => {
    const twin = createTestTwin()
    const id = await createdFor(twin, subject)
    twin.clock.advance('3h')
    const { json } = await sendRequest(twin, `/api/v1/live/sessions/${id}`)
    expect([json.sessionStatus, json.outcome, json.lastStep?.verdict]).toEqual(end)
  })

  it('that is listed can be read, and says the same', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${sessionsPath(twin, 'staging')}?sortDesc=true&size=5`)
    for (const listed of json.content) {
      const { json: read } = await sendRequest(twin, `/api/v1/staging/sessions/${listed.sessionId}`)
      expect(read).toMatchObject(listed)
      expect([read.redirectUrl, read.state]).toEqual([null, null])
    }
  })

  it('that nobody has is not found, whatever its id looks like', async () => {
    const twin = createTestTwin()
    for (const id of ['1', 'x%20y', '019bc0e2-1280-7937-8525-292ce39f634b']) {
      const { status, json } = await sendRequest(twin, `/api/v1/live/sessions/${id}`)
      expect([status, json]).toEqual([404, { statusCode: 404, message: 'Session not found', error: 'Not Found' }])
    }
  })
})

describe('IDnow: a path', () => {
  it('is never taken for one of a neighbour, nor takes one', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')).status).toBe(200)
    const otherTenant = await sendRequest(twin, '/api/v1/actions/sessions/x')
    expect(otherTenant.text).not.toContain('Session not found')
    expect(otherTenant.status).toBe(404)
    const unknown = await sendRequest(twin, '/api/v1/production/sessions/x')
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('serves nothing')])
  })
})
