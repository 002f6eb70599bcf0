import {
  type Result,
  type RunEvent,
  type RedactedExchange,
  type VendorName,
  verify,
  type VerifyOptions,
} from '../../../contracts/index.ts'
import { FLOW_ID, createIdnowTwin } from '../twins/idnow.ts'
import { createQyvoTwin } from '../twins/qyvo.ts'
import { createRapidproTwin } from '../twins/rapidpro.ts'
import { createRecruboTwin } from '../twins/recrubo.ts'
import { toProfile } from '../twins/twin.ts'

type Send = (request: Request) => Promise<Response>

const twins = {
  qyvo: createQyvoTwin,
  recrubo: createRecruboTwin,
  rapidpro: () => createRapidproTwin(),
  idnow: createIdnowTwin,
}

/** Runs the suite against the twin of a vendor and records the events. */
export async function recordRun(
  vendor: VendorName,
  options: VerifyOptions = {},
  wrap: (send: Send, credential: string) => Send = (send) => send,
): Promise<{
  readonly result: Result
  readonly events: readonly RunEvent[]
  readonly exchanges: readonly RedactedExchange[]
}> {
  const twin = twins[vendor]()
  const events: RunEvent[] = []
  const { fetch, credential } = twin
  const ids = vendor === 'idnow' ? { flowId: FLOW_ID } : {}
  const target = { baseUrl: 'http://twin.test', credential, fetch: wrap(fetch, credential), ids }
  const result = await verify(vendor, target, {
    clock: twin.clock,
    profile: toProfile(twin),
    listener: (event) => {
      events.push(event)
    },
    ...options,
  })
  return { result, events, exchanges: events.flatMap((event) => (event.event === 'exchange' ? [event.exchange] : [])) }
}

/** Replaces text in the bodies of successful responses. */
export function replaceText(pattern: RegExp | string, text: string): (send: Send) => Send {
  return (send) => async (request) => {
    const response = await send(request)
    if (!response.ok || request.method === 'HEAD') return response
    const body = (await response.text()).replaceAll(pattern, text)
    const headers = { ...Object.fromEntries(response.headers), 'content-length': String(Buffer.byteLength(body)) }
    return new Response(body === '' ? null : body, { status: response.status, headers })
  }
}
