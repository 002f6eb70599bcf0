import { describe, expect, it } from 'vitest'
import { idnow } from '../../../mock/vendors/idnow/index.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { createSessionFor, getFlowId, getSessionsPath } from './requests.ts'

/** Paths that only older or imprecise pages of the documentation mention return 404. */
describe('IDnow: a path of the documentation', () => {
  it('without the prefix /api returns 404', async () => {
    const twin = createTestTwin()
    const { status } = await sendRequest(twin, getSessionsPath(twin).replace('/api', ''))
    expect([status, (await sendRequest(twin, getSessionsPath(twin))).status]).toEqual([404, 200])
  })

  it.each(['/api/v1/token', '/api/v1/flows'])('of the quickstart, %s, returns 404', async (path) => {
    expect((await sendRequest(createTestTwin(), path)).status).toBe(404)
  })

  it('of the sessions guide, executions, returns 404', async () => {
    const twin = createTestTwin()
    const path = getSessionsPath(twin).replace('/sessions', '/executions')
    const { status, json } = await sendRequest(twin, path, { method: 'POST', body: {} })
    expect([status, json.message]).toEqual([404, `Cannot POST ${path}`])
  })

  it('of flows and a path of sessions return different lists', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, '/api/v1/flows/live')).json.content[0]).toHaveProperty('name')
    expect((await sendRequest(twin, `/api/v1/flows/${getFlowId(twin)}/live/sessions`)).json.content[0]).toHaveProperty(
      'sessionId',
    )
    expect((await sendRequest(twin, `/api/v1/flows/${getFlowId(twin)}/live`)).status).toBe(404)
  })
})

describe('IDnow: a GET request', () => {
  it('can have the Content-Type of the sample; HEAD returns no body', async () => {
    const twin = createTestTwin()
    const response = await sendRequest(twin, getSessionsPath(twin), { headers: { 'content-type': 'application/json' } })
    expect(response.text).toBe((await sendRequest(twin, getSessionsPath(twin))).text)
    const session = `/api/v1/live/sessions/${response.json.content[0].sessionId}`
    for (const path of [getSessionsPath(twin), '/api/v1/flows/live', session, `${session}/datablocks`]) {
      const head = await sendRequest(twin, path, { method: 'HEAD' })
      expect([path, head.status, head.text]).toEqual([path, 200, ''])
    }
  })

  it('returns sessions in content, with the fields of the newest revision', async () => {
    const twin = createTestTwin()
    const { content } = (await sendRequest(twin, getSessionsPath(twin))).json
    expect(Object.keys(content[0])).toEqual(
      expect.arrayContaining(['sessionId', 'sessionStatus', 'subjectId', 'outcome', 'lastStep']),
    )
    const started = content.find(({ lastStep }: { lastStep: object | null }) => lastStep !== null)
    expect(Object.keys(started.lastStep)).toEqual(['stepId', 'stepDescription', 'verdict'])
  })

  it('accepts ids in upper case', async () => {
    const twin = createTestTwin()
    const id = await createSessionFor(twin, 'anyone')
    const read = await sendRequest(twin, `/api/v1/live/sessions/${id.toUpperCase()}`)
    expect([read.status, read.json.sessionId]).toEqual([200, id])
  })

  it('adds no note on credentials to the journal for public paths', async () => {
    const twin = createTestTwin()
    await sendRequest(twin, '/oidc/.well-known/jwks.json', { anonymous: true })
    await sendRequest(twin, '/api/v1/flows/live', { anonymous: true })
    expect(twin.journal.listJournalEntries().map(({ note }) => note)).toEqual([
      null,
      'no Authorization header was sent',
    ])
  })
})

describe('IDnow: a path', () => {
  it('of another vendor is not served by IDnow, nor the reverse', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')).status).toBe(200)
    const otherTenant = await sendRequest(twin, '/api/v1/actions/sessions/x')
    expect(otherTenant.text).not.toContain('Session not found')
    expect(otherTenant.status).toBe(404)
    const unknown = await sendRequest(twin, '/api/v1/production/people/x')
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('serves nothing')])
  })
})

describe('IDnow: an unknown environment', () => {
  const credential = { headers: { authorization: idnow.demo.authorization } }
  const ID = '019b8da4-e02e-7cf4-aa12-9175bdffea90'
  const PATHS: readonly (readonly [string, string])[] = [
    ['GET', '/api/v1/flows/prod'],
    ['GET', `/api/v1/flows/${ID}/prod/sessions`],
    ['POST', `/api/v1/flows/${ID}/prod/sessions`],
    ['GET', `/api/v1/prod/sessions/${ID}`],
    ['GET', `/api/v1/prod/sessions/${ID}/datablocks`],
    ['GET', `/api/v1/prod/files/${ID}`],
  ]

  it.each(PATHS)('in %s %s returns 400 in the vendor’s format, and 401 without a token', async (method, path) => {
    const twin = createTestTwin()
    const body = method === 'POST' ? { body: { metadata: { subjectId: 'anyone' } } } : {}
    const { status, json } = await sendRequest(twin, path, { method, ...body, ...credential })
    const message = ['environment must be one of the following values: live, staging']
    expect([status, json]).toEqual([400, { statusCode: 400, message, error: 'Bad Request' }])
    const anonymous = await sendRequest(twin, path, { method, ...body, anonymous: true })
    expect([anonymous.status, anonymous.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(anonymous.json).toEqual({ statusCode: 401, message: 'Unauthorized' })
  })

  it('returns 405 with Allow for another method', async () => {
    const path = `/api/v1/prod/sessions/${ID}`
    const { status, headers } = await sendRequest(createTestTwin(), path, { method: 'DELETE', ...credential })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})
