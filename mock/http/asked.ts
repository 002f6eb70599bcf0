import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { QueryString } from '../wire/query-string.ts'
import type { World } from '../world/world.ts'
import { checksFor } from './deferred-checks.ts'
import type { Incoming } from './incoming.ts'
import type { Passage } from './passage.ts'
import type { Issue } from './problem.ts'
import type { Vendor } from './vendor.ts'

const NOTHING = {}
const NOTHING_ASKED = { path: NOTHING, query: NOTHING, body: null }

/** What a request brings, checked against the document, as far as the vendor leaves that to the document. */
export function askedOf(
  { path, incoming, route, selection, interference }: Passage,
  operation: OperationFacts,
  text: string,
): object {
  if (operation.parameters.length === 0 && !hasBody(operation)) return NOTHING_ASKED
  const checks = checksFor(operation)
  const { vendor } = route
  const { world } = selection.served
  const forgives =
    vendor.forgives === undefined ? undefined : (issue: Issue) => vendor.forgives?.(issue, world) ?? false
  const isChecked = hasBody(operation) && vendor.readsContent?.includes(operation.id) !== true
  const read = vendor.bodyText?.(text) ?? text
  const body = isChecked ? checks.body(read, incoming.header('content-type'), forgives) : null
  if (operation.parameters.length === 0) return { path: NOTHING, query: NOTHING, body }
  const sent = queryOf(vendor, incoming, world)
  const seen = interference === null ? sent : { last: (name: string) => interference.reread(name, sent.last(name)) }
  const { path: steps, query } = checks.parameters(path, seen, forgives)
  return { path: steps, query, body }
}

/** The query as the checks see it. */
function queryOf(vendor: Vendor, { query }: Incoming, world: World): Pick<QueryString, 'last'> {
  if (vendor.reread === undefined) return query
  return {
    last: (name) => {
      const text = query.last(name)
      return text === undefined ? undefined : vendor.reread?.(name, text, world)
    },
  }
}

/** Whether requests of an operation have content. */
export function hasBody({ method }: OperationFacts): boolean {
  return method === 'post' || method === 'patch' || method === 'put'
}
