import { describe, expect, it } from 'vitest'
import { type RequestOptions, sendRequest, createTestTwin } from '../support/requests.ts'
import { asRole, CONTACTS, FLOWS, GROUPS, HEAD, inSession, RUNS, STARTS, posting } from './rapidpro-asking.ts'

const NO_PERMISSION = { detail: 'You do not have permission to perform this action.' }
const basic = (user: string, key: string): RequestOptions => ({
  anonymous: true,
  headers: { authorization: `Basic ${btoa(`${user}:${key}`)}` },
})

describe('RapidPro D1: who is let in', () => {
  it('D1.1 and D1.2: administrators and editors by token', async () => {
    for (const quirks of [{}, HEAD]) {
      for (const role of ['administrator', 'editor']) {
        expect((await sendRequest(createTestTwin({ quirks }), CONTACTS, asRole(role))).status).toBe(200)
        expect(
          (
            await sendRequest(
              createTestTwin({ quirks }),
              CONTACTS,
              posting({ urns: ['tel:+31612345678'] }, asRole(role)),
            )
          ).status,
        ).toBe(201)
      }
    }
  })

  it('D1.3: a user with the token as the password; the newer line knows users by email address', async () => {
    expect((await sendRequest(createTestTwin(), RUNS, basic('bob', 'abc'))).status).toBe(200)
    const newer = createTestTwin({ quirks: HEAD })
    expect((await sendRequest(newer, RUNS, basic('bob@example.org', 'abc'))).status).toBe(200)
    expect((await sendRequest(newer, RUNS, basic('bob', 'abc'))).json).toEqual({ detail: 'Invalid token or email' })
  })

  it('D1.4, D1.5 and D1.6: sessions, for changes only with the token against forgery', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, inSession('administrator'))).status).toBe(200)
    for (const role of ['editor', 'staff']) {
      expect((await sendRequest(createTestTwin({ quirks: HEAD }), RUNS, inSession(role))).status).toBe(200)
    }
    expect(
      (await sendRequest(twin, CONTACTS, posting({ urns: ['tel:+31612345678'] }, inSession('administrator')))).status,
    ).toBe(201)
    const forged = { anonymous: true, headers: { cookie: 'sessionid=flowtwineditor; csrftoken=abc' } }
    expect((await sendRequest(twin, CONTACTS, posting({}, forged))).json).toEqual({
      detail: 'CSRF Failed: CSRF token missing.',
    })
    const bare = { anonymous: true, headers: { cookie: 'sessionid=flowtwineditor' } }
    expect((await sendRequest(twin, CONTACTS, posting({}, bare))).json).toEqual({
      detail: 'CSRF Failed: CSRF cookie not set.',
    })
    const nobody = { anonymous: true, headers: { cookie: 'sessionid=xyz' } }
    expect((await sendRequest(twin, RUNS, nobody)).json).toEqual({
      detail: 'Authentication credentials were not provided.',
    })
  })

  it('D1.7, D1.8 and D1.9: nobody with an unknown token, and no unknown user with a good one', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, asRole('00'))).json).toEqual({ detail: 'Invalid token' })
    expect((await sendRequest(twin, RUNS, basic('bob', 'flowtwin00'))).json).toEqual({
      detail: 'Invalid token or email',
    })
    expect((await sendRequest(twin, RUNS, basic('flowtwinnobody', 'abc'))).json).toEqual({
      detail: 'Invalid token or email',
    })
  })

  it('D1.10 and D1.11: the workspace in a header, by number or by uuid', async () => {
    expect((await sendRequest(createTestTwin(), RUNS)).headers.get('x-temba-org')).toBe('1')
    const { headers } = await sendRequest(createTestTwin({ quirks: HEAD }), RUNS)
    expect([headers.get('x-temba-org'), headers.get('x-temba-workspace')]).toEqual([
      null,
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ])
    const anonymous = await sendRequest(createTestTwin(), RUNS, { anonymous: true })
    expect(anonymous.headers.has('x-temba-org')).toBe(false)
  })

  it('D1.12 and D1.13: a surveyor of version 9 sees contacts and no runs', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, asRole('surveyor'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, RUNS, basic('bob', 'flowtwinsurveyor'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, CONTACTS, asRole('surveyor'))).status).toBe(200)
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), CONTACTS, asRole('surveyor'))).json).toEqual({
      detail: 'Invalid token',
    })
  })

  it('D1.14 and D1.15: one who lost the role is refused, whoever has another role is not', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, asRole('forbidden'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, RUNS, asRole('noworkspace'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, RUNS, asRole('editor'))).status).toBe(200)
  })

  it('D1.16: a user who was deactivated has no token any more', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, asRole('revoked'))).json).toEqual({ detail: 'Invalid token' })
    expect((await sendRequest(twin, RUNS, basic('bob', 'flowtwinrevoked'))).json).toEqual({
      detail: 'Invalid token or email',
    })
  })

  it.each([
    ['administrator', 200, 200],
    ['editor', 200, 200],
    ['viewer', 200, 403],
    ['agent', 403, 403],
    ['surveyor', 403, 403],
    ['prometheus', 403, 403],
  ])('3.2: a session of the role %s lists runs with %i, in the newer line with %i', async (role, v9, head) => {
    expect((await sendRequest(createTestTwin(), RUNS, inSession(role))).status).toBe(v9)
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), RUNS, inSession(role))).status).toBe(head)
  })

  it('3.2: viewers and agents have no tokens', async () => {
    for (const role of ['viewer', 'agent']) {
      expect((await sendRequest(createTestTwin(), RUNS, asRole(role))).json).toEqual({ detail: 'Invalid token' })
    }
    for (const path of [FLOWS, GROUPS, STARTS]) {
      expect((await sendRequest(createTestTwin(), path, asRole('prometheus'))).json).toEqual(NO_PERMISSION)
    }
  })

  it('3.1: the newer line refuses a session that names another workspace', async () => {
    const twin = createTestTwin({ quirks: HEAD })
    const own = (await sendRequest(twin, RUNS)).headers.get('x-temba-workspace') ?? ''
    const naming = (workspace: string): RequestOptions => {
      const session = inSession('editor')
      return { ...session, headers: { ...session.headers, 'x-temba-workspace': workspace } }
    }
    expect((await sendRequest(twin, RUNS, naming(own))).status).toBe(200)
    expect((await sendRequest(twin, RUNS, naming('00000000-0000-4000-8000-000000000000'))).json).toEqual(NO_PERMISSION)
  })

  it('takes the credentials of roles from strict worlds too', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    expect((await sendRequest(twin, RUNS, asRole('editor'))).status).toBe(200)
    expect((await sendRequest(twin, RUNS, { anonymous: true, headers: { authorization: 'Token abc' } })).status).toBe(
      403,
    )
  })
})
