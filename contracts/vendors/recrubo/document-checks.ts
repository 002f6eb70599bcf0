import type { Check } from '../../kit/check.ts'
import { recordCheck } from '../../kit/checks/record-check.ts'
import { headerOf, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { at, type JsonObject, textAt } from '../../kit/json.ts'
import { repeated } from '../../kit/oracles/sets.ts'
import { includedOf, MEDIA_TYPE, primaryOf } from './flow-runs.ts'
import { documents, errorObjects, type Found, isOfRuns, resources } from './resources.ts'

const RELATED = ['flows', 'messageThreads']
const common = { level: 'MUST', unit: 'document', remedy: 'let the run get documents' } as const

/** The JSON:API form of documents and of the resources in them, judged over everything that was exchanged. */
export const documentChecks: readonly Check[] = [
  recordCheck({
    ...common,
    id: 'JAPI-001',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Content Negotiation: response-content-type' },
    title: 'Content comes as application/vnd.api+json without parameters other than ext and profile',
    unit: 'answer with content',
    judge: (context) =>
      judgeEach(
        context
          .exchanges()
          .filter(({ call, bytes, method }) => call.operation !== null && bytes.length > 0 && method !== 'HEAD'),
        (exchange) => {
          const header = headerOf(exchange, 'content-type') ?? 'nothing'
          return isPlainMediaType(header) ? null : { what: 'another Content-Type', witness: header, exchange }
        },
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-002',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Top Level: required-top-level, data-errors' },
    title: 'A document has data, errors or meta, and never data together with errors',
    judge: (context) =>
      judgeEach(documents(context), ({ object, exchange }) => {
        if ('data' in object && 'errors' in object) return { what: 'data together with errors', exchange }
        return ['data', 'errors', 'meta'].some((name) => name in object)
          ? null
          : { what: 'neither data nor errors nor meta', exchange }
      }),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-003',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Top Level: data-included' },
    title: 'No document has included without data',
    judge: (context) =>
      judgeEach(documents(context), ({ object, exchange }) =>
        'included' in object && !('data' in object)
          ? { what: 'included without data', pointer: '/included', exchange }
          : null,
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-004',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Resource Objects: resource-id-type-types' },
    title: 'Every resource has an id and a type, both of them text',
    unit: 'resource',
    judge: (context) =>
      judgeEach(resources(context), ({ object, pointer, exchange }) =>
        ['id', 'type'].flatMap((name) =>
          typeof at(object, name) === 'string'
            ? []
            : [
                {
                  what: `${name} is no text`,
                  pointer: `${pointer}/${name}`,
                  witness: JSON.stringify(at(object, name)),
                  exchange,
                },
              ],
        ),
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-005',
    source: { kind: 'vendor', statement: 'FlowRun.type' },
    title: 'Primary resources are flowRuns, included ones flows and messageThreads',
    unit: 'resource',
    judge: (context) =>
      judgeEach(
        resources(context).filter(({ exchange }) => isSuccess(exchange) && isOfRuns(exchange)),
        (found) => ofDueType(found),
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-011',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Compound Documents: resource-unique' },
    title: 'No document has two resources of one type and id',
    judge: (context) =>
      judgeEach(
        documents(context).filter(({ object }) => 'data' in object),
        ({ exchange }) => {
          const names = [...primaryOf(exchange.body), ...includedOf(exchange.body)].flatMap(identity)
          return repeated(names).map((witness) => ({ what: 'a resource stands twice', witness, exchange }))
        },
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-014',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Error Objects' },
    title: 'Errors are a list of objects that say something, with the HTTP status as text',
    unit: 'error document',
    remedy: 'let the run be refused',
    judge: (context) =>
      judgeEach(
        documents(context).filter(({ exchange }) => exchange.status >= 400),
        ({ object, exchange }): readonly Violation[] => {
          const errors = object['errors']
          if (!Array.isArray(errors) || errors.length === 0)
            return [{ what: 'errors is no list', pointer: '/errors', exchange }]
          const own = errorObjects({ ...context, exchanges: () => [exchange] })
          return own.length < errors.length
            ? [{ what: 'an error is no object', pointer: '/errors/*', exchange }]
            : own.flatMap((found) => errorFlaws(found, errors.length))
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
const PRIMARY = [
  ['Flows', 'flows'],
  ['readFlow', 'flows'],
  ['MessageThreads', 'messageThreads'],
  ['readMessageThread', 'messageThreads'],
  ['Webhooks', 'webhooks'],
  ['Webhook', 'webhooks'],
  ['Organization', 'organizations'],
] as const

function ofDueType({ object, pointer, exchange }: Found): Violation | null {
  const type = textAt(object, 'type') ?? ''
  const primary = PRIMARY.find(([ending]) => exchange.call.operation?.endsWith(ending) === true)?.[1] ?? 'flowRuns'
  const due = pointer === '/data' ? [primary] : RELATED
  return due.includes(type)
    ? null
    : { what: `the type ${type} instead of ${due.join(' or ')}`, pointer: `${pointer}/type`, exchange }
}

/** Nothing for a resource without an identity: that it has none is another check's concern. */
function identity(resource: JsonObject): readonly string[] {
  const [type, id] = [textAt(resource, 'type'), textAt(resource, 'id')]
  return type === undefined || id === undefined ? [] : [`${type} ${id}`]
}

/** Several errors of different kinds share one response status, so only a single error must repeat it. */
function errorFlaws({ object, pointer, exchange }: Found, count: number): readonly Violation[] {
  const status = at(object, 'status')
  const violation = { pointer: `${pointer}/status`, witness: JSON.stringify(status), exchange }
  if (Object.keys(object).length === 0) return [{ what: 'an error says nothing', pointer, exchange }]
  if (status === undefined) return []
  if (typeof status !== 'string') return [{ ...violation, what: 'the status of an error is no text' }]
  return count > 1 || status === String(exchange.status)
    ? []
    : [{ ...violation, what: 'the status of an error is not that of the answer' }]
}
