import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { createdFor, flowId, sessionsPath } from './requests.ts'

/** What older or sloppier pages of the documentation name, and what the reference resolves it to. */
describe('IDnow: a path of the documents', () => {
  it('without /api is a way of writing, not a path', async () => {
    const twin = createTestTwin()
    const { status } = await sendRequest(twin, sessionsPath(twin).replace('/api', ''))
    expect([status, (await sendRequest(twin, sessionsPath(twin))).status]).toEqual([404, 200])
  })

  it.each(['/api/v1/token', '/api/v1/flows'])('of the quickstart, %s, is not there', async (path) => {
    expect((await sendRequest(createTestTwin(), path)).status).toBe(404)
  })

  it('of the sessions guide, executions, is not there', async () => {
    const twin = createTestTwin()
    const path = sessionsPath(twin).replace('/sessions', '/executions')
    const { status, json } = await sendRequest(twin, path, { method: 'POST', body: {} })
    expect([status, json.message]).toEqual([404, `Cannot POST ${path}`])
  })

  it('of flows and one of a flow’s sessions differ by their length alone', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, '/api/v1/flows/live')).json.content[0]).toHaveProperty('name')
    expect((await sendRequest(twin, `/api/v1/flows/${flowId(twin)}/live/sessions`)).json.content[0]).toHaveProperty(
      'sessionId',
    )
    expect((await sendRequest(twin, `/api/v1/flows/${flowId(twin)}/live`)).status).toBe(404)
  })
})

describe('IDnow: a read', () => {
  it('may carry the Content-Type of the sample, and be asked with HEAD', async () => {
    const twin = createTestTwin()
    const sent = await sendRequest(twin, sessionsPath(twin), { headers: { 'content-type': 'application/json' } })
    expect(sent.text).toBe((await sendRequest(twin, sessionsPath(twin))).text)
    const session = `/api/v1/live/sessions/${sent.json.content[0].sessionId}`
    for (const path of [sessionsPath(twin), '/api/v1/flows/live', session, `${session}/datablocks`]) {
      const head = await sendRequest(twin, path, { method: 'HEAD' })
      expect([path, head.status, head.text]).toEqual([path, 200, ''])
    }
  })

  it('lists sessions, not flows, under content, with the fields of the newest revision', async () => {
    const twin = createTestTwin()
    const { content } = (await sendRequest(twin, sessionsPath(twin))).json
    expect(Object.keys(content[0])).toEqual(
      expect.arrayContaining(['sessionId', 'sessionStatus', 'subjectId', 'outcome', 'lastStep']),
    )
    const started = content.find((one: { lastStep: object | null }) => one.lastStep !== null)
    expect(Object.keys(started.lastStep)).toEqual(['stepId', 'stepDescription', 'verdict'])
  })

  it('takes ids in capital letters too', async () => {
    const twin = createTestTwin()
    const id = await createdFor(twin, 'anyone')
    const read = await sendRequest(twin, `/api/v1/live/sessions/${id.toUpperCase()}`)
    expect([read.status, read.json.sessionId]).toEqual([200, id])
  })

  it('writes nothing into the journal about credentials that nobody asks for', async () => {
    const twin = createTestTwin()
    await sendRequest(twin, '/oidc/.well-known/jwks.json', { anonymous: true })
    await sendRequest(twin, '/api/v1/flows/live', { anonymous: true })
    expect(twin.journal.listJournalEntries().map(({ note }) => note)).toEqual([
      null,
      'no Authorization header was sent',
    ])
  })
})
