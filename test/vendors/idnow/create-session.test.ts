import { describe, expect, it } from 'vitest'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import { createSession, getFlowId, getSessionsPath } from './requests.ts'

const SUBJECT = { metadata: { subjectId: 'customer-1' } }

describe('IDnow: create a session', () => {
  it('returns 201 with the session, its URL and its expiry', async () => {
    const twin = createTestTwin()
    const { status, json } = await createSession(twin, SUBJECT)
    expect([status, json.flowId, json.environment]).toEqual([201, getFlowId(twin), 'live'])
    const { sessionId, sessionStatus, createdAt, expiresAt } = json.sessionContext
    expect([sessionStatus, createdAt]).toEqual(['CREATED', '2026-01-15T09:00:00.000Z'])
    expect(expiresAt > createdAt).toBe(true)
    expect(json.playerUrl).toContain(sessionId)
    const player = await sendRequest(twin, json.playerUrl.replace('http://localhost', ''))
    expect([player.status, player.json.error]).toEqual([404, 'Not Found'])
  })

  it('stores subject, redirect URL and state, and returns them only where documented', async () => {
    const twin = createTestTwin()
    const body = {
      input: { basicIdentity: { givenName: 'Ineke' } },
      metadata: { subjectId: 'customer-2', locale: 'nl' },
      redirectUrl: 'https://app.example.com/verified',
      state: 'x'.repeat(2048),
    }
    const { json } = await createSession(twin, body)
    const read = await sendRequest(twin, `/api/v1/live/sessions/${json.sessionContext.sessionId}`)
    expect(read.json).toMatchObject({ subjectId: 'customer-2', redirectUrl: body.redirectUrl, state: body.state })
    expect(read.json.sessionStatus).toBe('CREATED')
    const list = await sendRequest(twin, `${getSessionsPath(twin)}?sortDesc=true&size=1`)
    expect(list.json.content[0].subjectId).toBe('customer-2')
    expect(list.text).not.toMatch(/Ineke|"nl"|verified|xxx|input|metadata/)
  })

  it.each<[string, object | string, readonly string[] | string]>([
    ['an empty body', {}, ['metadata should not be empty']],
    ['no subject', { metadata: { locale: 'de' } }, ['metadata.subjectId should not be empty']],
    ['an empty subject', { metadata: { subjectId: '' } }, ['metadata.subjectId should not be empty']],
    ['a numeric subject', { metadata: { subjectId: 5 } }, ['metadata.subjectId must be a string']],
    ['unknown metadata', { metadata: { subjectId: 'a', tier: 'gold' } }, ['property metadata.tier should not exist']],
    [
      'a long state',
      { ...SUBJECT, state: 'x'.repeat(2049) },
      ['state must be shorter than or equal to 2048 characters'],
    ],
    ['an input that is not an object', { ...SUBJECT, input: 'Ineke' }, ['input must be an object']],
    ['a relative redirect', { ...SUBJECT, redirectUrl: '/done' }, ['redirectUrl must be a URL address']],
    ['two errors', { redirectUrl: 'x' }, ['metadata should not be empty', 'redirectUrl must be a URL address']],
    ['a list', [], ['the body must be an object']],
    ['a body that is not JSON', '{', 'The body is not valid JSON'],
  ])('returns 400 for %s', async (_, body, message) => {
    const twin = createTestTwin()
    const { status, json } = await createSession(twin, body)
    expect([status, json]).toEqual([400, { statusCode: 400, message, error: 'Bad Request' }])
    expect(twin.world.revision).toBe(0)
  })

  it('returns 404 for an unknown flow and 400 for an unknown environment', async () => {
    const twin = createTestTwin()
    const flow = await createSession(twin, SUBJECT, '/api/v1/flows/12345/live/sessions')
    expect([flow.status, flow.json.message]).toEqual([404, 'Flow not found'])
    const environment = await createSession(twin, SUBJECT, getSessionsPath(twin, 'production'))
    expect(environment.status).toBe(400)
  })

  it('is found only in its environment', async () => {
    const twin = createTestTwin()
    const { json } = await createSession(twin, SUBJECT, getSessionsPath(twin, 'staging'))
    const { sessionId } = json.sessionContext
    expect((await sendRequest(twin, `/api/v1/staging/sessions/${sessionId}`)).status).toBe(200)
    const { status, json: error } = await sendRequest(twin, `/api/v1/live/sessions/${sessionId}`)
    expect([status, error.message]).toEqual([404, 'Session not found'])
  })

  it('is returned by the other vendors, without IDnow’s own fields', async () => {
    const twin = createTestTwin()
    await createSession(twin, { ...SUBJECT, input: { tier: 'gold' }, state: 'own-state' })
    const feed = await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')
    expect(feed.json[0].created_at).toBe('2026-01-15T09:00:00+00:00')
    const runs = await sendRequest(twin, '/public/v2/flow-runs?sort=-createdAt&page[size]=1')
    expect(runs.json.data[0].attributes.state).toEqual({ tier: 'gold' })
    expect(runs.text).not.toContain('own-state')
  })
})
