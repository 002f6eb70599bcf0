import { describe, expect, it } from 'vitest'
import { credential } from '../../../mock/vendors/rapidpro/auth.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'

const RUNS = '/api/v2/runs.json'
const HEAD = { 'rapidpro.version': 'head' }

describe('RapidPro: authentication', () => {
  it.each([
    [undefined, 'Authentication credentials were not provided.'],
    ['Bearer abc', 'Authentication credentials were not provided.'],
    ['Token', 'Invalid token header. No credentials provided.'],
    ['Token a b', 'Invalid token header. Token string should not contain spaces.'],
    [`Token ${'a'.repeat(41)}`, 'Invalid token'],
    ['Token flowtwin00', 'Invalid token'],
    ['Basic', 'Invalid basic header. No credentials provided.'],
    ['Basic a b', 'Invalid basic header. Credentials string should not contain spaces.'],
    ['Basic !!!', 'Invalid token or email'],
    [`Basic ${btoa('bob:flowtwin00')}`, 'Invalid token or email'],
    [`Basic ${btoa('no colon')}`, 'Invalid token or email'],
    [`Basic ${btoa(`bob:${credential}`)}`, 'Invalid token or email'],
    [`Token ${Buffer.from('clé').toString('latin1')}`, 'Invalid token'],
    ['Token cl\u00e9', 'Invalid token header. Token string should not contain invalid characters.'],
  ])('rejects the credential %j with 403', async (authorization, detail) => {
    const headers = authorization === undefined ? {} : { authorization }
    const response = await sendRequest(createTestTwin(), RUNS, { anonymous: true, headers })
    expect([response.status, response.json]).toEqual([403, { detail }])
    expect(response.headers.has('www-authenticate')).toBe(false)
  })

  it.each(['token abc', 'TOKEN abc', `Basic ${btoa('bob@example.org:abc')}`])(
    'accepts the credential %j',
    async (authorization) => {
      expect((await sendRequest(createTestTwin(), RUNS, { anonymous: true, headers: { authorization } })).status).toBe(
        200,
      )
    },
  )

  it('accepts the demo credential of its user', async () => {
    const useBasic = (user: string) => ({
      anonymous: true,
      headers: { authorization: `Basic ${btoa(`${user}:${credential}`)}` },
    })
    expect((await sendRequest(createTestTwin(), RUNS, useBasic('admin'))).status).toBe(200)
    const newer = createTestTwin({ quirks: HEAD })
    expect((await sendRequest(newer, RUNS, useBasic('admin@example.com'))).status).toBe(200)
    expect((await sendRequest(newer, RUNS, useBasic('admin'))).json).toEqual({ detail: 'Invalid token or email' })
  })

  it.each(['Basic !!!', `Basic ${btoa('no colon')}`, 'Basic YQ'])(
    'rejects the credential %j of the newer line as not encoded',
    async (authorization) => {
      const options = { anonymous: true, headers: { authorization } }
      expect((await sendRequest(createTestTwin({ quirks: HEAD }), RUNS, options)).json).toEqual({
        detail: 'Invalid basic header. Credentials not correctly base64 encoded.',
      })
    },
  )

  it('returns 405 for every method but GET, with or without credentials; a malformed token returns 403 first', async () => {
    const twin = createTestTwin()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await sendRequest(twin, RUNS, { method, anonymous: true })
      expect([response.status, response.json]).toEqual([405, { detail: `Method "${method}" not allowed.` }])
      expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    }
    const head = await sendRequest(twin, RUNS, { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([405, ''])
    const wrong = await sendRequest(twin, RUNS, { method: 'POST', headers: { authorization: 'Token' } })
    expect(wrong.status).toBe(403)
  })

  it('checks media types first, and the rate limit before the parameters', async () => {
    const twin = createTestTwin()
    const html = await sendRequest(twin, RUNS, { anonymous: true, headers: { accept: 'text/html' } })
    expect(html.status).toBe(406)
    for (let request = 0; request < 2500; request++)
      await sendRequest(twin, `${RUNS}?uuid=00000000-0000-4000-8000-000000000000`)
    const throttled = await sendRequest(twin, `${RUNS}?cursor=xxx`, { headers: { authorization: 'Token another' } })
    expect([throttled.status, throttled.json]).toEqual([
      429,
      { detail: 'Request was throttled. Expected available in 3600 seconds.' },
    ])
    expect(throttled.headers.get('retry-after')).toBe('3600')
    expect((await sendRequest(twin, RUNS, { anonymous: true })).status).toBe(403)
  })
})
