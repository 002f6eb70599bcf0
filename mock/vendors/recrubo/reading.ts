import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { offsetOf } from '../../wire/numbered-page.ts'
import { type Collection, pageOfItems } from './collection.ts'
import { collectionMeta, pageAsked } from './page.ts'
import { fieldsOf, queryProblem, refuseUnknownParameters } from './query.ts'
import { quirks } from './quirks.ts'

/** A resource with or without relationships. */
interface Resource {
  readonly id: string
  readonly type: string
  readonly attributes: object
  readonly relationships?: object
}

/** A kind of resource that is looked at one by one. */
export interface Kind<Item, Shown extends Resource> {
  readonly type: string
  readonly collection: Collection<Item>
  /** The families and names that its list knows. */
  readonly parameters: readonly string[]
  show(item: Item): Shown
}

type ListQuery = Parameters<typeof pageAsked>[0] & { readonly sort?: string }

/** A page of one kind, as its list answers. */
export function listOfKind<Item, Shown extends Resource>(kind: Kind<Item, Shown>, query: ListQuery, scene: Scene) {
  const { world, incoming } = scene
  refuseInclude(incoming.query)
  refuseUnknownParameters(incoming.query, kind.parameters, world)
  const page = pageAsked(query)
  const wanted = { query: incoming.query, sort: query.sort, offset: offsetOf(page), limit: page.size }
  const { total, items } = pageOfItems(kind.collection, wanted, world)
  const fields = fieldsOf(incoming.query, world).get(kind.type)
  const data = items.map((item) => fielded(kind.show(item), fields))
  return { data, meta: collectionMeta(page, { total, totalUnfiltered: kind.collection.size }, world) }
}

/** One resource, as its path answers. */
export function oneOfKind<Item, Shown extends Resource>(kind: Kind<Item, Shown>, item: Item | undefined, scene: Scene) {
  const { world, incoming } = scene
  refuseInclude(incoming.query)
  refuseUnknownParameters(incoming.query, ['fields[]'], world)
  const fields = fieldsOf(incoming.query, world).get(kind.type)
  if (item === undefined) throw new Problem('not-found', { text: `${nameOf(kind.type)} not found` })
  return { data: fielded(kind.show(item), fields), meta: {} }
}

/** Refuses the path with an underscore that two samples have, where a quirk says so. */
export function refuseUnderscore({ incoming, world }: Scene): void {
  if (!incoming.path.includes('/flow_runs')) return
  if (positionOf(world, quirks.underscorePath) === 'refused') throw new Problem('unknown-route')
}

/** JSON:API demands 400 where an endpoint includes nothing. */
function refuseInclude(query: Scene['incoming']['query']): void {
  const include = query.last('include')
  if (include === undefined) return
  const asked = include === '' ? 'nothing' : include
  throw queryProblem('include', `${asked} cannot be included here: Flowtwin serves nothing that is related`)
}

function fielded<Shown extends Resource>(resource: Shown, fields: ReadonlySet<string> | undefined): Shown {
  if (fields === undefined) return resource
  const kept = (members: object) => Object.fromEntries(Object.entries(members).filter(([name]) => fields.has(name)))
  const { attributes, relationships } = resource
  return {
    ...resource,
    attributes: kept(attributes),
    ...(relationships === undefined ? {} : { relationships: kept(relationships) }),
  }
}

/** `messageThreads` as refusals name one of them: "MessageThread". */
function nameOf(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1, -1)
}
