// Checks: JAPI-001, JAPI-002, JAPI-003, JAPI-004, JAPI-005, JAPI-011, JAPI-014
import type { Check } from '../../kit/check.ts'
import { citeStandard, citeVendor } from '../../kit/checks/rule-source.ts'
import { getHeader, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import type { Violation } from '../../kit/outcome.ts'
import { getIncludedResources, getPrimaryResources, getResourceKeys, isRunExchange, MEDIA_TYPE } from './flow-runs.ts'
import {
  collectDocuments,
  collectErrorObjects,
  collectResources,
  createObjectCheck,
  type LocatedObject,
} from './json-api-objects.ts'

const INCLUDED_TYPES = ['flows', 'messageThreads']
const common = { unit: 'document', hint: 'readable documents' } as const

/** JSON:API documents and their resources, checked in every recorded response. */
export const documentChecks: readonly Check[] = [
  createObjectCheck({
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Content Negotiation: response-content-type'),
    id: 'JAPI-001',
    title: 'The media type is application/vnd.api+json, without parameters other than ext and profile',
    unit: 'response with content',
    collect: ({ getExchanges }) =>
      getExchanges().filter(
        ({ request, bytes, method }) => request.operation !== null && bytes.length > 0 && method !== 'HEAD',
      ),
    judge: (exchange) => {
      const header = getHeader(exchange, 'content-type') ?? 'none'
      return isPlainMediaType(header) ? null : { message: 'a different Content-Type', example: header, exchange }
    },
  }),
  createObjectCheck({
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Top Level: required-top-level, data-errors'),
    id: 'JAPI-002',
    title: 'A document has `data`, `errors` or `meta`, and never both `data` and `errors`',
    collect: collectDocuments,
    judge: ({ object, exchange }) => {
      if ('data' in object && 'errors' in object) return { message: 'both data and errors', exchange }
      const hasContent = ['data', 'errors', 'meta'].some((name) => name in object)
      return hasContent ? null : { message: 'neither data nor errors nor meta', exchange }
    },
  }),
  createObjectCheck({
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Top Level: data-included'),
    id: 'JAPI-003',
    title: 'A document without `data` has no `included`',
    collect: collectDocuments,
    judge: ({ object, exchange }) => {
      const isOrphan = 'included' in object && !('data' in object)
      return isOrphan ? { message: 'included without data', pointer: '/included', exchange } : null
    },
  }),
  createObjectCheck({
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Resource Objects: resource-id-type-types'),
    id: 'JAPI-004',
    title: 'Every resource has the strings `id` and `type`',
    unit: 'resource',
    collect: collectResources,
    judge: ({ object, pointer, exchange }) =>
      ['id', 'type']
        .filter((name) => typeof object[name] !== 'string')
        .map((name) => {
          const [message, example] = [`${name} is not a string`, JSON.stringify(object[name])]
          return { message, pointer: `${pointer}/${name}`, example, exchange }
        }),
  }),
  createObjectCheck({
    ...common,
    ...citeVendor('MUST', 'FlowRun.type'),
    id: 'JAPI-005',
    title: 'Primary resources are flowRuns; included ones are flows and messageThreads',
    unit: 'resource',
    collect: (context) =>
      collectResources(context).filter(({ exchange }) => isSuccess(exchange) && isRunExchange(exchange)),
    judge: findTypeViolation,
  }),
  createObjectCheck({
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Compound Documents: resource-unique'),
    id: 'JAPI-011',
    title: 'A document contains each resource once',
    collect: (context) => collectDocuments(context).filter(({ object }) => 'data' in object),
    judge: ({ object, exchange }) => {
      const keys = [...getPrimaryResources(object), ...getIncludedResources(object)].flatMap(getResourceKeys)
      return findDuplicates(keys).map((key) => ({ message: 'a resource is listed twice', example: key, exchange }))
    },
  }),
  createObjectCheck({
    ...common,
    ...citeStandard('MUST', 'JSON:API 1.1, Error Objects'),
    id: 'JAPI-014',
    title: '`errors` is an array of non-empty objects; `status` is the HTTP status as a string',
    unit: 'error document',
    hint: 'a request that the target rejects',
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
