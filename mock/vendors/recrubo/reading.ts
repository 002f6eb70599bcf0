import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { getPageOffset } from '../../wire/numbered-page.ts'
import { type Collection, selectItemPage } from './collection.ts'
import { createCollectionMeta, parsePageQuery } from './page.ts'
import { parseFields, createQueryProblem, rejectUnknownParameters } from './query.ts'
import { quirks } from './quirks.ts'

/** A resource with or without relationships. */
interface Resource {
  readonly id: string
  readonly type: string
  readonly attributes: object
  readonly relationships?: object
}

/** A kind of resource that is looked at one by one. */
export interface ResourceType<Item, Shown extends Resource> {
  readonly type: string
  readonly collection: Collection<Item>
  /** The families and names that its list knows. */
  readonly parameters: readonly string[]
  toResource(item: Item): Shown
}

type ListQuery = Parameters<typeof parsePageQuery>[0] & { readonly sort?: string }

/** A page of one kind, as its list answers. */
export function listResources<Item, Shown extends Resource>(
  kind: ResourceType<Item, Shown>,
  query: ListQuery,
  scene: HandlerContext,
) {
  const { world, request: incoming } = scene
  rejectInclude(incoming.query)
  rejectUnknownParameters(incoming.query, kind.parameters, world)
  const page = parsePageQuery(query)
  const request = { query: incoming.query, sort: query.sort, offset: getPageOffset(page), limit: page.size }
  const { total, items } = selectItemPage(kind.collection, request, world)
  const fields = parseFields(incoming.query, world).get(kind.type)
  const data = items.map((item) => selectFields(kind.toResource(item), fields))
  return { data, meta: createCollectionMeta(page, { total, totalUnfiltered: kind.collection.size }, world) }
}

/** One resource, as its path answers. */
export function readResource<Item, Shown extends Resource>(
  kind: ResourceType<Item, Shown>,
  item: Item | undefined,
  scene: HandlerContext,
) {
  const { world, request } = scene
  rejectInclude(request.query)
  rejectUnknownParameters(request.query, ['fields[]'], world)
  const fields = parseFields(request.query, world).get(kind.type)
  if (item === undefined) throw new Problem('not-found', { text: `${toResourceName(kind.type)} not found` })
  return { data: selectFields(kind.toResource(item), fields), meta: {} }
}

/** Refuses the path with an underscore that two samples have, where a quirk says so. */
export function rejectUnderscorePath({ request, world }: HandlerContext): void {
  if (!request.path.includes('/flow_runs')) return
  if (getQuirkPosition(world, quirks.underscorePath) === 'refused') throw new Problem('unknown-route')
}

/** JSON:API demands 400 where an endpoint includes nothing. */
function rejectInclude(query: HandlerContext['request']['query']): void {
  const include = query.getLast('include')
  if (include === undefined) return
  const names = include === '' ? 'nothing' : include
  throw createQueryProblem('include', `${names} cannot be included here: Flowtwin serves nothing that is related`)
}

function selectFields<Shown extends Resource>(resource: Shown, fields: ReadonlySet<string> | undefined): Shown {
  if (fields === undefined) return resource
  const pickMembers = (members: object) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => fields.has(name)))
  const { attributes, relationships } = resource
  return {
    ...resource,
    attributes: pickMembers(attributes),
    ...(relationships === undefined ? {} : { relationships: pickMembers(relationships) }),
  }
}

/** `messageThreads` as refusals name one of them: "MessageThread". */
function toResourceName(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1, -1)
}
