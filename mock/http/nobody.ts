import type { Received } from './call.ts'
import { pathHint } from './hints.ts'
import { Incoming } from './incoming.ts'
import type { Host } from './passage.ts'
import { responseOf } from './sent.ts'
import type { Vendor } from './vendor.ts'

const WHERE_TO_LOOK = 'GET /_twin/v1/health lists the vendors and their base URLs.'

/** Answers a request to a path that lies below no vendor's prefix, and says what was probably meant. */
export function answerNobody(
  host: Host,
  vendors: readonly Vendor[],
  { request, received = request }: { readonly request: Request; readonly received?: Received | undefined },
): Response {
  const incoming = new Incoming(request)
  const { journal, world } = host.select(incoming).served
  const { method, url } = request
  const parts = { method, url, headers: received.headers, vendor: undefined, operation: undefined }
  const call = journal.open(parts, world.now)
  const known = vendors.filter(({ isOutside }) => isOutside !== true)
  const note = pathHint(incoming.path, known) ?? null
  const error = `Flowtwin serves nothing at ${incoming.path}; ${note === null ? '' : `${note}; `}${WHERE_TO_LOOK}`
  const headers = { 'content-type': 'application/json' }
  const sent = { status: 404, headers, body: JSON.stringify({ error }) }
  const { now, revision } = world
  const outcome = { at: now, revision, caller: null, note, fault: null, status: sent.status, headers }
  journal.finish(call, outcome, { text: null, body: sent.body })
  return responseOf(sent, method === 'HEAD')
}
