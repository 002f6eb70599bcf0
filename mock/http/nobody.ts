import type { ReceivedRequest } from './call.ts'
import { buildPathHint } from './hints.ts'
import { IncomingRequest } from './incoming.ts'
import type { PipelineDeps } from './passage.ts'
import { createResponse } from './sent.ts'
import type { Vendor } from './vendor.ts'

const NOT_FOUND_ADVICE = 'GET /_twin/v1/health lists the vendors and their base URLs.'

/** Answers a request to a path that lies below no vendor's prefix, and says what was probably meant. */
export function handleNotFound(
  deps: PipelineDeps,
  vendors: readonly Vendor[],
  { request, received = request }: { readonly request: Request; readonly received?: ReceivedRequest | undefined },
): Response {
  const incoming = new IncomingRequest(request)
  const { journal, world } = deps.selectWorld(incoming).servedWorld
  const { method, url } = request
  const parts = { method, url, headers: received.headers, vendor: undefined, operation: undefined }
  const record = journal.openJournalEntry(parts, world.now)
  const known = vendors.filter(({ isOutsideWorlds }) => isOutsideWorlds !== true)
  const note = buildPathHint(incoming.path, known) ?? null
  const error = `Flowtwin serves nothing at ${incoming.path}; ${note === null ? '' : `${note}; `}${NOT_FOUND_ADVICE}`
  const headers = { 'content-type': 'application/json' }
  const response = { status: 404, headers, body: JSON.stringify({ error }) }
  const { now, revision } = world
  const recorded = { at: now, revision, caller: null, note, fault: null, status: response.status, headers }
  journal.finishJournalEntry(record, recorded, { requestBody: null, responseBody: response.body })
  return createResponse(response, method === 'HEAD')
}
