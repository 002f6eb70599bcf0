import { type Check, citeJsonApi, citeVendor, type CheckRule, type RuleSource } from '../../kit/check.ts'
import { getHeader, isSuccess, type Exchange } from '../../kit/http/exchange.ts'
import { getPath, getString, getObjects, isObject, type Json, type JsonObject } from '../../kit/json.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { type Violation, checkEach } from '../../kit/outcome.ts'
import {
  getIncludedResources,
  getPrimaryResources,
  getResourceKeys,
  isRunExchange,
  MEDIA_TYPE,
  getEntries,
} from './flow-runs.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'

const INCLUDED_TYPES = ['flows', 'messageThreads']
const HINT = 'readable documents'
const common = { evidence: ['document', HINT] } as const

/** JSON:API documents and their resources, checked in every recorded response. */
export const documentChecks: readonly Check[] = [
  createObjectCheck('JAPI-001', citeJsonApi('MUST', 'Content Negotiation: response-content-type'), {
    ...common,
    title: 'The media type is application/vnd.api+json, without parameters other than ext and profile',
    evidence: ['response with content', HINT],
    collect: ({ getExchanges }) =>
      getExchanges().filter(
        ({ request, bytes, method }) => request.operation !== null && bytes.length > 0 && method !== 'HEAD',
      ),
    judge: (exchange) => {
      const header = getHeader(exchange, 'content-type') ?? 'none'
      return isPlainMediaType(header) ? null : { message: 'a different Content-Type', example: header, exchange }
    },
  }),
  createObjectCheck('JAPI-002', citeJsonApi('MUST', 'Top Level: required-top-level, data-errors'), {
    ...common,
    title: 'A document has `data`, `errors` or `meta`, and never both `data` and `errors`',
    collect: collectDocuments,
    judge: ({ object, exchange }) => {
      if ('data' in object && 'errors' in object) return { message: 'both data and errors', exchange }
      const hasContent = ['data', 'errors', 'meta'].some((name) => name in object)
      return hasContent ? null : { message: 'neither data nor errors nor meta', exchange }
    },
  }),
  createObjectCheck('JAPI-003', citeJsonApi('MUST', 'Top Level: data-included'), {
    ...common,
    title: 'A document without `data` has no `included`',
    collect: collectDocuments,
    judge: ({ object, exchange }) => {
      const isOrphan = 'included' in object && !('data' in object)
      return isOrphan ? { message: 'included without data', pointer: '/included', exchange } : null
    },
  }),
  createObjectCheck('JAPI-004', citeJsonApi('MUST', 'Resource Objects: resource-id-type-types'), {
    ...common,
    title: 'Every resource has the strings `id` and `type`',
    evidence: ['resource', HINT],
    collect: collectResources,
    judge: ({ object, pointer, exchange }) =>
      ['id', 'type']
        .filter((name) => typeof object[name] !== 'string')
        .map((name) => {
          const [message, example] = [`${name} is not a string`, JSON.stringify(object[name])]
          return { message, pointer: `${pointer}/${name}`, example, exchange }
        }),
  }),
  createObjectCheck('JAPI-005', citeVendor('MUST', 'FlowRun.type'), {
    ...common,
    title: 'Primary resources are flowRuns; included ones are flows and messageThreads',
    evidence: ['resource', HINT],
    collect: (context) =>
      collectResources(context).filter(({ exchange }) => isSuccess(exchange) && isRunExchange(exchange)),
    judge: findTypeViolation,
  }),
  createObjectCheck('JAPI-011', citeJsonApi('MUST', 'Compound Documents: resource-unique'), {
    ...common,
    title: 'A document contains each resource once',
    collect: (context) => collectDocuments(context).filter(({ object }) => 'data' in object),
    judge: ({ object, exchange }) => {
      const keys = [...getPrimaryResources(object), ...getIncludedResources(object)].flatMap(getResourceKeys)
      return findDuplicates(keys).map((key) => ({ message: 'a resource is listed twice', example: key, exchange }))
    },
  }),
  createObjectCheck('JAPI-014', citeJsonApi('MUST', 'Error Objects'), {
    ...common,
    title: '`errors` is an array of non-empty objects; `status` is the HTTP status as a string',
    evidence: ['error document', 'a request that the target rejects'],
    collect: (context) => collectDocuments(context).filter(({ exchange }) => exchange.status >= 400),
    judge: ({ object, exchange }): Violation | readonly Violation[] => {
      const { errors } = object
      if (!Array.isArray(errors) || errors.length === 0)
        return { message: 'errors is not a non-empty array', pointer: '/errors', exchange }
      const objects = collectErrorObjects({ getExchanges: () => [exchange] })
      return objects.length < errors.length
        ? { message: 'an error is not an object', pointer: '/errors/*', exchange }
        : objects.flatMap((error) => findErrorViolation(error, errors.length) ?? [])
    },
  }),
]

function isPlainMediaType(header: string): boolean {
  const [type, ...parameters] = header.split(';').map((part) => part.trim())
  return type?.toLowerCase() === MEDIA_TYPE && parameters.every((parameter) => /^(ext|profile)=/i.test(parameter))
}

/** Primary types of operations that do not return flow runs, by the end of the operation id. */
const PRIMARY_TYPES = [
  ['Flows', 'flows'],
  ['readFlow', 'flows'],
  ['MessageThreads', 'messageThreads'],
  ['readMessageThread', 'messageThreads'],
  ['Webhooks', 'webhooks'],
  ['Webhook', 'webhooks'],
  ['Organization', 'organizations'],
] as const

function findTypeViolation({ object, pointer, exchange }: LocatedObject): Violation | null {
  const type = getString(object, 'type') ?? ''
  const { operation } = exchange.request
  const primary = PRIMARY_TYPES.find(([ending]) => operation?.endsWith(ending) === true)?.[1] ?? 'flowRuns'
  const expected = pointer === '/data' ? [primary] : INCLUDED_TYPES
  if (expected.includes(type)) return null
  return { message: `type ${type} instead of ${expected.join(' or ')}`, pointer: `${pointer}/type`, exchange }
}

/** Several errors of different kinds share one response status, so only a single error must repeat it. */
function findErrorViolation({ object, pointer, exchange }: LocatedObject, count: number): Violation | null {
  const status = getPath(object, 'status')
  const violation = { pointer: `${pointer}/status`, example: JSON.stringify(status), exchange }
  if (Object.keys(object).length === 0) return { message: 'an error is empty', pointer, exchange }
  if (status === undefined) return null
  if (typeof status !== 'string') return { ...violation, message: 'the status of an error is not a string' }
  const isSame = count > 1 || status === String(exchange.status)
  return isSame ? null : { ...violation, message: 'the status of an error is not the response status' }
}

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

interface ObjectRule<Item> extends Omit<CheckRule, 'run' | 'isRecordCheck'> {
  readonly collect: (context: CheckContext) => readonly Item[]
  readonly judge: (item: Item) => Violation | readonly Violation[] | null
}

/** Creates a check of each object that `collect` finds in the recorded responses. */
export function createObjectCheck<Item>(
  id: string,
  source: RuleSource,
  { collect, judge, ...rule }: ObjectRule<Item>,
): Check {
  return createRecordCheck(id, source, { ...rule, run: (context) => checkEach(collect(context), judge) })
}
