import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { getObjects, getPath, isObject, type Json, type JsonObject } from '../../kit/json.ts'
import { checkEach, type Violation } from '../../kit/outcome.ts'
import { getEntries, getIncludedResources, getPrimaryResources } from './flow-runs.ts'

/** An object of a JSON:API document and its location. */
export interface LocatedObject {
  readonly object: JsonObject
  readonly pointer: string
  readonly exchange: Exchange
}

/** Every recorded JSON:API document: JSON objects returned by documented operations. */
export function collectDocuments({ getExchanges }: Pick<CheckContext, 'getExchanges'>): readonly LocatedObject[] {
  return getExchanges().flatMap((exchange) => {
    const { request, body } = exchange
    return request.operation !== null && isObject(body) ? [{ object: body, pointer: '', exchange }] : []
  })
}

/** Every resource object, primary and included. */
export function collectResources(context: CheckContext): readonly LocatedObject[] {
  return collectDocuments(context).flatMap(({ exchange }) => [
    ...getPrimaryResources(exchange.body).map((object) => ({ object, pointer: '/data', exchange })),
    ...getIncludedResources(exchange.body).map((object, index) => {
      return { object, pointer: `/included/${index}`, exchange }
    }),
  ])
}

/** Every relationship of every resource; one that is not an object is returned as `{}`. */
export function collectRelationships(context: CheckContext): readonly LocatedObject[] {
  return collectResources(context).flatMap(({ object, pointer, exchange }) =>
    getEntries(getPath(object, 'relationships')).map(([name, value]) => ({
      object: isObject(value) ? value : {},
      pointer: `${pointer}/relationships/${name}`,
      exchange,
    })),
  )
}

/** Every error object. */
export function collectErrorObjects(context: Pick<CheckContext, 'getExchanges'>): readonly LocatedObject[] {
  return collectDocuments(context).flatMap(({ exchange }) =>
    getObjects(exchange.body, 'errors').map((object, index) => ({ object, pointer: `/errors/${index}`, exchange })),
  )
}

/** Every link of documents, resources, relationships and errors. */
export function collectLinks(context: CheckContext): readonly (LocatedObject & { name: string; link: Json })[] {
  const collectors = [collectDocuments, collectResources, collectRelationships, collectErrorObjects]
  return collectors
    .flatMap((collect) => collect(context))
    .flatMap((holder) => getEntries(getPath(holder.object, 'links')).map(([name, link]) => ({ ...holder, name, link })))
}

/** Creates a check of each object that `collect` finds in the recorded responses. */
export function createObjectCheck<Item>({
  collect,
  judge,
  ...rule
}: Omit<Check, 'run'> & {
  readonly collect: (context: CheckContext) => readonly Item[]
  readonly judge: (item: Item) => Violation | readonly Violation[] | null
}): Check {
  return createRecordCheck({ ...rule, run: (context) => checkEach(collect(context), judge) })
}
