import { flowId, type RecruboRow, threadId } from './recrubo-row.ts'
import type { Reply } from './twin.ts'

export const MEDIA_TYPE = 'application/vnd.api+json'

export interface Meta {
  readonly total: number
  readonly totalUnfiltered: number
  readonly currentSize: number
  readonly currentPage: number
  readonly maxPage: number
}

/** One run with what was asked to come along. */
export function single(status: number, row: RecruboRow, include: readonly string[]): Reply {
  const included = include.length === 0 ? {} : { included: include.map((name) => related(row, name)) }
  return { status, body: { data: flowRun(row, include), meta: {}, ...included } }
}

/** A page of runs; what several of them share comes along once. */
export function collection(rows: readonly RecruboRow[], meta: Meta, include: readonly string[]): Reply {
  const all = rows.flatMap((row) => include.map((name) => related(row, name)))
  const once = [...new Map(all.map((one) => [`${one.type} ${one.id}`, one])).values()]
  const included = include.length === 0 ? {} : { included: once }
  return { status: 200, body: { data: rows.map((row) => flowRun(row, include)), meta, ...included } }
}

/** One error in the form of JSON:API. */
export function problem(status: number, detail: string): Reply {
  return { status, body: { errors: [{ status: String(status), title: 'Refused', detail }] } }
}

function flowRun(row: RecruboRow, include: readonly string[]): unknown {
  const link = (name: string, path: string, id: string): unknown => ({
    links: { related: `/public/v2/${path}/${id}` },
    ...(include.includes(name) ? { data: { type: `${name}s`, id } } : {}),
  })
  return {
    id: row.id,
    type: 'flowRuns',
    attributes: {
      createdAt: stamp(row.createdAt),
      updatedAt: stamp(row.updatedAt),
      flowId: flowId(row.flow),
      messageThreadId: threadId(row.thread),
      state: row.state,
      initialMessage: row.initialMessage,
      status: row.status,
      cost: row.cost,
    },
    relationships: {
      flow: link('flow', 'flows', flowId(row.flow)),
      messageThread: link('messageThread', 'message-threads', threadId(row.thread)),
    },
  }
}

function related(row: RecruboRow, name: string): { readonly type: string; readonly id: string } {
  const times = { createdAt: '2024-08-20T10:45:02+00:00', updatedAt: '2024-08-20T10:45:02+00:00' }
  const to = (path: string | null): unknown => ({ links: { related: path === null ? null : `/public/v2/${path}` } })
  if (name === 'flow') {
    const id = flowId(row.flow)
    const reminder = { reminderInterval: 15, reminderMessage: 'Are you still there?', sessionTimeout: 1440 }
    const publication = { publishedAt: null, unpublishedChanges: true, flowGenerationId: null }
    const attributes = { ...times, name: `Flow ${row.flow}`, ...reminder, ...publication }
    const relationships = {
      flowGeneration: to(`flow-generations?filter[flowId]=${id}`),
      nodes: to(`nodes?filter[flowId]=${id}`),
    }
    return { id, type: 'flows', attributes, relationships } as { readonly type: string; readonly id: string }
  }
  const id = threadId(row.thread)
  const attributes = { ...times, channel: 'whatsapp', identifier: `3165207119${row.thread}`, candidateId: null }
  const filter = `?filter[messageThreadId]=${id}`
  const relationships = {
    candidate: to(null),
    flowRuns: to(`flow-runs${filter}`),
    messages: to(`messages${filter}`),
    conversation: to(`conversations${filter}`),
  }
  return { id, type: 'messageThreads', attributes, relationships } as { readonly type: string; readonly id: string }
}

function stamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`
}
