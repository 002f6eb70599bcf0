import { type PathAndQueryValues, buildPath, type CheckRequest } from '../../kit/call.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { type Json, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'

/** Where the resources live that runs belong to, with the operations that read them. */
export const RELATED_ENDPOINTS = {
  flow: { path: '/public/v2/flows', read: 'readFlow', list: 'listFlows' },
  messageThread: { path: '/public/v2/message-threads', read: 'readMessageThread', list: 'listMessageThreads' },
} as const

export type RelatedName = keyof typeof RELATED_ENDPOINTS

/** A read of one of them. */
export function buildRelatedRequest(
  name: RelatedName,
  id: string,
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  const { path, read } = RELATED_ENDPOINTS[name]
  return { operation: read, path: buildPath(`${path}/{id}`, { path: { id } }), intent }
}

/** A read of their list. */
export function buildRelatedListRequest(
  name: RelatedName,
  query: PathAndQueryValues['query'] = {},
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  const { path, list } = RELATED_ENDPOINTS[name]
  return { operation: list, path: buildPath(path, { query }), intent }
}

/** The flow and the message thread that a run's attributes name, each read by itself. */
export async function readRelated(
  attributes: Json | undefined,
  { client }: CheckContext,
): Promise<readonly Exchange[]> {
  const reads: Exchange[] = []
  for (const name of ['flow', 'messageThread'] as const) {
    const id = getString(attributes, `${name}Id`)
    if (id !== undefined) reads.push(await client.sendRequest(buildRelatedRequest(name, id, 'open')))
  }
  return reads
}
