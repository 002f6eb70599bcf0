import { describe, expect, it } from 'vitest'
import { type RequestOptions, sendRequest, createTestTwin } from '../../support/requests.ts'
import { useToken, CONTACTS, FLOWS, GROUPS, HEAD, useSession, RUNS, STARTS, createPostOptions } from './requests.ts'

const NO_PERMISSION = { detail: 'You do not have permission to perform this action.' }
const useBasic = (user: string, key: string): RequestOptions => ({
  anonymous: true,
  headers: { authorization: `Basic ${btoa(`${user}:${key}`)}` },
})

describe('RapidPro D1: roles', () => {
  it('D1.1 and D1.2: administrators and editors have access by token', async () => {
    for (const quirks of [{}, HEAD]) {
      for (const role of ['administrator', 'editor']) {
        expect((await sendRequest(createTestTwin({ quirks }), CONTACTS, useToken(role))).status).toBe(200)
        expect(
          (
            await sendRequest(
              createTestTwin({ quirks }),
              CONTACTS,
              createPostOptions({ urns: ['tel:+31612345678'] }, useToken(role)),
            )
          ).status,
        ).toBe(201)
      }
    }
  })

  it('D1.3: Basic takes the token as the password; in the newer line the user is an email address', async () => {
    expect((await sendRequest(createTestTwin(), RUNS, useBasic('bob', 'abc'))).status).toBe(200)
    const newer = createTestTwin({ quirks: HEAD })
    expect((await sendRequest(newer, RUNS, useBasic('bob@example.org', 'abc'))).status).toBe(200)
    expect((await sendRequest(newer, RUNS, useBasic('bob', 'abc'))).json).toEqual({ detail: 'Invalid token or email' })
  })

  it('D1.4, D1.5 and D1.6: sessions have access; writes require the CSRF token', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, useSession('administrator'))).status).toBe(200)
    for (const role of ['editor', 'staff']) {
      expect((await sendRequest(createTestTwin({ quirks: HEAD }), RUNS, useSession(role))).status).toBe(200)
    }
    expect(
      (
        await sendRequest(
          twin,
          CONTACTS,
          createPostOptions({ urns: ['tel:+31612345678'] }, useSession('administrator')),
        )
      ).status,
    ).toBe(201)
    const forged = { anonymous: true, headers: { cookie: 'sessionid=flowtwineditor; csrftoken=abc' } }
    expect((await sendRequest(twin, CONTACTS, createPostOptions({}, forged))).json).toEqual({
      detail: 'CSRF Failed: CSRF token missing.',
    })
    const bare = { anonymous: true, headers: { cookie: 'sessionid=flowtwineditor' } }
    expect((await sendRequest(twin, CONTACTS, createPostOptions({}, bare))).json).toEqual({
      detail: 'CSRF Failed: CSRF cookie not set.',
    })
    const unknownSession = { anonymous: true, headers: { cookie: 'sessionid=xyz' } }
    expect((await sendRequest(twin, RUNS, unknownSession)).json).toEqual({
      detail: 'Authentication credentials were not provided.',
    })
  })

  it('D1.7, D1.8 and D1.9: an unknown token is rejected, and so is an unknown user with a valid token', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, useToken('00'))).json).toEqual({ detail: 'Invalid token' })
    expect((await sendRequest(twin, RUNS, useBasic('bob', 'flowtwin00'))).json).toEqual({
      detail: 'Invalid token or email',
    })
    expect((await sendRequest(twin, RUNS, useBasic('flowtwinnobody', 'abc'))).json).toEqual({
      detail: 'Invalid token or email',
    })
  })

  it('D1.10 and D1.11: a header names the workspace, by number or by uuid', async () => {
    expect((await sendRequest(createTestTwin(), RUNS)).headers.get('x-temba-org')).toBe('1')
    const { headers } = await sendRequest(createTestTwin({ quirks: HEAD }), RUNS)
    expect([headers.get('x-temba-org'), headers.get('x-temba-workspace')]).toEqual([
      null,
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ])
    const anonymous = await sendRequest(createTestTwin(), RUNS, { anonymous: true })
    expect(anonymous.headers.has('x-temba-org')).toBe(false)
  })

  it('D1.12 and D1.13: a surveyor of version 9 has access to contacts, not to runs', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, useToken('surveyor'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, RUNS, useBasic('bob', 'flowtwinsurveyor'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, CONTACTS, useToken('surveyor'))).status).toBe(200)
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), CONTACTS, useToken('surveyor'))).json).toEqual({
      detail: 'Invalid token',
    })
  })

  it('D1.14 and D1.15: a user without a role gets 403, a user with another role does not', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, useToken('forbidden'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, RUNS, useToken('noworkspace'))).json).toEqual(NO_PERMISSION)
    expect((await sendRequest(twin, RUNS, useToken('editor'))).status).toBe(200)
  })

  it('D1.16: the token of a deactivated user is invalid', async () => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, RUNS, useToken('revoked'))).json).toEqual({ detail: 'Invalid token' })
    expect((await sendRequest(twin, RUNS, useBasic('bob', 'flowtwinrevoked'))).json).toEqual({
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
  ])('3.2: a session of the role %s lists runs with status %i, in the newer line %i', async (role, v9, head) => {
    expect((await sendRequest(createTestTwin(), RUNS, useSession(role))).status).toBe(v9)
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), RUNS, useSession(role))).status).toBe(head)
  })

  it('3.2: viewers and agents cannot have tokens; prometheus has no access to flows, groups and starts', async () => {
    for (const role of ['viewer', 'agent']) {
      expect((await sendRequest(createTestTwin(), RUNS, useToken(role))).json).toEqual({ detail: 'Invalid token' })
    }
    for (const path of [FLOWS, GROUPS, STARTS]) {
      expect((await sendRequest(createTestTwin(), path, useToken('prometheus'))).json).toEqual(NO_PERMISSION)
    }
  })

  it('3.1: the newer line rejects a session with the header of another workspace', async () => {
    const twin = createTestTwin({ quirks: HEAD })
    const own = (await sendRequest(twin, RUNS)).headers.get('x-temba-workspace') ?? ''
    const useWorkspace = (workspace: string): RequestOptions => {
      const session = useSession('editor')
      return { ...session, headers: { ...session.headers, 'x-temba-workspace': workspace } }
    }
    expect((await sendRequest(twin, RUNS, useWorkspace(own))).status).toBe(200)
    expect((await sendRequest(twin, RUNS, useWorkspace('00000000-0000-4000-8000-000000000000'))).json).toEqual(
      NO_PERMISSION,
    )
  })

  it('accepts the credentials of roles under strict authentication too', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    expect((await sendRequest(twin, RUNS, useToken('editor'))).status).toBe(200)
    expect((await sendRequest(twin, RUNS, { anonymous: true, headers: { authorization: 'Token abc' } })).status).toBe(
      403,
    )
  })
})
