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
  const rejected = vendor === 'rapidpro' ? 403 : 401

  it.each(['flowtwinexpired', 'flowtwinrevoked', 'flowtwinmadeup'])(
    '%s is rejected, and the journal has the reason',
    async (token) => {
      const twin = createTestTwin()
      expect((await sendRequest(twin, path, withToken(token))).status).toBe(rejected)
      expect(twin.journal.listJournalEntries().at(-1)?.note).toMatch(/the token is (expired|revoked|unknown)/)
    },
  )

  it('of another tenant returns ids of that tenant only, at the same time', async () => {
    const twin = createTestTwin()
    const own = await sendRequest(twin, path)
    const other = await sendRequest(twin, path, withToken('flowtwinothertenant'))
    expect(other.status).toBe(200)
    const listIds = (text: string) => new Set(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g))
    expect(listIds(other.text).size).toBeGreaterThan(0)
    expect([...listIds(own.text)].filter((id) => listIds(other.text).has(id))).toEqual([])
    const before = other.headers.get('date')
    twin.clock.advance('31m')
    const after = (await sendRequest(twin, path, withToken('flowtwinothertenant'))).headers.get('date')
    expect(Date.parse(after ?? '') - Date.parse(before ?? '')).toBe(31 * 60_000)
  })

  it('of any origin is accepted with relaxed credentials, an issued one only with strict credentials', async () => {
    const strict = createTestTwin({ auth: 'strict' })
    expect((await sendRequest(createTestTwin(), path, withToken('mine'))).status).toBe(200)
    expect((await sendRequest(strict, path, withToken('mine'))).status).toBe(rejected)
    expect((await sendRequest(strict, path)).status).toBe(200)
  })

  it('in the wrong scheme is rejected in the vendor’s format, and the journal has the reason', async () => {
    const twin = createTestTwin()
    const response = await sendRequest(twin, path, withToken('mine', 'Digest'))
    expect(response.status).toBe(rejected)
    expect(response.text).not.toMatch(/digest|scheme/i)
    expect(twin.journal.listJournalEntries().at(-1)?.note).toMatch(/scheme/)
    expect(twin.journal.listJournalEntries().at(-1)?.note).not.toContain('mine')
  })
})

it('the name of every magic credential contains its status', () => {
  for (const [token, credentialStatus] of Object.entries(MAGIC_CREDENTIALS)) {
    expect(token).toBe(`flowtwin${credentialStatus.replaceAll('-', '')}`)
  }
})
