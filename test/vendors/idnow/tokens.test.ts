import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { getExitCode, verify as verifyContract } from '../../../contracts/index.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { asClient, askForToken, authorizationOf, create, flowId, LIVE, sessionsPath, STAGING } from './requests.ts'

function basic(id: string, secret: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
}

describe('IDnow: a token', () => {
  it('is handed out for a secret in the body or as Basic, for a day, and not to be kept', async () => {
    const twin = createTestTwin()
    const body = await askForToken(twin, asClient(LIVE))
    const header = await askForToken(twin, { grant_type: 'client_credentials' }, basic(LIVE.id, LIVE.secret))
    expect([body.status, body.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body.json).toMatchObject({ expires_in: 86_400, token_type: 'Bearer' })
    expect(header.text).toBe(body.text)
    const claims = claimsOf(body.json.access_token)
    expect(claims).toMatchObject({ client_id: LIVE.id, environment: 'live', iss: 'http://localhost/oidc' })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(86_400)
  })

  it('has the same bytes under the same seed', async () => {
    const [one, same, other] = [createTestTwin({ seed: 7 }), createTestTwin({ seed: 7 }), createTestTwin({ seed: 8 })]
    const text = (await askForToken(one, asClient(LIVE))).text
    expect((await askForToken(same, asClient(LIVE))).text).toBe(text)
    expect((await askForToken(other, asClient(LIVE))).text).not.toBe(text)
  })

  it('is verified by the keys that discovery leads to', async () => {
    const twin = createTestTwin()
    const { json: discovery } = await sendRequest(twin, '/oidc/.well-known/openid-configuration', { anonymous: true })
    expect(discovery.token_endpoint).toBe('http://localhost/oidc/token')
    const { json: set } = await sendRequest(twin, new URL(discovery.jwks_uri).pathname, { anonymous: true })
    const token: string = (await askForToken(twin, asClient(STAGING))).json.access_token
    const [header = '', claims = '', signature = ''] = token.split('.')
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const key = createPublicKey({ key: set.keys.find((one: { kid: string }) => one.kid === kid), format: 'jwk' })
    const signed = Buffer.from(`${header}.${claims}`)
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  it.each<[string, Record<string, string>, string, Record<string, string>?]>([
    ['nothing', {}, '400 invalid_request'],
    ['no client', { grant_type: 'client_credentials' }, '401 invalid_client'],
    ['another grant', { ...asClient(LIVE), grant_type: 'password' }, '400 unsupported_grant_type'],
    ['a wrong secret', { ...asClient(LIVE), client_secret: 'x' }, '401 invalid_client'],
    ['an id that pretends to be ours', { ...asClient(LIVE), client_id: 'flowtwin-lvie' }, '401 invalid_client'],
    ['an unknown scope', { ...asClient(LIVE), scope: 'api.read api.rule' }, '400 invalid_scope'],
    ['two ways at once', asClient(LIVE), '400 invalid_request', basic(LIVE.id, LIVE.secret)],
    ['a wrong Basic', { grant_type: 'client_credentials' }, '401 invalid_client', basic(LIVE.id, 'x')],
    [
      'Basic without a colon',
      { grant_type: 'client_credentials' },
      '401 invalid_client',
      { authorization: 'Basic eA==' },
    ],
  ])('is refused for %s, as RFC 6749 says', async (...[, fields, refusal, headers]) => {
    const answer = await askForToken(createTestTwin(), fields, headers)
    expect(`${answer.status} ${answer.json.error}`).toBe(refusal)
    expect(answer.json.error_description).toMatch(/\.$/)
    const challenge = answer.status === 401 ? 'Basic realm="oidc"' : null
    expect(answer.headers.get('www-authenticate')).toBe(challenge)
  })

  it('tells the journal what was wrong, which the client does not hear', async () => {
    const twin = createTestTwin()
    await askForToken(twin, { ...asClient(LIVE), client_secret: 'x' })
    expect(twin.journal.listJournalEntries().at(-1)?.note).toBe(`that is not the secret of ${LIVE.id}`)
  })

  it('is good for a day of the world’s time and no longer', async () => {
    const twin = createTestTwin()
    const authorization = await authorizationOf(twin, LIVE)
    const status = async () => (await sendRequest(twin, sessionsPath(twin), { headers: { authorization } })).status
    expect(await status()).toBe(200)
    twin.clock.advance('23h59m59s')
    expect(await status()).toBe(200)
    twin.clock.advance('1s')
    expect(await status()).toBe(401)
    expect(twin.journal.listJournalEntries().at(-1)?.note).toBe('the token has expired; ask for another')
  })

  it.each([
    ['forged', (token: string) => `${token.slice(0, -6)}AAAAAA`, 'the signature of the token is wrong'],
    [
      'changed',
      (token: string) => token.replace(/\.[^.]+\./, '.eyJzdWIiOiJ4In0.'),
      'the signature of the token is wrong',
    ],
  ])('is refused when it is %s', async (_, forge, note) => {
    const twin = createTestTwin()
    const authorization = forge(await authorizationOf(twin, LIVE))
    const { status, json } = await sendRequest(twin, sessionsPath(twin), { headers: { authorization } })
    expect([status, json]).toEqual([401, { statusCode: 401, message: 'Unauthorized' }])
    expect(twin.journal.listJournalEntries().at(-1)?.note).toBe(note)
  })

  it('is refused in another world, and so is one that was made for something else', async () => {
    const [twin, other] = [createTestTwin({ seed: 1 }), createTestTwin({ seed: 2 })]
    const authorization = await authorizationOf(other, LIVE)
    expect((await sendRequest(twin, sessionsPath(twin), { headers: { authorization } })).status).toBe(401)
    const { json } = await create(twin, { metadata: { subjectId: 'anyone' } })
    const sdk = { authorization: `Bearer ${json.sdkToken}` }
    expect((await sendRequest(twin, sessionsPath(twin), { headers: sdk })).status).toBe(401)
  })
})

describe('IDnow: a client', () => {
  it.each([LIVE, STAGING])('$id stands in the documentation with all that it needs', ({ id, secret, redirectUrls }) => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'idnow.md'), 'utf8')
    for (const text of [id, secret, ...redirectUrls]) expect(page).toContain(`\`${text}\``)
  })

  it('may hand its token to the contract suite, which finds the contract kept', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    const credential = (await authorizationOf(twin, LIVE)).replace('Bearer ', '')
    const target = { baseUrl: 'http://twin.test/api/v1', credential, send: twin.fetch, ids: { flowId: flowId(twin) } }
    const clock = { now: () => twin.clock.now / 1000, sleep: () => Promise.resolve() }
    expect(getExitCode(await verifyContract('idnow', target, { probeMethods: true, clock }))).toBe(0)
  })

  it('sees its own environment and not the other', async () => {
    const twin = createTestTwin()
    const headers = { authorization: await authorizationOf(twin, STAGING) }
    for (const path of ['/api/v1/flows/staging', sessionsPath(twin, 'staging')]) {
      expect((await sendRequest(twin, path, { headers })).status).toBe(200)
    }
    const paths = ['/api/v1/flows/live', sessionsPath(twin), '/api/v1/live/sessions/x', '/api/v1/live/files/x']
    for (const path of paths) {
      const { status, json } = await sendRequest(twin, path, { headers })
      expect([status, json.message]).toEqual([403, 'The API client belongs to another environment'])
    }
  })

  it('is refused what another client was answered a moment ago', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, sessionsPath(twin))).status).toBe(200)
    const headers = { authorization: await authorizationOf(twin, STAGING) }
    expect((await sendRequest(twin, sessionsPath(twin), { headers })).status).toBe(403)
  })

  it.each([
    ['api.read', 200, 403],
    ['flows.execute', 403, 201],
    ['api.write', 403, 403],
    ['api.read flows.execute', 200, 201],
  ])('with %s may do no more', async (scope, reading, creating) => {
    const twin = createTestTwin()
    const headers = { authorization: await authorizationOf(twin, LIVE, scope) }
    expect((await sendRequest(twin, sessionsPath(twin), { headers })).status).toBe(reading)
    const creation = { method: 'POST', body: { metadata: { subjectId: 'anyone' } }, headers }
    expect((await sendRequest(twin, sessionsPath(twin), creation)).status).toBe(creating)
  })

  it('that nobody knows may do everything in both environments of a relaxed server, and nothing in a strict one', async () => {
    const own = { grant_type: 'client_credentials', client_id: 'my-app', client_secret: 'my-secret' }
    const twin = createTestTwin()
    const headers = { authorization: `Bearer ${(await askForToken(twin, own)).json.access_token}` }
    for (const environment of ['live', 'staging']) {
      expect((await sendRequest(twin, sessionsPath(twin, environment), { headers })).status).toBe(200)
    }
    const foreign = { authorization: 'Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJzdWIiOiJ4In0.c2ln' }
    expect((await sendRequest(twin, sessionsPath(twin), { headers: foreign })).status).toBe(200)
    const strict = createTestTwin({ auth: 'strict' })
    expect((await askForToken(strict, own)).status).toBe(401)
    expect((await sendRequest(strict, sessionsPath(strict), { headers: foreign })).status).toBe(401)
    const issued = { authorization: await authorizationOf(strict, LIVE) }
    expect((await sendRequest(strict, sessionsPath(strict), { headers: issued })).status).toBe(200)
    expect((await sendRequest(strict, sessionsPath(strict))).status).toBe(200)
  })

  it.each([
    ['flowtwinexpired', 401],
    ['flowtwinrevoked', 401],
    ['flowtwinforbidden', 403],
    ['flowtwinnoworkspace', 403],
    ['flowtwinothertenant', 404],
  ])('with the credential %s is answered %i', async (token, status) => {
    const twin = createTestTwin()
    const headers = { authorization: `Bearer ${token}` }
    expect((await sendRequest(twin, sessionsPath(twin), { headers })).status).toBe(status)
  })
})
