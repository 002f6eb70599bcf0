import type { Check } from '../check.ts'
import { checkEach, type Judgement } from '../finding.ts'
import { groupBy } from '../grouping.ts'
import { isObject } from '../json.ts'
import type { CheckContext } from '../observation.ts'
import { isFreeMap } from '../shape.ts'
import type { SchemaLocation } from '../places.ts'
import { getSchemaLocations } from './members.ts'
import { createRecordCheck } from './record-check.ts'

/** Which members the target shows and the document does not know, and the other way round: measured, for people to read. */
export const inventoryChecks: readonly Check[] = [
  createRecordCheck({
    id: 'SCH-002',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Members that nobody documented are listed',
    unit: 'object with documented members',
    remedy: 'items to look at',
    run: findUndocumentedFields,
  }),
  createRecordCheck({
    id: 'SCH-006',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Each documented member was seen with a value',
    unit: 'documented member',
    remedy: 'items to look at',
    run: findUnseenFields,
  }),
]

function findUndocumentedFields(context: CheckContext): Judgement {
  const objects = getSchemaLocations(context).flatMap(({ places, exchange }) => {
    const documented = groupPropertyNames(places)
    return places.flatMap(({ pointer, template, value, schema }) => {
      const names = documented.get(pointer)
      return isObject(value) && names !== undefined && !isFreeMap(schema) && 'properties' in schema
        ? [{ template, extra: Object.keys(value).filter((name) => !names.has(name)), exchange }]
        : []
    })
  })
  const places = [...groupBy(objects, ({ template, exchange }) => `${exchange.request.operation} ${template}`).values()]
  return {
    evidence: objects.length,
    violations: places.flatMap((group) => {
      const [first] = group
      const extra = [...new Set(group.flatMap((one) => one.extra))]
      return first === undefined
        ? []
        : extra.map((name) => ({
            message: `${name} is not documented`,
            pointer: `${first.template}/${name}`,
            exchange: first.exchange,
          }))
    }),
  }
}

/** The names that some part of the schema gives each object; parts of one object stand at one pointer. */
function groupPropertyNames(places: readonly SchemaLocation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>()
  for (const { pointer, schema } of places) {
    const own = names.get(pointer) ?? new Set()
    for (const name of Object.keys(schema['properties'] ?? {})) own.add(name)
    names.set(pointer, own)
  }
  return names
}

function findUnseenFields(context: CheckContext): Judgement {
  const seen = new Map<string, { readonly template: string; filled: boolean }>()
  for (const { places, exchange } of getSchemaLocations(context)) {
    for (const { template, value } of places) {
      const key = `${exchange.request.operation} ${template}`
      const filled = value !== undefined && value !== null
      const one = seen.get(key) ?? { template, filled }
      seen.set(key, { ...one, filled: one.filled || filled })
    }
  }
  return checkEach([...seen.values()], ({ template, filled }) =>
    filled ? null : { message: `${template} was never seen with a value`, pointer: template },
  )
}
