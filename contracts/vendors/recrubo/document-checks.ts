import type { Check } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { getHeader, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, type Violation } from '../../kit/outcome.ts'
import { getPath, type JsonObject, getString } from '../../kit/json.ts'
import { findDuplicates } from '../../kit/oracles/list-items.ts'
import {
  collectDocuments,
  collectErrorObjects,
  collectResources,
  getIncludedResources,
  getPrimaryResources,
  isRunExchange,
  type LocatedObject,
  MEDIA_TYPE,
} from './flow-runs.ts'

const INCLUDED_TYPES = ['flows', 'messageThreads']
const common = { level: 'MUST', unit: 'document', hint: 'let the run get documents' } as const

/** The JSON:API form of documents and of the resources in them, judged over everything that was exchanged. */
export const documentChecks: readonly Check[] = [
  createRecordCheck({
    ...common,
    id: 'JAPI-001',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Content Negotiation: response-content-type' },
    title: 'Content comes as application/vnd.api+json without parameters other than ext and profile',
    unit: 'answer with content',
    run: (context) =>
      checkEach(
        context
          .getExchanges()
          .filter(({ request, bytes, method }) => request.operation !== null && bytes.length > 0 && method !== 'HEAD'),
        (exchange) => {
          const header = getHeader(exchange, 'content-type') ?? 'nothing'
          return isPlainMediaType(header) ? null : { message: 'another Content-Type', example: header, exchange }
        },
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-002',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Top Level: required-top-level, data-errors' },
    title: 'A document has data, errors or meta, and never data together with errors',
    run: (context) =>
      checkEach(collectDocuments(context), ({ object, exchange }) => {
        if ('data' in object && 'errors' in object) return { message: 'data together with errors', exchange }
        return ['data', 'errors', 'meta'].some((name) => name in object)
          ? null
          : { message: 'neither data nor errors nor meta', exchange }
      }),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-003',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Top Level: data-included' },
    title: 'No document has included without data',
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
    title: 'Every resource has an id and a type, both of them text',
    unit: 'resource',
    run: (context) =>
      checkEach(collectResources(context), ({ object, pointer, exchange }) =>
        ['id', 'type'].flatMap((name) =>
          typeof getPath(object, name) === 'string'
            ? []
            : [
                {
                  message: `${name} is no text`,
                  pointer: `${pointer}/${name}`,
                  example: JSON.stringify(getPath(object, name)),
                  exchange,
                },
              ],
        ),
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-005',
    source: { kind: 'vendor', statement: 'FlowRun.type' },
    title: 'Primary resources are flowRuns, included ones flows and messageThreads',
    unit: 'resource',
    run: (context) =>
      checkEach(
        collectResources(context).filter(({ exchange }) => isSuccess(exchange) && isRunExchange(exchange)),
        (found) => findTypeViolation(found),
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-011',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Compound Documents: resource-unique' },
    title: 'No document has two resources of one type and id',
    run: (context) =>
      checkEach(
        collectDocuments(context).filter(({ object }) => 'data' in object),
        ({ exchange }) => {
          const names = [...getPrimaryResources(exchange.body), ...getIncludedResources(exchange.body)].flatMap(
            getResourceKeys,
          )
          return findDuplicates(names).map((example) => ({ message: 'a resource stands twice', example, exchange }))
        },
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-014',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Error Objects' },
    title: 'Errors are a list of objects that say something, with the HTTP status as text',
    unit: 'error document',
    hint: 'let the run be refused',
    run: (context) =>
      checkEach(
        collectDocuments(context).filter(({ exchange }) => exchange.status >= 400),
        ({ object, exchange }): readonly Violation[] => {
          const errors = object['errors']
          if (!Array.isArray(errors) || errors.length === 0)
            return [{ message: 'errors is no list', pointer: '/errors', exchange }]
          const own = collectErrorObjects({ ...context, getExchanges: () => [exchange] })
          return own.length < errors.length
            ? [{ message: 'an error is no object', pointer: '/errors/*', exchange }]
            : own.flatMap((found) => findErrorViolations(found, errors.length))
        },
      ),
  }),
]

function isPlainMediaType(header: string): boolean {
  const [type, ...parameters] = header.split(';').map((part) => part.trim())
  const known = parameters.every((parameter) => /^(ext|profile)=/i.test(parameter))
  return type?.toLowerCase() === MEDIA_TYPE && known
}

/** The type of what an operation is about, by the ending of its name. */
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
  const due = pointer === '/data' ? [primary] : INCLUDED_TYPES
  return due.includes(type)
    ? null
    : { message: `the type ${type} instead of ${due.join(' or ')}`, pointer: `${pointer}/type`, exchange }
}

/** Nothing for a resource without an identity: that it has none is another check's concern. */
function getResourceKeys(resource: JsonObject): readonly string[] {
  const [type, id] = [getString(resource, 'type'), getString(resource, 'id')]
  return type === undefined || id === undefined ? [] : [`${type} ${id}`]
}

/** Several errors of different kinds share one response status, so only a single error must repeat it. */
function findErrorViolations({ object, pointer, exchange }: LocatedObject, count: number): readonly Violation[] {
  const status = getPath(object, 'status')
  const violation = { pointer: `${pointer}/status`, example: JSON.stringify(status), exchange }
  if (Object.keys(object).length === 0) return [{ message: 'an error says nothing', pointer, exchange }]
  if (status === undefined) return []
  if (typeof status !== 'string') return [{ ...violation, message: 'the status of an error is no text' }]
  return count > 1 || status === String(exchange.status)
    ? []
    : [{ ...violation, message: 'the status of an error is not that of the answer' }]
}
