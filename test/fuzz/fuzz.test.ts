import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { documents } from '../spec/documents.ts'
import { createFuzzRequest, type FuzzRequest, type FuzzSubject, Random } from './requests.ts'

const IN_PROCESS = 94_000
const OVER_SOCKETS = 6000
/** A world grows with each write; a new one keeps the lists short. */
const REQUESTS_PER_WORLD = 500

describe('a hundred thousand requests that are wrong in random places', () => {
  it.each(['v9', 'head'])('get no 5xx and no internal error in process, version %s', async (version) => {
    const failures: string[] = []
    const statuses = new Map<number, number>()
    const random = new Random(version === 'v9' ? 1 : 2)
    for (let sent = 0; sent < IN_PROCESS / 2; sent += REQUESTS_PER_WORLD) {
      const { twin, errors } = createFuzzTwin(version)
      const subjects = await collectSubjects(twin)
      for (let one = 0; one < REQUESTS_PER_WORLD; one++) {
        const request = createFuzzRequest(random, subjects)
        const response = await twin.fetch(toRequest(request))
        await response.arrayBuffer()
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
        if (response.status >= 500 || errors.length > 0)
          failures.push(`${describeRequest(request)}: ${response.status} ${errors.splice(0).join(' ')}`)
      }
    }
    expect(failures).toEqual([])
    // The requests reach handlers, validation, routing and access control.
    for (const status of [200, 201, 400, 401, 403, 404, 405, 422])
      expect(statuses.get(status), `${status}`).toBeGreaterThan(50)
  })

  it('are all answered over real sockets, on one connection after the other', async () => {
    const { twin, errors } = createFuzzTwin('v9')
    const subjects = await collectSubjects(twin)
    const server = await twin.listen()
    const random = new Random(3)
    const failures: string[] = []
    for (let sent = 0; sent < OVER_SOCKETS; sent++) {
      const request = createFuzzRequest(random, subjects)
      const status = await sendRaw(server.port, request)
      if (status === null || status >= 500 || errors.length > 0)
        failures.push(`${describeRequest(request)}: ${status} ${errors.splice(0).join(' ')}`)
    }
    expect(failures).toEqual([])
    await server.close()
  })
})

function createFuzzTwin(version: string): { readonly twin: Twin; readonly errors: string[] } {
  const errors: string[] = []
  const twin = createTwin({
    now: '2026-01-15T09:00:00Z',
    runs: 200,
    limits: false,
    quirks: { 'rapidpro.version': version },
    onError: (error) => errors.push(error instanceof Error ? String(error.stack) : String(error)),
  })
  return { twin, errors }
}

/** Reads ids from the lists of each vendor. */
async function collectSubjects(twin: Twin): Promise<readonly FuzzSubject[]> {
  return Promise.all(
    twin.vendors.map(async ({ name, demo }) => {
      const response = await twin.fetch(
        new Request(`http://localhost${demo.buildExamplePath(twin.world)}`, {
          headers: { authorization: demo.authorization },
        }),
      )
      const text = await response.text()
      const ids = [
        ...new Set([...text.matchAll(/"([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})"/g)].map(([, id = '']) => id)),
      ]
      const document = documents[name as keyof typeof documents]
      return { document, credentials: [demo.authorization], ids: [...ids.slice(0, 20), '1', '2'] }
    }),
  )
}

function toRequest({ method, target, headers, body }: FuzzRequest): Request {
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD'
  return new Request(`http://localhost${target}`, { method, headers, ...(hasBody ? { body } : {}) })
}

/** Sends a request as it is and returns the status; null when the connection ends without a response. */
function sendRaw(port: number, { method, target, headers, body }: FuzzRequest): Promise<number | null> {
  const bytes = body === undefined ? undefined : Buffer.from(body)
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(bytes === undefined ? [] : [`Content-Length: ${bytes.length}`]),
    'Connection: close',
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(Buffer.concat(chunks).toString('latin1')) ?? []
      resolve(status === undefined ? null : Number(status))
    })
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    if (bytes !== undefined) socket.write(bytes)
  })
}

function describeRequest({ method, target, headers, body }: FuzzRequest): string {
  const text = typeof body === 'string' ? body.slice(0, 500) : JSON.stringify([...(body ?? [])])
  return `${method} ${target} ${JSON.stringify(headers)} ${text}`
}
