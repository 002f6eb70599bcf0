import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { request } from 'node:http'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'

let listening: RunningServer

/** What comes over a socket of its own; a refusal that belongs to no world is dated by node, in real time. */
async function asked(headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { port: listening.port, method, path: '/_twin/v1/health', headers, agent: false }
    const sent = request(options, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => (body += text))
      answer.on('end', () => {
        const { date, ...others } = answer.headers
        resolve([answer.statusCode, { ...others, date: answer.statusCode === 404 ? typeof date : date }, body])
      })
    })
    sent.on('error', reject).end()
  })
}

/** Asked for its health, and for what only looks like it. */
async function all(): Promise<readonly unknown[]> {
  return [
    await asked(),
    await asked({ host: 'elsewhere.test' }),
    await asked({ origin: 'http://elsewhere.test' }),
    await asked({ 'x-flowtwin-world': 'nobody' }),
    await asked({ authorization: 'Bearer nobody.demo' }),
    await asked({}, 'HEAD'),
    await asked({}, 'DELETE'),
  ]
}

describe('health', () => {
  beforeAll(async () => {
    listening = await createTwin({ now: '2026-01-15T09:00:00Z', clock: 'frozen', strictWorlds: true }).listen()
  })
  afterAll(async () => listening.close())

  it('is answered before anything is loaded as it is afterwards', async () => {
    const before = await asked()
    const refused = await all()
    await fetch(`${listening.url}/api/v1/me`, { headers: { authorization: 'Bearer demo' } })
    expect(await all()).toEqual(refused)
    expect(await asked()).toEqual(before)
    expect(refused.map((one) => (one as readonly unknown[])[0])).toEqual([200, 403, 403, 404, 200, 200, 400])
  })
})
