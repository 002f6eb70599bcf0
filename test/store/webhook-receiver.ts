import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { verifyJwt } from '../../mock/wire/jwt.ts'
import { createRequest } from './store-twin.ts'

/** A message about the creation of a run. */
export interface ReceivedMessage {
  readonly vendor: 'idnow' | 'recrubo'
  /** The vendor's id of the delivery. */
  readonly delivery: string
  /** The vendor's id of the run. */
  readonly run: string
}

export interface WebhookReceiver {
  readonly url: string
  readonly received: readonly ReceivedMessage[]
  /** Called with each response before it is sent; resolves to false when none is to be sent. */
  beforeResponse: (response: ServerResponse) => Promise<boolean> | boolean
  readonly close: () => void
}

/** Starts a receiver of the webhooks of two vendors. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedMessage[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    const receive = async () => {
      received.push(request.headers['content-type'] === 'application/jwt' ? readJwt(body) : readJsonApi(body))
      if (await receiver.beforeResponse(response)) response.writeHead(204).end()
    }
    request.on('end', () => void receive())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    beforeResponse: () => true,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return receiver
}

function readJwt(body: string): ReceivedMessage {
  const data = verifyJwt(body)?.['data'] as { eventDeliverId: string; payload: { sessionId: string } }
  return { vendor: 'idnow', delivery: data.eventDeliverId, run: data.payload.sessionId }
}

function readJsonApi(body: string): ReceivedMessage {
  const { data } = JSON.parse(body) as { data: { id: string; attributes: { resource: { id: string } } } }
  return { vendor: 'recrubo', delivery: data.id, run: data.attributes.resource.id }
}

/** Sends a request to the control API or to a vendor, and returns the JSON of a successful response. */
export type SendJson = (method: string, path: string, body?: unknown) => Promise<unknown>

/** Returns a function that sends requests to a server. */
export function createSend(url: string): SendJson {
  return async (method, path, body) => {
    const response = await fetch(new Request(url + path, createRequest(method, path, body)))
    const text = await response.text()
    expect([response.ok, text]).toEqual([true, text])
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  }
}

/** Subscribes the receiver to the creation of runs at both vendors. */
export async function subscribe(send: SendJson, receiver: WebhookReceiver, world = 'default'): Promise<void> {
  await send('POST', `/_twin/v1/worlds/${world}/webhooks`, { url: receiver.url, events: ['session.created'] })
  const attributes = { event: 'create', resourceType: 'flowRuns', webhookUrl: receiver.url }
  await send('POST', `/w/${world}/public/v2/webhooks`, { data: { type: 'webhooks', attributes } })
}

/** Creates runs at once. */
export async function createRuns(send: SendJson, count: number, world = 'default'): Promise<void> {
  const runs = Array.from({ length: count }, (_, contact) => ({ flow: 0, contact }))
  await send('POST', `/_twin/v1/worlds/${world}/runs`, runs)
}

interface RunList {
  readonly total: number
  readonly runs: readonly { readonly ids: Readonly<Record<string, string>> }[]
}

/** Returns the ids of the runs of a world at a vendor, oldest first, without the first ones. */
async function listRunIds(send: SendJson, vendor: string, first: number, world: string): Promise<readonly unknown[]> {
  const ids: unknown[] = []
  for (let skip = 0; ; skip += 1000) {
    const path = `/_twin/v1/worlds/${world}/runs?limit=1000&skip=${skip}`
    const { runs } = (await send('GET', path)) as RunList
    ids.push(...runs.map((run) => run.ids[vendor]))
    if (runs.length < 1000) return ids.toReversed().slice(first)
  }
}

/**
 * Waits until each run but the first ones of a world was received, and checks the messages: each vendor's are about the runs
 * of the world only, in their order apart from repeats, and repeats have the same id.
 */
export async function checkMessages(
  send: SendJson,
  receiver: WebhookReceiver,
  { first, world = 'default' }: { readonly first: number; readonly world?: string },
): Promise<void> {
  for (const vendor of ['idnow', 'recrubo'] as const) {
    const runs = await listRunIds(send, vendor, first, world)
    const listReceived = () => receiver.received.filter((message) => message.vendor === vendor)
    const countRuns = () => new Set(listReceived().map(({ run }) => run)).size
    await expect.poll(countRuns, { timeout: 600_000 }).toBeGreaterThanOrEqual(runs.length)
    expect([...new Set(listReceived().map(({ run }) => run))]).toEqual(runs)
    const deliveries = new Map(listReceived().map(({ run, delivery }) => [run, delivery]))
    for (const { run, delivery } of listReceived()) expect([run, delivery]).toEqual([run, deliveries.get(run)])
    expect(new Set(deliveries.values()).size).toBe(runs.length)
  }
}
