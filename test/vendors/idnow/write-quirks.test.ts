import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quirks } from '../../../mock/vendors/idnow/quirks.ts'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest } from '../../support/requests.ts'
import { authorizationOf, create, draft, inPosition, LIVE, sessionsPath, STAGING } from './requests.ts'

const SUBJECT = { metadata: { subjectId: 'anyone' } }

describe('idnow.metadata', () => {
  it('required: a subject has to be there, and nothing unknown', async () => {
    const twin = inPosition('idnow.metadata', 'required')
    expect((await create(twin, {})).json.message).toEqual(['metadata should not be empty'])
    expect((await create(twin, { metadata: { subjectId: 'a', tier: 'b' } })).status).toBe(400)
  })

  it('optional: any names with texts will do, or none', async () => {
    const twin = inPosition('idnow.metadata', 'optional')
    const { status, json } = await create(twin, {})
    expect(status).toBe(201)
    const read = await sendRequest(twin, `/api/v1/live/sessions/${json.sessionContext.sessionId}`)
    expect(read.json.subjectId).toBeNull()
    expect((await create(twin, { metadata: { tier: 'b' } })).status).toBe(201)
    expect((await create(twin, { metadata: { tier: 5 } })).json.message).toEqual(['metadata.tier must be a string'])
  })
})

describe('idnow.redirect-url', () => {
  const redirecting = (redirectUrl: string) => ({ ...SUBJECT, redirectUrl })
  const own = async (twin: Twin, url: string) => {
    const headers = { authorization: await authorizationOf(twin, LIVE) }
    return await sendRequest(twin, sessionsPath(twin), { method: 'POST', body: redirecting(url), headers })
  }

  it('listed: it has to stand on the client’s list, letter by letter', async () => {
    const twin = inPosition('idnow.redirect-url', 'listed')
    expect((await own(twin, LIVE.redirectUrls[0]!)).status).toBe(201)
    for (const url of [`${LIVE.redirectUrls[0]}/`, 'https://elsewhere.example.com']) {
      expect((await own(twin, url)).json.message).toEqual(['redirectUrl is not on the list of the API client'])
    }
    expect((await create(twin, redirecting('https://elsewhere.example.com'))).status).toBe(201)
  })

  it('any: every absolute URL will do', async () => {
    const twin = inPosition('idnow.redirect-url', 'any')
    expect((await own(twin, 'https://elsewhere.example.com')).status).toBe(201)
    expect((await own(twin, 'elsewhere')).status).toBe(400)
  })
})

describe('idnow.first-status', () => {
  it.each([
    ['created', 'CREATED'],
    ['running', 'RUNNING'],
  ])('%s: a creation is answered %s', async (position, status) => {
    const { json } = await create(inPosition('idnow.first-status', position), SUBJECT)
    expect(json.sessionContext.sessionStatus).toBe(status)
  })
})

describe('idnow.draft-creation', () => {
  it.each([
    ['not-found', 404, 'Flow not found'],
    ['bad-request', 400, ['flowId names a flow that was never published']],
  ])('%s: answers %i', async (position, status, message) => {
    const twin = inPosition('idnow.draft-creation', position)
    const answer = await create(twin, SUBJECT, sessionsPath(twin, 'live', draft(twin)))
    expect([answer.status, answer.json.message]).toEqual([status, message])
  })
})

describe('idnow.creation-permission', () => {
  it.each([
    ['flows.execute', 'api.write'],
    ['api.write', 'flows.execute'],
  ])('%s: is needed, and %s will not do', async (position, other) => {
    const twin = inPosition('idnow.creation-permission', position)
    const statusWith = async (scope: string) => {
      const headers = { authorization: await authorizationOf(twin, LIVE, scope) }
      return (await sendRequest(twin, sessionsPath(twin), { method: 'POST', body: SUBJECT, headers })).status
    }
    expect([await statusWith(position), await statusWith(other)]).toEqual([201, 403])
  })
})

describe('idnow.other-environment', () => {
  it.each([
    ['forbidden', 403],
    ['not-found', 404],
  ])('%s: answers %i', async (position, status) => {
    const twin = inPosition('idnow.other-environment', position)
    const headers = { authorization: await authorizationOf(twin, STAGING) }
    expect((await sendRequest(twin, sessionsPath(twin), { headers })).status).toBe(status)
  })
})

describe('every quirk', () => {
  const text = ['quirks', 'list-quirks', 'session-quirks']
    .map((name) => readFileSync(join(import.meta.dirname, `idnow-${name}.test.ts`), 'utf8'))
    .join('\n')

  it.each(Object.values(quirks).map((quirk) => [quirk.id, quirk] as const))(
    '%s is tested in all positions',
    (id, quirk) => {
      const [, block = ''] = text.split(`describe('${id}'`)
      const own = block.split(/\ndescribe\(/)[0] ?? ''
      const untested = Object.keys(quirk.positions).filter(
        (position) => !own.includes(`['${position}'`) && !own.includes(`it('${position}:`),
      )
      expect(untested).toEqual([])
      expect(Object.keys(quirk.positions)).toContain(quirk.defaultPosition)
    },
  )
})
