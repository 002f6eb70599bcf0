import { describe, expect, it } from 'vitest'
import { MAGIC_CREDENTIALS } from '../../mock/wire/credentials.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'

const PATHS = {
  qyvo: '/api/v1/triggers/new-flow-triggered',
  recrubo: '/public/v2/flow-runs',
  rapidpro: '/api/v2/runs.json',
}
const SCHEMES = { qyvo: 'Bearer', recrubo: 'Bearer', rapidpro: 'Token' }

describe.each(['qyvo', 'recrubo', 'rapidpro'] as const)('a credential of %s', (vendor) => {
  const path = PATHS[vendor]
  const withToken = (token: string, scheme = SCHEMES[vendor]) => ({ headers: { authorization: `${scheme} ${token}` } })
  const refused = vendor === 'rapidpro' ? 403 : 401

  it.each(['flowtwinexpired', 'flowtwinrevoked', 'flowtwinmadeup'])('that reads %s is refused', async (token) => {
    const twin = createTestTwin()
    expect((await sendRequest(twin, path, withToken(token))).status).toBe(refused)
    expect(twin.journal.listJournalEntries().at(-1)?.note).toMatch(/the token is (expired|revoked|unknown)/)
  })

  it('of another tenant shows that tenant and nothing of this one', async () => {
    const twin = createTestTwin()
    const own = await sendRequest(twin, path)
    const other = await sendRequest(twin, path, withToken('flowtwinothertenant'))
    expect(other.status).toBe(200)
    const ids = (text: string) => new Set(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g))
    expect(ids(other.text).size).toBeGreaterThan(0)
    expect([...ids(own.text)].filter((id) => ids(other.text).has(id))).toEqual([])
    const before = other.headers.get('date')
    twin.clock.advance('31m')
    const after = (await sendRequest(twin, path, withToken('flowtwinothertenant'))).headers.get('date')
    expect(Date.parse(after ?? '') - Date.parse(before ?? '')).toBe(31 * 60_000)
  })

  it('of any origin will do when credentials are relaxed, only an issued one when they are strict', async () => {
    const strict = createTestTwin({ auth: 'strict' })
    expect((await sendRequest(createTestTwin(), path, withToken('mine'))).status).toBe(200)
    expect((await sendRequest(strict, path, withToken('mine'))).status).toBe(refused)
    expect((await sendRequest(strict, path)).status).toBe(200)
  })

  it('in the wrong scheme is refused in the vendor’s words, and the journal says why', async () => {
    const twin = createTestTwin()
    const answer = await sendRequest(twin, path, withToken('mine', 'Digest'))
    expect(answer.status).toBe(refused)
    expect(answer.text).not.toMatch(/digest|scheme/i)
    expect(twin.journal.listJournalEntries().at(-1)?.note).toMatch(/scheme/)
    expect(twin.journal.listJournalEntries().at(-1)?.note).not.toContain('mine')
  })
})

it('every magic credential says in its name what it stands for', () => {
  for (const [token, credentialStatus] of Object.entries(MAGIC_CREDENTIALS)) {
    expect(token).toBe(`flowtwin${credentialStatus.replaceAll('-', '')}`)
  }
})
