import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { request } from 'node:http'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin } from '../../mock/twin.ts'

let server: RunningServer

/** Sends a request on a new connection. The date of a 404 is real time, so only its type is returned. */
async function requestHealth(headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { port: server.port, method, path: '/_twin/v1/health', headers, agent: false }
    const outgoing = request(options, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () => {
        const { date, ...others } = response.headers
        resolve([response.statusCode, { ...others, date: response.statusCode === 404 ? typeof date : date }, body])
      })
    })
    outgoing.on('error', reject).end()
  })
}

/** Requests health, with other headers and methods too. */
async function requestVariants(): Promise<readonly unknown[]> {
  return [
    await requestHealth(),
    await requestHealth({ host: 'elsewhere.test' }),
    await requestHealth({ origin: 'http://elsewhere.test' }),
    await requestHealth({ 'x-flowtwin-world': 'nobody' }),
    await requestHealth({ authorization: 'Bearer nobody.demo' }),
    await requestHealth({}, 'HEAD'),
    await requestHealth({}, 'DELETE'),
  ]
}

describe('health', () => {
  beforeAll(async () => {
    server = await createTwin({ now: '2026-01-15T09:00:00Z', clock: 'frozen', strictWorlds: true }).listen()
  })
  afterAll(async () => server.close())

  it('is the same before and after the first vendor request', async () => {
    const before = await requestHealth()
    const variants = await requestVariants()
    await fetch(`${server.url}/api/v1/me`, { headers: { authorization: 'Bearer demo' } })
    expect(await requestVariants()).toEqual(variants)
    expect(await requestHealth()).toEqual(before)
    expect(variants.map((variant) => (variant as readonly unknown[])[0])).toEqual([200, 403, 403, 404, 200, 200, 405])
  })
})
