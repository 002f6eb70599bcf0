import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin } from '../../support/requests.ts'
import { LIVE, STAGING } from './requests.ts'

interface Settings {
  readonly apiUrl: string
  readonly authUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly environment: 'live' | 'staging'
}

interface TokenBody {
  readonly access_token: string
  readonly expires_in: number
}

/** A token with the time until which the client uses it, in milliseconds. */
interface CachedToken {
  readonly token: string
  readonly until: number
}

/**
 * A client like the published ones: it uses a token until shortly before its expiry, and requests another one after a
 * 401.
 */
class TrustPlatformClient {
  readonly #settings: Settings
  readonly #fetch: typeof fetch
  readonly #now: () => number
  #cachedToken: CachedToken | null = null
  tokenRequests = 0
  unauthorized = 0

  constructor(settings: Settings, send: typeof fetch, now: () => number) {
    this.#settings = settings
    this.#fetch = send
    this.#now = now
  }

  async listFlows(): Promise<readonly { id: string; name: string }[]> {
    const { content } = await this.#send('GET', `/api/v1/flows/${this.#settings.environment}?page=1&size=100`)
    return content
  }

  async createSession(flowId: string, subjectId: string, input: object) {
    const body = {
      input,
      metadata: { subjectId, locale: 'de' },
      redirectUrl: 'http://localhost:3000/verified',
      state: 'x1',
    }
    return await this.#send('POST', `/api/v1/flows/${flowId}/${this.#settings.environment}/sessions`, body)
  }

  async readSession(id: string) {
    return await this.#send('GET', `/api/v1/${this.#settings.environment}/sessions/${id}`)
  }

  async listDataBlocks(id: string): Promise<readonly { datablockId: string; type: string }[]> {
    const { dataBlocks } = await this.#send('GET', `/api/v1/${this.#settings.environment}/sessions/${id}/datablocks`)
    return dataBlocks
  }

  // Responses have every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  async #send(method: string, path: string, body?: object): Promise<any> {
    for (let attempt = 0; ; attempt++) {
      const headers = { authorization: `Bearer ${await this.#getToken()}`, 'content-type': 'application/json' }
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
      const response = await this.#fetch(new Request(`${this.#settings.apiUrl}${path}`, init))
      if (response.ok) return await response.json()
      if (response.status !== 401 || attempt > 0) throw new Error(`${response.status} ${await response.text()}`)
      this.unauthorized++
      this.#cachedToken = null
    }
  }

  async #getToken(): Promise<string> {
    if (this.#cachedToken !== null && this.#now() < this.#cachedToken.until) return this.#cachedToken.token
    this.tokenRequests++
    const { authUrl, clientId, clientSecret } = this.#settings
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    })
    const response = await this.#fetch(new Request(`${authUrl}/oidc/token`, { method: 'POST', body }))
    if (!response.ok) throw new Error(`no token: ${response.status}`)
    const { access_token: token, expires_in: seconds } = (await response.json()) as TokenBody
    this.#cachedToken = { token, until: this.#now() + (seconds - 60) * 1000 }
    return token
  }
}

function createClient(twin: Twin, apiClient = LIVE, now = () => twin.clock.now / 1000) {
  const url = 'http://localhost:4010'
  const settings = {
    apiUrl: url,
    authUrl: url,
    clientId: apiClient.id,
    clientSecret: apiClient.secret,
    environment: apiClient.environment,
  }
  return new TrustPlatformClient(settings, (request) => twin.fetch(request as Request), now)
}

describe('a client of the Trust Platform', () => {
  it.each([LIVE, STAGING])(
    'of $environment requests a token, selects a flow, creates a session and reads its results',
    async (apiClient) => {
      const twin = createTestTwin({ auth: 'strict' })
      const client = createClient(twin, apiClient)
      const flow = (await client.listFlows()).find(({ name }) => name === 'Age check')!
      const created = await client.createSession(flow.id, 'person-3', { basicIdentity: { givenName: 'Ada' } })
      const id: string = created.sessionContext.sessionId
      const seen = new Set<string>([created.sessionContext.sessionStatus])
      let session = await client.readSession(id)
      for (let poll = 0; ['CREATED', 'RUNNING'].includes(session.sessionStatus) && poll < 2000; poll++) {
        twin.clock.advance('5s')
        session = await client.readSession(id)
        seen.add(session.sessionStatus)
      }
      expect([...seen].slice(0, 2)).toEqual(['CREATED', 'RUNNING'])
      expect(session).toMatchObject({ subjectId: 'person-3', state: 'x1', environment: apiClient.environment })
      expect(['accepted', 'rejected', 'NO_OUTCOME']).toContain(session.outcome)
      const blocks = await client.listDataBlocks(id)
      expect(blocks[0]).toMatchObject({ type: 'basicIdentity', content: { givenName: 'Ada' } })
      const blockIds = blocks.map(({ datablockId }) => datablockId)
      expect(session.results.every(({ datablockId }: { datablockId: string }) => blockIds.includes(datablockId))).toBe(
        true,
      )
      expect([client.tokenRequests, client.unauthorized]).toEqual([1, 0])
    },
  )

  it('renews its token before the expiry', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    const client = createClient(twin)
    await client.listFlows()
    twin.clock.advance('24h')
    await client.listFlows()
    expect([client.tokenRequests, client.unauthorized]).toEqual([2, 0])
  })

  it('gets 401 with an expired token, renews it and continues its session', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    const client = createClient(twin, LIVE, () => 0)
    const [flow] = await client.listFlows()
    const { sessionContext } = await client.createSession(flow!.id, 'person-4', {})
    twin.clock.advance('24h')
    const session = await client.readSession(sessionContext.sessionId)
    expect(session.completedAt).not.toBeNull()
    expect([client.tokenRequests, client.unauthorized]).toEqual([2, 1])
  })
})
