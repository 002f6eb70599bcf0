import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest } from '../../support/requests.ts'
import { act, FEED, FLOWS } from './requests.ts'
import { feedSays, INVALID, type Proof, type Proofs, start } from './quirk-cases.ts'

const MEMBERS = {
  message: (text: string) => ({ message: text }),
  error: (text: string) => ({ error: text }),
  both: (text: string) => ({ message: text, error: text }),
}

/** The three ways of saying a text, proved by the same request. */
function inMembers(text: string, proof: (body: unknown) => Proof): Readonly<Record<string, Proof>> {
  return Object.fromEntries(Object.entries(MEMBERS).map(([name, body]) => [name, proof(body(text))]))
}

async function exhaust(twin: Twin): Promise<void> {
  for (let request = 0; request < 120; request++) await sendRequest(twin, FLOWS)
}

/** What is proved of how Qyvo refuses. */
export const refusalProofs: Proofs = {
  'qyvo.unauthenticated-body': inMembers('Unauthenticated.', (body) =>
    feedSays(FEED, [401, body], { anonymous: true }),
  ),
  'qyvo.forbidden-body': inMembers('Invalid scope(s) provided.', (body) =>
    feedSays(FEED, [403, body], { headers: { authorization: 'Bearer flowtwinforbidden' } }),
  ),
  'qyvo.throttled-body': inMembers('Too Many Attempts.', (body) => async (twin) => {
    await exhaust(twin)
    await feedSays(FEED, [429, body])(twin)
  }),
  'qyvo.throttled-headers': {
    'retry-after-only': async (twin) => {
      await exhaust(twin)
      const { headers } = await sendRequest(twin, FEED)
      expect([headers.get('retry-after'), headers.has('x-ratelimit-remaining')]).toEqual(['60', false])
    },
    all: async (twin) => {
      await exhaust(twin)
      const { headers } = await sendRequest(twin, FEED)
      const named = ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining'].map((name) => headers.get(name))
      expect(named).toEqual(['60', '120', '0'])
    },
  },
  'qyvo.accept-without-json': {
    json: feedSays(FEED, [401, { message: 'Unauthenticated.' }], { anonymous: true, headers: { accept: 'text/html' } }),
    redirect: async (twin) => {
      const login = await sendRequest(twin, FEED, { anonymous: true, headers: { accept: '*/*' } })
      expect([login.status, login.headers.get('location')]).toEqual([302, 'http://localhost/login'])
      expect(login.headers.get('content-type')).toBe('text/html')
      const back = await sendRequest(twin, '/api/v1/actions/get-flow', {
        method: 'POST',
        body: {},
        headers: { referer: 'http://localhost/tool' },
      })
      expect([back.status, back.headers.get('location')]).toEqual([302, 'http://localhost/tool'])
      const asked = { anonymous: true, headers: { accept: 'application/json' } }
      await feedSays(FEED, [401, { message: 'Unauthenticated.' }], asked)(twin)
      expect((await sendRequest(twin, FEED)).status).toBe(200)
    },
  },
  'qyvo.validation-message': {
    documented: async (twin) => expect((await act(twin, 'get-flow', {})).json.message).toBe(INVALID),
    'first-error': async (twin) => {
      const { json } = await act(twin, 'get-flow', {})
      expect(json.message).toBe('The flow id field is required.')
      const two = await start(twin, { phone: '' })
      expect(two.json.message).toBe('The contact id field is required when phone is not present. (and 1 more error)')
    },
  },
}
