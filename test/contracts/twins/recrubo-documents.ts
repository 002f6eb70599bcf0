import { createUuid, type Reply } from './twin.ts'

export interface RecruboRow {
  id: string
  flow: number
  thread: number
  state: Record<string, unknown>
  initialMessage: Record<string, unknown>
  status: string
  cost: number
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
}

export const toFlowId = (number: number): string => createUuid('00f4', number)
export const toThreadId = (number: number): string => createUuid('00a4', number)

export const MEDIA_TYPE = 'application/vnd.api+json'

export interface Meta {
  readonly total: number
  readonly totalUnfiltered: number
  readonly currentSize: number
  readonly currentPage: number
  readonly maxPage: number
}

/** Creates a document of one run with its included resources. */
export function createDocument(status: number, row: RecruboRow, include: readonly string[]): Reply {
  const included = include.length === 0 ? {} : { included: include.map((name) => toRelatedResource(row, name)) }
  return { status, body: { data: toFlowRun(row, include), meta: {}, ...included } }
}

/** Creates a document of several runs; shared resources are included once. */
export function createCollection(rows: readonly RecruboRow[], meta: Meta, include: readonly string[]): Reply {
  const resources = rows.flatMap((row) => include.map((name) => toRelatedResource(row, name)))
  const distinct = [...new Map(resources.map((resource) => [`${resource.type} ${resource.id}`, resource])).values()]
  const included = include.length === 0 ? {} : { included: distinct }
  return { status: 200, body: { data: rows.map((row) => toFlowRun(row, include)), meta, ...included } }
}

/** Creates a JSON:API error document. */
export function createError(status: number, detail: string): Reply {
  return { status, body: { errors: [{ status: String(status), title: 'Refused', detail }] } }
}

function toFlowRun(row: RecruboRow, include: readonly string[]): unknown {
  const link = (name: string, path: string, id: string): unknown => ({
    links: { related: `/public/v2/${path}/${id}` },
    ...(include.includes(name) ? { data: { type: `${name}s`, id } } : {}),
  })
  return {
    id: row.id,
    type: 'flowRuns',
    attributes: {
      createdAt: formatTimestamp(row.createdAt),
      updatedAt: formatTimestamp(row.updatedAt),
      flowId: toFlowId(row.flow),
      messageThreadId: toThreadId(row.thread),
      state: row.state,
      initialMessage: row.initialMessage,
      status: row.status,
      cost: row.cost,
    },
    relationships: {
      flow: link('flow', 'flows', toFlowId(row.flow)),
      messageThread: link('messageThread', 'message-threads', toThreadId(row.thread)),
    },
  }
}

function toRelatedResource(row: RecruboRow, name: string): { readonly type: string; readonly id: string } {
  const times = { createdAt: '2024-08-20T10:45:02+00:00', updatedAt: '2024-08-20T10:45:02+00:00' }
  const to = (path: string | null): unknown => ({ links: { related: path === null ? null : `/public/v2/${path}` } })
  if (name === 'flow') {
    const id = toFlowId(row.flow)
    const reminder = { reminderInterval: 15, reminderMessage: 'Are you still there?', sessionTimeout: 1440 }
    const publication = { publishedAt: null, unpublishedChanges: true, flowGenerationId: null }
    const attributes = { ...times, name: `Flow ${row.flow}`, ...reminder, ...publication }
    const relationships = {
      flowGeneration: to(`flow-generations?filter[flowId]=${id}`),
      nodes: to(`nodes?filter[flowId]=${id}`),
    }
    return { id, type: 'flows', attributes, relationships } as { readonly type: string; readonly id: string }
  }
  const id = toThreadId(row.thread)
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

function formatTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`
}
