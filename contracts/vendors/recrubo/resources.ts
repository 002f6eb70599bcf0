import type { Exchange } from '../../kit/exchange.ts'
import { at, isObject, type JsonObject, objectsAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { includedOf, primaryOf } from './flow-runs.ts'

/** An object of a JSON:API document, with where it stands. */
export interface Found {
  readonly object: JsonObject
  readonly pointer: string
  readonly exchange: Exchange
}

/** Every JSON:API document that was exchanged: answers of documented operations whose content is a JSON object. */
export function documents({ exchanges }: Context): readonly Found[] {
  return exchanges().flatMap((exchange) =>
    exchange.call.operation !== null && isObject(exchange.body)
      ? [{ object: exchange.body, pointer: '', exchange }]
      : [],
  )
}

/** Every resource object: primary data and included. */
export function resources(context: Context): readonly Found[] {
  return documents(context).flatMap(({ exchange }) => [
    ...primaryOf(exchange.body).map((object) => ({ object, pointer: '/data', exchange })),
    ...includedOf(exchange.body).map((object, index) => ({ object, pointer: `/included/${index}`, exchange })),
  ])
}

/** Every relationship object of every resource; whatever is no object is given as an empty one. */
export function relationships(context: Context): readonly Found[] {
  return resources(context).flatMap(({ object, pointer, exchange }) => {
    const own = at(object, 'relationships')
    return Object.entries(isObject(own) ? own : {}).map(([name, value]) => ({
      object: isObject(value) ? value : {},
      pointer: `${pointer}/relationships/${name}`,
      exchange,
    }))
  })
}

/** Every error object. */
export function errorObjects(context: Context): readonly Found[] {
  return documents(context).flatMap(({ exchange }) =>
    objectsAt(exchange.body, 'errors').map((object, index) => ({ object, pointer: `/errors/${index}`, exchange })),
  )
}

/** Every member of every links object, at each level where JSON:API has one. */
export function linkMembers(context: Context): readonly (Found & { readonly name: string; readonly link: unknown })[] {
  const holders = [...documents(context), ...resources(context), ...relationships(context), ...errorObjects(context)]
  return holders.flatMap((holder) => {
    const links = at(holder.object, 'links')
    return Object.entries(isObject(links) ? links : {}).map(([name, link]) => ({ ...holder, name, link }))
  })
}

/** Whether an answer is one about flow runs, and not about what stands beside them. */
export function isOfRuns({ call }: Exchange): boolean {
  return call.operation?.includes('FlowRun') === true
}
