// Checks: JAPI-001, JAPI-002, JAPI-003, JAPI-004, JAPI-005, JAPI-011, JAPI-014
import type { Check } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { getHeader, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import { checkEach, type Violation } from '../../kit/outcome.ts'
import {
  collectDocuments,
  collectErrorObjects,
  collectResources,
  getIncludedResources,
  getPrimaryResources,
  getResourceKeys,
  isRunExchange,
  type LocatedObject,
  MEDIA_TYPE,
} from './flow-runs.ts'

const INCLUDED_TYPES = ['flows', 'messageThreads']
const common = { level: 'MUST', unit: 'document', hint: 'readable documents' } as const

/** JSON:API documents and their resources, checked in every recorded response. */
export const documentChecks: readonly Check[] = [
  createRecordCheck({
    ...common,
    id: 'JAPI-001',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Content Negotiation: response-content-type' },
    title: 'The media type is application/vnd.api+json, without parameters other than ext and profile',
    unit: 'response with content',
    run: (context) =>
      checkEach(
        context
          .getExchanges()
          .filter(({ request, bytes, method }) => request.operation !== null && bytes.length > 0 && method !== 'HEAD'),
        (exchange) => {
          const header = getHeader(exchange, 'content-type') ?? 'none'
          return isPlainMediaType(header) ? null : { message: 'a different Content-Type', example: header, exchange }
        },
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-002',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Top Level: required-top-level, data-errors' },
    title: 'A document has `data`, `errors` or `meta`, and never both `data` and `errors`',
    run: (context) =>
      checkEach(collectDocuments(context), ({ object, exchange }) => {
        if ('data' in object && 'errors' in object) return { message: 'both data and errors', exchange }
        return ['data', 'errors', 'meta'].some((name) => name in object)
          ? null
          : { message: 'neither data nor errors nor meta', exchange }
      }),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-003',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Top Level: data-included' },
    title: 'A document without `data` has no `included`',
    run: (context) =>
      checkEach(collectDocuments(context), ({ object, exchange }) =>
        'included' in object && !('data' in object)
          ? { message: 'included without data', pointer: '/included', exchange }
          : null,
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-004',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Resource Objects: resource-id-type-types' },
    title: 'Every resource has the strings `id` and `type`',
    unit: 'resource',
    run: (context) =>
      checkEach(collectResources(context), ({ object, pointer, exchange }) =>
        ['id', 'type']
          .filter((name) => typeof getPath(object, name) !== 'string')
          .map((name) => ({
            message: `${name} is not a string`,
            pointer: `${pointer}/${name}`,
            example: JSON.stringify(getPath(object, name)),
            exchange,
          })),
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-005',
    source: { kind: 'vendor', statement: 'FlowRun.type' },
    title: 'Primary resources are flowRuns; included ones are flows and messageThreads',
    unit: 'resource',
    run: (context) =>
      checkEach(
        collectResources(context).filter(({ exchange }) => isSuccess(exchange) && isRunExchange(exchange)),
        (resource) => findTypeViolation(resource),
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-011',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Compound Documents: resource-unique' },
    title: 'A document contains each resource once',
    run: (context) =>
      checkEach(
        collectDocuments(context).filter(({ object }) => 'data' in object),
        ({ exchange: { body }, exchange }) => {
          const keys = [...getPrimaryResources(body), ...getIncludedResources(body)].flatMap(getResourceKeys)
          return findDuplicates(keys).map((key) => ({ message: 'a resource is listed twice', example: key, exchange }))
        },
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-014',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Error Objects' },
    title: '`errors` is an array of non-empty objects; `status` is the HTTP status as a string',
    unit: 'error document',
    hint: 'a request that the target rejects',
    run: (context) =>
      checkEach(
        collectDocuments(context).filter(({ exchange }) => exchange.status >= 400),
        ({ object, exchange }): readonly Violation[] => {
          const { errors } = object
          if (!Array.isArray(errors) || errors.length === 0)
            return [{ message: 'errors is not a non-empty array', pointer: '/errors', exchange }]
          const objects = collectErrorObjects({ getExchanges: () => [exchange] })
          return objects.length < errors.length
            ? [{ message: 'an error is not an object', pointer: '/errors/*', exchange }]
            : objects.flatMap((error) => findErrorViolations(error, errors.length))
        },
      ),
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
  const primary =
    PRIMARY_TYPES.find(([ending]) => exchange.request.operation?.endsWith(ending) === true)?.[1] ?? 'flowRuns'
  const expected = pointer === '/data' ? [primary] : INCLUDED_TYPES
  return expected.includes(type)
    ? null
    : { message: `type ${type} instead of ${expected.join(' or ')}`, pointer: `${pointer}/type`, exchange }
}

/** Several errors of different kinds share one response status, so only a single error must repeat it. */
function findErrorViolations({ object, pointer, exchange }: LocatedObject, count: number): readonly Violation[] {
  const status = getPath(object, 'status')
  const violation = { pointer: `${pointer}/status`, example: JSON.stringify(status), exchange }
  if (Object.keys(object).length === 0) return [{ message: 'an error is empty', pointer, exchange }]
  if (status === undefined) return []
  if (typeof status !== 'string') return [{ ...violation, message: 'the status of an error is not a string' }]
  return count > 1 || status === String(exchange.status)
    ? []
    : [{ ...violation, message: 'the status of an error is not the response status' }]
}
