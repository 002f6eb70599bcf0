import {
  type Result,
  type RunEvent,
  type RedactedExchange,
  type VendorName,
  verify,
  type VerifyOptions,
} from '../../../contracts/index.ts'
import { FLOW, idnowTwin } from '../twins/idnow.ts'
import { qyvoTwin } from '../twins/qyvo.ts'
import { rapidproTwin } from '../twins/rapidpro.ts'
import { recruboTwin } from '../twins/recrubo.ts'
import { profileOf } from '../twins/twin.ts'

type Send = (request: Request) => Promise<Response>

const twins = { qyvo: qyvoTwin, recrubo: recruboTwin, rapidpro: () => rapidproTwin(), idnow: idnowTwin }

/** A run against the twin of a vendor, with everything that it told on its way. */
export async function recordedRun(
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
  const { send, credential } = twin
  const ids = vendor === 'idnow' ? { flowId: FLOW } : {}
  const target = { baseUrl: 'http://twin.test', credential, send: wrap(send, credential), ids }
  const result = await verify(vendor, target, {
    clock: twin.clock,
    profile: profileOf(twin),
    listener: (event) => {
      events.push(event)
    },
    ...options,
  })
  return { result, events, exchanges: events.flatMap((event) => (event.event === 'exchange' ? [event.exchange] : [])) }
}

/** Replaces text in the bodies of successful answers. */
export function replacing(pattern: RegExp | string, text: string): (send: Send) => Send {
  return (send) => async (request) => {
    const response = await send(request)
    if (!response.ok || request.method === 'HEAD') return response
    const body = (await response.text()).replaceAll(pattern, text)
    const headers = { ...Object.fromEntries(response.headers), 'content-length': String(Buffer.byteLength(body)) }
    return new Response(body === '' ? null : body, { status: response.status, headers })
  }
}
