import { describe, expect, it } from 'vitest'
import { createTestTwin } from '../../support/requests.ts'
import { LIVE, STAGING } from './requests.ts'

interface Settings {
  readonly apiUrl: string
  readonly authUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly environment: 'live' | 'staging'
}

interface TokenAnswer {
  readonly access_token: string
  readonly expires_in: number
}

/** A token with the time at which the client stops trusting it. */
interface Held {
  readonly token: string
  readonly until: number
}

/**
 * A client in the manner of the published ones: it keeps its token until shortly before its end, and asks for another
 * when it is refused all the same.
 */
class TrustPlatformClient {
  readonly #settings: Settings
  readonly #fetch: typeof fetch
  readonly #now: () => number
  #held: Held | null = null
  tokensAsked = 0
  refusals = 0

  constructor(settings: Settings, send: typeof fetch, now: () => number) {
    this.#settings = settings
    this.#fetch = send
    this.#now = now
  }

  async flows(): Promise<readonly { id: string; name: string }[]> {
    const { content } = await this.#call('GET', `/api/v1/flows/${this.#settings.environment}?page=1&size=100`)
    return content
  }

  async createSession(flowId: string, subjectId: string, input: object) {
    const body = {
      input,
      metadata: { subjectId, locale: 'de' },
      redirectUrl: 'http://localhost:3000/verified',
      state: 'x1',
    }
    return await this.#call('POST', `/api/v1/flows/${flowId}/${this.#settings.environment}/sessions`, body)
  }

  async session(id: string) {
    return await this.#call('GET', `/api/v1/${this.#settings.environment}/sessions/${id}`)
  }

  async dataBlocks(id: string): Promise<readonly { datablockId: string; type: string }[]> {
    const { dataBlocks } = await this.#call('GET', `/api/v1/${this.#settings.environment}/sessions/${id}/datablocks`)
    return dataBlocks
  }

  // Answers have every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  async #call(method: string, path: string, body?: object): Promise<any> {
    for (let attempt = 0; ; attempt++) {
      const headers = { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' }
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
      const response = await this.#fetch(new Request(`${this.#settings.apiUrl}${path}`, init))
      if (response.ok) return await response.json()
      if (response.status !== 401 || attempt > 0) throw new Error(`${response.status} ${await response.text()}`)
      this.refusals++
      this.#held = null
    }
  }

  async #token(): Promise<string> {
    if (this.#held !== null && this.#now() < this.#held.until) return this.#held.token
    this.tokensAsked++
    const { authUrl, clientId, clientSecret } = this.#settings
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    })
    const response = await this.#fetch(new Request(`${authUrl}/oidc/token`, { method: 'POST', body }))
    if (!response.ok) throw new Error(`no token: ${response.status}`)
    const { access_token: token, expires_in: seconds } = (await response.json()) as TokenAnswer
    this.#held = { token, until: this.#now() + (seconds - 60) * 1000 }
    return token
  }
}

function clientOf(twin: ReturnType<typeof createTestTwin>, own = LIVE, now = () => twin.clock.now / 1000) {
  const url = 'http://localhost:4010'
  const settings = {
    apiUrl: url,
    authUrl: url,
    clientId: own.id,
    clientSecret: own.secret,
    environment: own.environment,
  }
  return new TrustPlatformClient(settings, (request) => twin.fetch(request as Request), now)
}

describe('a client of the Trust Platform', () => {
  it.each([LIVE, STAGING])(
    'of $environment gets a token, picks a flow, creates a session and reads what came of it',
    async (own) => {
      const twin = createTestTwin({ auth: 'strict' })
      const client = clientOf(twin, own)
      const flow = (await client.flows()).find(({ name }) => name === 'Age check')!
      const created = await client.createSession(flow.id, 'person-3', { basicIdentity: { givenName: 'Ada' } })
      const id: string = created.sessionContext.sessionId
      const seen = new Set<string>([created.sessionContext.sessionStatus])
      let session = await client.session(id)
      for (let poll = 0; ['CREATED', 'RUNNING'].includes(session.sessionStatus) && poll < 2000; poll++) {
        twin.clock.advance('5s')
        session = await client.session(id)
        seen.add(session.sessionStatus)
      }
      expect([...seen].slice(0, 2)).toEqual(['CREATED', 'RUNNING'])
      expect(session).toMatchObject({ subjectId: 'person-3', state: 'x1', environment: own.environment })
      expect(['accepted', 'rejected', 'NO_OUTCOME']).toContain(session.outcome)
      const blocks = await client.dataBlocks(id)
      expect(blocks[0]).toMatchObject({ type: 'basicIdentity', content: { givenName: 'Ada' } })
      const known = blocks.map(({ datablockId }) => datablockId)
      expect(session.results.every(({ datablockId }: { datablockId: string }) => known.includes(datablockId))).toBe(
        true,
      )
      expect([client.tokensAsked, client.refusals]).toEqual([1, 0])
    },
  )

  it('renews its token in time when it knows how late it is', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    const client = clientOf(twin)
    await client.flows()
    twin.clock.advance('24h')
    await client.flows()
    expect([client.tokensAsked, client.refusals]).toEqual([2, 0])
  })

  it('is refused when its token has run out behind its back, renews it and goes on with its session', async () => {
    const twin = createTestTwin({ auth: 'strict' })
    const client = clientOf(twin, LIVE, () => 0)
    const [flow] = await client.flows()
    const { sessionContext } = await client.createSession(flow!.id, 'person-4', {})
    twin.clock.advance('24h')
    const session = await client.session(sessionContext.sessionId)
    expect(session.completedAt).not.toBeNull()
    expect([client.tokensAsked, client.refusals]).toEqual([2, 1])
  })
})
