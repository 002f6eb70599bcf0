import type { Exchange } from '../../kit/exchange.ts'
import { getPath, isObject, type JsonObject, getObjects } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { getIncludedResources, getPrimaryResources } from './flow-runs.ts'

/** An object of a JSON:API document, with where it stands. */
export interface LocatedObject {
  readonly object: JsonObject
  readonly pointer: string
  readonly exchange: Exchange
}

/** Every JSON:API document that was exchanged: answers of documented operations whose content is a JSON object. */
export function collectDocuments({ getExchanges }: CheckContext): readonly LocatedObject[] {
  return getExchanges().flatMap((exchange) =>
    exchange.request.operation !== null && isObject(exchange.body)
      ? [{ object: exchange.body, pointer: '', exchange }]
      : [],
  )
}

/** Every resource object: primary data and included. */
export function collectResources(context: CheckContext): readonly LocatedObject[] {
  return collectDocuments(context).flatMap(({ exchange }) => [
    ...getPrimaryResources(exchange.body).map((object) => ({ object, pointer: '/data', exchange })),
    ...getIncludedResources(exchange.body).map((object, index) => ({
      object,
      pointer: `/included/${index}`,
      exchange,
    })),
  ])
}

/** Every relationship object of every resource; whatever is no object is given as an empty one. */
export function collectRelationships(context: CheckContext): readonly LocatedObject[] {
  return collectResources(context).flatMap(({ object, pointer, exchange }) => {
    const own = getPath(object, 'relationships')
    return Object.entries(isObject(own) ? own : {}).map(([name, value]) => ({
      object: isObject(value) ? value : {},
      pointer: `${pointer}/relationships/${name}`,
      exchange,
    }))
  })
}

/** Every error object. */
export function collectErrorObjects(context: CheckContext): readonly LocatedObject[] {
  return collectDocuments(context).flatMap(({ exchange }) =>
    getObjects(exchange.body, 'errors').map((object, index) => ({ object, pointer: `/errors/${index}`, exchange })),
  )
}

/** Every member of every links object, at each level where JSON:API has one. */
export function collectLinks(
  context: CheckContext,
): readonly (LocatedObject & { readonly name: string; readonly link: unknown })[] {
  const holders = [
    ...collectDocuments(context),
    ...collectResources(context),
    ...collectRelationships(context),
    ...collectErrorObjects(context),
  ]
  return holders.flatMap((holder) => {
    const links = getPath(holder.object, 'links')
    return Object.entries(isObject(links) ? links : {}).map(([name, link]) => ({ ...holder, name, link }))
  })
}

/** Whether an answer is one about flow runs, and not about what stands beside them. */
export function isRunExchange({ request }: Exchange): boolean {
  return request.operation?.includes('FlowRun') === true
}
