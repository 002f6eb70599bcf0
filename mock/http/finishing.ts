import { formatIsoMicroseconds } from '../wire/instants.ts'
import { AS_OF_HEADER } from './as-of.ts'
import { ReplacementResponse } from './faults/refusal.ts'
import type { RequestContext } from './passage.ts'
import { Problem } from './problem.ts'
import { formatDateHeader, createResponse, type WireResponse, serializeReply, createStreamResponse } from './sent.ts'

/** What the vendor says to whatever was thrown on the way; what is no problem of the client's is reported as ours. */
export function toErrorResponse(context: RequestContext, error: unknown): WireResponse {
  if (error instanceof ReplacementResponse) return error.response
  const problem = error instanceof Problem ? error : new Problem('internal')
  if (problem !== error) context.deps.reportError(error)
  context.note = problem.details.note ?? context.note
  const { vendor, operations } = context.route
  const reply = vendor.problems[problem.code](problem, context.request, context.selection.servedWorld.world)
  // A refused method has the media type of the path's other refusals.
  return serializeReply(reply, context.operation ?? operations[0])
}

/** Puts on the headers that every reply carries, enters it in the journal and hands it over. */
export function toResponse(context: RequestContext, response: WireResponse): Response | Promise<Response> {
  const { deps, request, operation, route, faultInjection } = context
  const { servedWorld } = context.selection
  const complete = { status: response.status, headers: buildResponseHeaders(context, response), body: response.body }
  const withFaults = faultInjection === null ? complete : faultInjection.mutateResponse(complete)
  const replyContext = { vendor: route.vendor.name, operation: operation?.id ?? null, incoming: request }
  const final = deps.mutateResponse === undefined ? withFaults : deps.mutateResponse(withFaults, replyContext)
  const headOnly = request.method === 'HEAD'
  if (context.record === null)
    return response.stream === undefined
      ? createResponse(final, headOnly)
      : createStreamResponse(final, response.stream)
  faultInjection?.applySideEffects(final)
  if (servedWorld.webhookDispatcher.hasSubscribers || request.method !== 'GET')
    servedWorld.webhookDispatcher.dispatchDue()
  const record = (arrived: WireResponse) => recordResponse(context, arrived, response)
  if (faultInjection !== null) return faultInjection.deliverResponse(final, headOnly, record)
  record(final)
  return createResponse(final, headOnly)
}

function buildResponseHeaders(
  { selection, route, caller, rateLimitHeaders }: RequestContext,
  response: WireResponse,
): Readonly<Record<string, string>> {
  const { servedWorld } = selection
  const headers: Record<string, string> = Object.assign({}, response.headers)
  headers['date'] = formatDateHeader(servedWorld.world.now)
  headers['x-flowtwin-world'] = servedWorld.name
  if (servedWorld.asOf !== null) headers[AS_OF_HEADER] = formatIsoMicroseconds(servedWorld.asOf)
  if (route.vendor.buildHeaders !== undefined)
    Object.assign(headers, route.vendor.buildHeaders(caller, servedWorld.world, route.operations))
  if (rateLimitHeaders !== null) Object.assign(headers, rateLimitHeaders)
  return headers
}

/** Completes the journal's entry with what has arrived of the answer. @param original the answer before rules changed it */
export function recordResponse(
  context: RequestContext,
  response: WireResponse,
  original: WireResponse = response,
): void {
  const { selection, journal, record, caller, note, bodyText, faultInjection } = context
  if (record === null) return
  const { world } = selection.servedWorld
  const noteWithFault = faultInjection === null ? note : faultInjection.appendNotes(note)
  const fault = faultInjection?.appliedRuleIds ?? null
  const { status, headers, body } = response
  const recorded = { at: world.now, revision: world.revision, caller, note: noteWithFault, fault, status, headers }
  // A world of before, which a rule may have read instead, is not to be held on to.
  const hasBodySource = body === original.body && faultInjection?.hasAlteredInput !== true
  journal.finishJournalEntry(record, recorded, {
    requestBody: bodyText,
    responseBody: body,
    bodySource: hasBodySource ? original.bodySource : null,
  })
}
