import type { Twin, TwinOptions } from '../../mock/twin.ts'
import { createTestTwin } from '../support/requests.ts'
import { write } from './recrubo-writing.ts'

export const WEBHOOKS = '/public/v2/webhooks'

/** What a receiver got. */
export interface Received {
  readonly url: string
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly payload: any
}

/** A world in which nothing happens by itself but what its old runs still do, and a receiver in memory. */
export function receiving(
  answer: (attempt: number) => number = () => 200,
  options: TwinOptions = {},
): { readonly twin: Twin; readonly received: readonly Received[] } {
  const received: Received[] = []
  const twin = createTestTwin({
    runs: 40,
    dataset: { arrivals: false },
    now: '2026-01-15T09:00:00Z',
    ...options,
    async postWebhook(request) {
      received.push({ url: request.url, headers: request.headers, payload: JSON.parse(await request.text()) })
      return new Response(null, { status: answer(received.length) })
    },
  })
  // The runs that the world began with have ended before anybody subscribes.
  twin.clock.advance('1d')
  return { twin, received }
}

/** Subscribes to an event of flow runs; gives the id. */
export async function subscribed(twin: Twin, attributes: object): Promise<string> {
  const document = { data: { type: 'webhooks', attributes: { resourceType: 'flowRuns', ...attributes } } }
  const { json } = await write(twin, `POST ${WEBHOOKS}`, document)
  return json.data.id
}

/** Says where the organization wants its webhooks. */
export async function addressed(twin: Twin, webhookUrl: string, webhookSecret: string) {
  const document = { data: { type: 'organizations', attributes: { webhookUrl, webhookSecret } } }
  return await write(twin, 'PATCH /public/v2/organizations', document)
}
