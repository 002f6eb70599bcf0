import { type AddressValues, address, type Call } from '../../kit/call.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { type Json, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'

/** Where the resources live that runs belong to, with the operations that read them. */
export const RELATED = {
  flow: { path: '/public/v2/flows', read: 'readFlow', list: 'listFlows' },
  messageThread: { path: '/public/v2/message-threads', read: 'readMessageThread', list: 'listMessageThreads' },
} as const

export type RelatedName = keyof typeof RELATED

/** A read of one of them. */
export function relatedCall(name: RelatedName, id: string, intent: Call['intent'] = 'valid'): Call {
  const { path, read } = RELATED[name]
  return { operation: read, path: address(`${path}/{id}`, { path: { id } }), intent }
}

/** A read of their list. */
export function relatedListCall(
  name: RelatedName,
  query: AddressValues['query'] = {},
  intent: Call['intent'] = 'valid',
): Call {
  const { path, list } = RELATED[name]
  return { operation: list, path: address(path, { query }), intent }
}

/** The flow and the message thread that a run's attributes name, each read by itself. */
export async function relatedReads(attributes: Json | undefined, { client }: Context): Promise<readonly Exchange[]> {
  const reads: Exchange[] = []
  for (const name of ['flow', 'messageThread'] as const) {
    const id = textAt(attributes, `${name}Id`)
    if (id !== undefined) reads.push(await client.send(relatedCall(name, id, 'open')))
  }
  return reads
}
