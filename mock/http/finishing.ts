import { toMicroseconds } from '../wire/instants.ts'
import { AS_OF } from './as-of.ts'
import { AnsweredInstead } from './faults/refusal.ts'
import type { Passage } from './passage.ts'
import { Problem } from './problem.ts'
import { dateHeader, responseOf, type Sent, sentOf, streamOf } from './sent.ts'

/** What the vendor says to whatever was thrown on the way; what is no problem of the client's is reported as ours. */
export function refused(passage: Passage, error: unknown): Sent {
  if (error instanceof AnsweredInstead) return error.sent
  const problem = error instanceof Problem ? error : new Problem('internal')
  if (problem !== error) passage.host.report(error)
  passage.note = problem.details.note ?? passage.note
  const { vendor, operations } = passage.route
  const reply = vendor.problems[problem.code](problem, passage.incoming, passage.selection.served.world)
  // A refused method has the media type of the path's other refusals.
  return sentOf(reply, passage.operation ?? operations[0])
}

/** Puts on the headers that every reply carries, enters it in the journal and hands it over. */
export function finished(passage: Passage, sent: Sent): Response | Promise<Response> {
  const { host, incoming, operation, route, interference } = passage
  const { served } = passage.selection
  const whole = { status: sent.status, headers: headersOf(passage, sent), body: sent.body }
  const dressed = interference === null ? whole : interference.marked(whole)
  const context = { vendor: route.vendor.name, operation: operation?.id ?? null, incoming }
  const last = host.tamper === undefined ? dressed : host.tamper(dressed, context)
  const headOnly = incoming.method === 'HEAD'
  if (passage.call === null) return sent.stream === undefined ? responseOf(last, headOnly) : streamOf(last, sent.stream)
  interference?.followUp(last)
  if (served.courier.isWatching || incoming.method !== 'GET') served.courier.look()
  const enter = (arrived: Sent) => entered(passage, arrived, sent)
  if (interference !== null) return interference.deliver(last, headOnly, enter)
  enter(last)
  return responseOf(last, headOnly)
}

function headersOf({ selection, route, caller, quotaHeaders }: Passage, sent: Sent): Readonly<Record<string, string>> {
  const { served } = selection
  const headers: Record<string, string> = Object.assign({}, sent.headers)
  headers['date'] = dateHeader(served.world.now)
  headers['x-flowtwin-world'] = served.name
  if (served.asOf !== null) headers[AS_OF] = toMicroseconds(served.asOf)
  if (route.vendor.headers !== undefined)
    Object.assign(headers, route.vendor.headers(caller, served.world, route.operations))
  if (quotaHeaders !== null) Object.assign(headers, quotaHeaders)
  return headers
}

/** Completes the journal's entry with what has arrived of the answer. @param made the answer before rules changed it */
export function entered(passage: Passage, sent: Sent, made: Sent = sent): void {
  const { selection, journal, call, caller, note, text, interference } = passage
  if (call === null) return
  const { world } = selection.served
  const told = interference === null ? note : interference.noteWith(note)
  const fault = interference?.marks ?? null
  const { status, headers, body } = sent
  const outcome = { at: world.now, revision: world.revision, caller, note: told, fault, status, headers }
  // A world of before, which a rule may have read instead, is not to be held on to.
  const isSayable = body === made.body && interference?.misreads !== true
  journal.finish(call, outcome, { text, body, sayable: isSayable ? made.sayable : null })
}
