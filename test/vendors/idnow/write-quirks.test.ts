import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest } from '../../support/requests.ts'
import {
  createAuthorization,
  createSession,
  getDraftFlow,
  createTwinWithQuirk,
  LIVE,
  getSessionsPath,
  STAGING,
} from './requests.ts'

const SUBJECT = { metadata: { subjectId: 'anyone' } }

describe('idnow.metadata', () => {
  it('required: metadata without subjectId or with unknown members returns 400', async () => {
    const twin = createTwinWithQuirk('idnow.metadata', 'required')
    expect((await createSession(twin, {})).json.message).toEqual(['metadata should not be empty'])
    expect((await createSession(twin, { metadata: { subjectId: 'a', tier: 'b' } })).status).toBe(400)
  })

  it('optional: metadata can be omitted or have any members of type string', async () => {
    const twin = createTwinWithQuirk('idnow.metadata', 'optional')
    const { status, json } = await createSession(twin, {})
    expect(status).toBe(201)
    const read = await sendRequest(twin, `/api/v1/live/sessions/${json.sessionContext.sessionId}`)
    expect(read.json.subjectId).toBeNull()
    expect((await createSession(twin, { metadata: { tier: 'b' } })).status).toBe(201)
    expect((await createSession(twin, { metadata: { tier: 5 } })).json.message).toEqual([
      'metadata.tier must be a string',
    ])
  })
})

describe('idnow.redirect-url', () => {
  const createBody = (redirectUrl: string) => ({ ...SUBJECT, redirectUrl })
  const createAsLiveClient = async (twin: Twin, url: string) => {
    const headers = { authorization: await createAuthorization(twin, LIVE) }
    return await sendRequest(twin, getSessionsPath(twin), { method: 'POST', body: createBody(url), headers })
  }

  it('listed: the URL must be in the list of the client, compared exactly', async () => {
    const twin = createTwinWithQuirk('idnow.redirect-url', 'listed')
    expect((await createAsLiveClient(twin, LIVE.redirectUrls[0]!)).status).toBe(201)
    for (const url of [`${LIVE.redirectUrls[0]}/`, 'https://elsewhere.example.com']) {
      expect((await createAsLiveClient(twin, url)).json.message).toEqual([
        'redirectUrl is not on the list of the API client',
      ])
    }
    expect((await createSession(twin, createBody('https://elsewhere.example.com'))).status).toBe(201)
  })

  it('any: every absolute URL is accepted', async () => {
    const twin = createTwinWithQuirk('idnow.redirect-url', 'any')
    expect((await createAsLiveClient(twin, 'https://elsewhere.example.com')).status).toBe(201)
    expect((await createAsLiveClient(twin, 'elsewhere')).status).toBe(400)
  })
})

describe('idnow.first-status', () => {
  it.each([
    ['created', 'CREATED'],
    ['running', 'RUNNING'],
  ])('%s: a creation returns %s', async (position, status) => {
    const { json } = await createSession(createTwinWithQuirk('idnow.first-status', position), SUBJECT)
    expect(json.sessionContext.sessionStatus).toBe(status)
  })
})

describe('idnow.draft-creation', () => {
  it.each([
    ['not-found', 404, 'Flow not found'],
    ['bad-request', 400, ['flowId names a flow that was never published']],
  ])('%s: returns %i', async (position, status, message) => {
    const twin = createTwinWithQuirk('idnow.draft-creation', position)
    const response = await createSession(twin, SUBJECT, getSessionsPath(twin, 'live', getDraftFlow(twin)))
    expect([response.status, response.json.message]).toEqual([status, message])
  })
})

describe('idnow.creation-permission', () => {
  it.each([
    ['flows.execute', 'api.write'],
    ['api.write', 'flows.execute'],
  ])('%s: is required, and %s is not sufficient', async (position, other) => {
    const twin = createTwinWithQuirk('idnow.creation-permission', position)
    const getStatus = async (scope: string) => {
      const headers = { authorization: await createAuthorization(twin, LIVE, scope) }
      return (await sendRequest(twin, getSessionsPath(twin), { method: 'POST', body: SUBJECT, headers })).status
    }
    expect([await getStatus(position), await getStatus(other)]).toEqual([201, 403])
  })
})

describe('idnow.other-environment', () => {
  it.each([
    ['forbidden', 403],
    ['not-found', 404],
  ])('%s: returns %i', async (position, status) => {
    const twin = createTwinWithQuirk('idnow.other-environment', position)
    const headers = { authorization: await createAuthorization(twin, STAGING) }
    expect((await sendRequest(twin, getSessionsPath(twin), { headers })).status).toBe(status)
  })
})
