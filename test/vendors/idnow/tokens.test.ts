import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { getExitCode, verify as verifyContract } from '../../../contracts/index.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  getTokenFields,
  requestToken,
  createAuthorization,
  createSession,
  getFlowId,
  LIVE,
  getSessionsPath,
  STAGING,
} from './requests.ts'

function createBasicHeaders(id: string, secret: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
}

function decodeClaims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
}

describe('IDnow: a token', () => {
  it('is issued for a secret in the body or as Basic, for one day, with no-store', async () => {
    const twin = createTestTwin()
    const body = await requestToken(twin, getTokenFields(LIVE))
    const header = await requestToken(
      twin,
      { grant_type: 'client_credentials' },
      createBasicHeaders(LIVE.id, LIVE.secret),
    )
    expect([body.status, body.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body.json).toMatchObject({ expires_in: 86_400, token_type: 'Bearer' })
    expect(header.text).toBe(body.text)
    const claims = decodeClaims(body.json.access_token)
    expect(claims).toMatchObject({ client_id: LIVE.id, environment: 'live', iss: 'http://localhost/oidc' })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(86_400)
  })

  it('has the same bytes for the same seed', async () => {
    const [first, same, other] = [createTestTwin({ seed: 7 }), createTestTwin({ seed: 7 }), createTestTwin({ seed: 8 })]
    const text = (await requestToken(first, getTokenFields(LIVE))).text
    expect((await requestToken(same, getTokenFields(LIVE))).text).toBe(text)
    expect((await requestToken(other, getTokenFields(LIVE))).text).not.toBe(text)
  })

  it('is verified by the keys of the OpenID configuration', async () => {
    const twin = createTestTwin()
    const { json: discovery } = await sendRequest(twin, '/oidc/.well-known/openid-configuration', { anonymous: true })
    expect(discovery.token_endpoint).toBe('http://localhost/oidc/token')
    const { json: set } = await sendRequest(twin, new URL(discovery.jwks_uri).pathname, { anonymous: true })
    const token: string = (await requestToken(twin, getTokenFields(STAGING))).json.access_token
    const [header = '', claims = '', signature = ''] = token.split('.')
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const key = createPublicKey({ key: set.keys.find((jwk: { kid: string }) => jwk.kid === kid), format: 'jwk' })
    const signed = Buffer.from(`${header}.${claims}`)
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  it.each<[string, Record<string, string>, string, Record<string, string>?]>([
    ['an empty body', {}, '400 invalid_request'],
    ['no client', { grant_type: 'client_credentials' }, '401 invalid_client'],
    ['another grant type', { ...getTokenFields(LIVE), grant_type: 'password' }, '400 unsupported_grant_type'],
    ['a wrong secret', { ...getTokenFields(LIVE), client_secret: 'x' }, '401 invalid_client'],
    [
      'an unknown id with Flowtwin’s prefix',
      { ...getTokenFields(LIVE), client_id: 'flowtwin-lvie' },
      '401 invalid_client',
    ],
    ['an unknown scope', { ...getTokenFields(LIVE), scope: 'api.read api.rule' }, '400 invalid_scope'],
    [
      'credentials in two places',
      getTokenFields(LIVE),
      '400 invalid_request',
      createBasicHeaders(LIVE.id, LIVE.secret),
    ],
    [
      'a wrong secret as Basic',
      { grant_type: 'client_credentials' },
      '401 invalid_client',
      createBasicHeaders(LIVE.id, 'x'),
    ],
    [
      'Basic without a colon',
      { grant_type: 'client_credentials' },
      '401 invalid_client',
      { authorization: 'Basic eA==' },
    ],
  ])('request returns the error of RFC 6749 for %s', async (...[, fields, error, headers]) => {
    const response = await requestToken(createTestTwin(), fields, headers)
    expect(`${response.status} ${response.json.error}`).toBe(error)
    expect(response.json.error_description).toMatch(/\.$/)
    const challenge = response.status === 401 ? 'Basic realm="oidc"' : null
    expect(response.headers.get('www-authenticate')).toBe(challenge)
  })

  it('request adds the cause of an error to the journal only', async () => {
    const twin = createTestTwin()
    await requestToken(twin, { ...getTokenFields(LIVE), client_secret: 'x' })
    expect(twin.journal.listJournalEntries().at(-1)?.note).toBe(`wrong secret for client ${LIVE.id}`)
  })

  it('is valid for one day of the virtual clock', async () => {
    const twin = createTestTwin()
    const authorization = await createAuthorization(twin, LIVE)
    const getStatus = async () =>
      (await sendRequest(twin, getSessionsPath(twin), { headers: { authorization } })).status
    expect(await getStatus()).toBe(200)
    twin.clock.advance('23h59m59s')
    expect(await getStatus()).toBe(200)
    twin.clock.advance('1s')
    expect(await getStatus()).toBe(401)
    expect(twin.journal.listJournalEntries().at(-1)?.note).toBe('the token has expired; request a new one')
  })

  it.each([
    ['forged', (token: string) => `${token.slice(0, -6)}AAAAAA`, 'the signature of the token is wrong'],
    [
      'changed',
      (token: string) => token.replace(/\.[^.]+\./, '.eyJzdWIiOiJ4In0.'),
      'the signature of the token is wrong',
    ],
  ])('returns 401 if it was %s', async (_, forge, note) => {
    const twin = createTestTwin()
    const authorization = forge(await createAuthorization(twin, LIVE))
    const { status, json } = await sendRequest(twin, getSessionsPath(twin), { headers: { authorization } })
    expect([status, json]).toEqual([401, { statusCode: 401, message: 'Unauthorized' }])
    expect(twin.journal.listJournalEntries().at(-1)?.note).toBe(note)
  })

  it('returns 401 in another world, and so does an SDK token', async () => {
    const [twin, other] = [createTestTwin({ seed: 1 }), createTestTwin({ seed: 2 })]
    const authorization = await createAuthorization(other, LIVE)
    expect((await sendRequest(twin, getSessionsPath(twin), { headers: { authorization } })).status).toBe(401)
    const { json } = await createSession(twin, { metadata: { subjectId: 'anyone' } })
    const sdk = { authorization: `Bearer ${json.sdkToken}` }
    expect((await sendRequest(twin, getSessionsPath(twin), { headers: sdk })).status).toBe(401)
  })
})

describe('IDnow: an API client', () => {
  it.each([LIVE, STAGING])(
    '$id is in docs/idnow.md with its secret and redirect URLs',
    ({ id, secret, redirectUrls }) => {
      const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'idnow.md'), 'utf8')
      for (const value of [id, secret, ...redirectUrls]) expect(text).toContain(`\`${value}\``)
    },
  )

  it('passes the contract suite with its token', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    const credential = (await createAuthorization(twin, LIVE)).replace('Bearer ', '')
    const target = {
      baseUrl: 'http://twin.test/api/v1',
      credential,
      fetch: twin.fetch,
      ids: { flowId: getFlowId(twin) },
    }
    const clock = { now: () => twin.clock.now / 1000, sleep: () => Promise.resolve() }
    expect(getExitCode(await verifyContract('idnow', target, { probeMethods: true, clock }))).toBe(0)
  })

  it('gets 403 in the other environment', async () => {
    const twin = createTestTwin()
    const headers = { authorization: await createAuthorization(twin, STAGING) }
    for (const path of ['/api/v1/flows/staging', getSessionsPath(twin, 'staging')]) {
      expect((await sendRequest(twin, path, { headers })).status).toBe(200)
    }
    const paths = ['/api/v1/flows/live', getSessionsPath(twin), '/api/v1/live/sessions/x', '/api/v1/live/files/x']
    for (const path of paths) {
      const { status, json } = await sendRequest(twin, path, { headers })
      expect([status, json.message]).toEqual([403, 'The API client belongs to another environment'])
    }
  })

  it('gets 403 for a response that is cached for another client', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, getSessionsPath(twin))).status).toBe(200)
    const headers = { authorization: await createAuthorization(twin, STAGING) }
    expect((await sendRequest(twin, getSessionsPath(twin), { headers })).status).toBe(403)
  })

  it.each([
    ['api.read', 200, 403],
    ['flows.execute', 403, 201],
    ['api.write', 403, 403],
    ['api.read flows.execute', 200, 201],
  ])('with the scope %s gets %i for reading and %i for creating', async (scope, reading, creating) => {
    const twin = createTestTwin()
    const headers = { authorization: await createAuthorization(twin, LIVE, scope) }
    expect((await sendRequest(twin, getSessionsPath(twin), { headers })).status).toBe(reading)
    const creation = { method: 'POST', body: { metadata: { subjectId: 'anyone' } }, headers }
    expect((await sendRequest(twin, getSessionsPath(twin), creation)).status).toBe(creating)
  })

  it('that is unknown has access to both environments, and none with strict auth', async () => {
    const unknownClient = { grant_type: 'client_credentials', client_id: 'my-app', client_secret: 'my-secret' }
    const twin = createTestTwin()
    const headers = { authorization: `Bearer ${(await requestToken(twin, unknownClient)).json.access_token}` }
    for (const environment of ['live', 'staging']) {
      expect((await sendRequest(twin, getSessionsPath(twin, environment), { headers })).status).toBe(200)
    }
    const foreign = { authorization: 'Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJzdWIiOiJ4In0.c2ln' }
    expect((await sendRequest(twin, getSessionsPath(twin), { headers: foreign })).status).toBe(200)
    const strict = createTestTwin({ auth: 'strict' })
    expect((await requestToken(strict, unknownClient)).status).toBe(401)
    expect((await sendRequest(strict, getSessionsPath(strict), { headers: foreign })).status).toBe(401)
    const issued = { authorization: await createAuthorization(strict, LIVE) }
    expect((await sendRequest(strict, getSessionsPath(strict), { headers: issued })).status).toBe(200)
    expect((await sendRequest(strict, getSessionsPath(strict))).status).toBe(200)
  })

  it.each([
    ['flowtwinexpired', 401],
    ['flowtwinrevoked', 401],
    ['flowtwinforbidden', 403],
    ['flowtwinnoworkspace', 403],
    ['flowtwinothertenant', 404],
  ])('with the credential %s gets %i', async (token, status) => {
    const twin = createTestTwin()
    const headers = { authorization: `Bearer ${token}` }
    expect((await sendRequest(twin, getSessionsPath(twin), { headers })).status).toBe(status)
  })
})
