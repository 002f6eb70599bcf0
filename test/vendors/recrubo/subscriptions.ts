import type { Twin, TwinOptions } from '../../../mock/twin.ts'
import { createTestTwin } from '../../support/requests.ts'
import { sendDocument } from './write-requests.ts'

export const WEBHOOKS = '/public/v2/webhooks'

/** A delivered webhook. */
export interface ReceivedRequest {
  readonly url: string
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly payload: any
}

/** Creates a world without arrivals, whose initial runs have ended, and a webhook receiver in memory. */
export function createReceiver(
  getStatus: (attempt: number) => number = () => 200,
  options: TwinOptions = {},
): { readonly twin: Twin; readonly received: readonly ReceivedRequest[] } {
  const received: ReceivedRequest[] = []
  const twin = createTestTwin({
    runs: 40,
    dataset: { arrivals: false },
    now: '2026-01-15T09:00:00Z',
    ...options,
    async postWebhook(request) {
      received.push({ url: request.url, headers: request.headers, payload: JSON.parse(await request.text()) })
      return new Response(null, { status: getStatus(received.length) })
    },
  })
  // The initial runs end before the first subscription.
  twin.clock.advance('1d')
  return { twin, received }
}

/** Creates a subscription; returns its id. */
export async function subscribe(twin: Twin, attributes: object): Promise<string> {
  const document = { data: { type: 'webhooks', attributes: { resourceType: 'flowRuns', ...attributes } } }
  const { json } = await sendDocument(twin, `POST ${WEBHOOKS}`, document)
  return json.data.id
}

/** Sets the webhook address of the organization. */
export async function setAddress(twin: Twin, webhookUrl: string, webhookSecret: string) {
  const document = { data: { type: 'organizations', attributes: { webhookUrl, webhookSecret } } }
  return await sendDocument(twin, 'PATCH /public/v2/organizations', document)
}
