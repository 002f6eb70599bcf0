import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { type RequestOptions, sendRequest, type TestResponse } from '../../support/requests.ts'
import { FEED, FLOWS, getFlowId, sendAction, UNUSED_PHONE } from './requests.ts'

/** Tests one position of a quirk on a twin in that position. */
export type QuirkCase = (twin: Twin) => Promise<void>

/** Test cases by quirk id and position. */
export type QuirkCases = Readonly<Record<string, Readonly<Record<string, QuirkCase>>>>

export const INVALID_MESSAGE = 'The given data was invalid.'

/** Creates a case that expects this status and body of a request. */
export function createResponseCase(
  path: string,
  [status, body]: readonly [number, unknown],
  options: RequestOptions = {},
): QuirkCase {
  return async (twin) => {
    const response = await sendRequest(twin, path, options)
    expect([response.status, response.json]).toEqual([status, body])
  }
}

/** Starts the first flow for a new phone number. */
export async function triggerFlow(twin: Twin, body: object = {}): Promise<TestResponse> {
  return await sendAction(twin, 'trigger-flow', { flow_id: getFlowId(twin), phone: UNUSED_PHONE, ...body })
}

const MEMBERS = {
  message: (text: string) => ({ message: text }),
  error: (text: string) => ({ error: text }),
  both: (text: string) => ({ message: text, error: text }),
}

/** Creates the cases of a quirk that puts an error text into `message`, `error` or both. */
function createMemberCases(
  text: string,
  createCase: (body: unknown) => QuirkCase,
): Readonly<Record<string, QuirkCase>> {
  return Object.fromEntries(Object.entries(MEMBERS).map(([name, body]) => [name, createCase(body(text))]))
}

async function exhaustRateLimit(twin: Twin): Promise<void> {
  for (let request = 0; request < 120; request++) await sendRequest(twin, FLOWS)
}

/** The cases of all quirks of error responses. */
export const errorQuirkCases: QuirkCases = {
  'qyvo.unauthenticated-body': createMemberCases('Unauthenticated.', (body) =>
    createResponseCase(FEED, [401, body], { anonymous: true }),
  ),
  'qyvo.forbidden-body': createMemberCases('Invalid scope(s) provided.', (body) =>
    createResponseCase(FEED, [403, body], { headers: { authorization: 'Bearer flowtwinforbidden' } }),
  ),
  'qyvo.throttled-body': createMemberCases('Too Many Attempts.', (body) => async (twin) => {
    await exhaustRateLimit(twin)
    await createResponseCase(FEED, [429, body])(twin)
  }),
  'qyvo.throttled-headers': {
    'retry-after-only': async (twin) => {
      await exhaustRateLimit(twin)
      const { headers } = await sendRequest(twin, FEED)
      expect([headers.get('retry-after'), headers.has('x-ratelimit-remaining')]).toEqual(['60', false])
    },
    all: async (twin) => {
      await exhaustRateLimit(twin)
      const { headers } = await sendRequest(twin, FEED)
      const values = ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining'].map((name) => headers.get(name))
      expect(values).toEqual(['60', '120', '0'])
    },
  },
  'qyvo.accept-without-json': {
    json: createResponseCase(FEED, [401, { message: 'Unauthenticated.' }], {
      anonymous: true,
      headers: { accept: 'text/html' },
    }),
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
      const options = { anonymous: true, headers: { accept: 'application/json' } }
      await createResponseCase(FEED, [401, { message: 'Unauthenticated.' }], options)(twin)
      expect((await sendRequest(twin, FEED)).status).toBe(200)
    },
  },
  'qyvo.validation-message': {
    documented: async (twin) => expect((await sendAction(twin, 'get-flow', {})).json.message).toBe(INVALID_MESSAGE),
    'first-error': async (twin) => {
      const { json } = await sendAction(twin, 'get-flow', {})
      expect(json.message).toBe('The flow id field is required.')
      const two = await triggerFlow(twin, { phone: '' })
      expect(two.json.message).toBe('The contact id field is required when phone is not present. (and 1 more error)')
    },
  },
}
