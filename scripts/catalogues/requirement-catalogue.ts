import { type Check, type VendorName, vendors } from '../../contracts/index.ts'
import type { ReadableApi } from '../../contracts/kit/checks/readable-api.ts'
import { type Operation, parseContract } from '../../contracts/kit/spec/contract.ts'
import { isNullable } from '../../contracts/kit/spec/schema-locations.ts'
import type { JsonSchema, SpecDocument } from '../../contracts/kit/spec/spec-document.ts'
import { isFreeMap } from '../../contracts/kit/spec/validate-shape.ts'
import { survey as idnow } from '../../contracts/vendors/idnow/generic-checks.ts'
import { survey as qyvo } from '../../contracts/vendors/qyvo/generic-checks.ts'
import { survey as rapidpro } from '../../contracts/vendors/rapidpro/generic-checks.ts'
import { survey as recrubo } from '../../contracts/vendors/recrubo/generic-checks.ts'

/** The checks that send an operation, or the reason why none does. */
export type Coverage = { readonly checks: readonly string[] } | { readonly reason: string }

const FLOW_RUNS = { checks: ['JAPI-060 to JAPI-104', 'NEG-005', 'NEG-006', 'ENC-001', 'CONS-001'] } as const
const WEBHOOKS = { checks: ['JAPI-118', 'JAPI-119', 'JAPI-120'] } as const
const SENDS_MESSAGES = 'it sends messages to people, so the suite never sends this operation'
const NOT_OF_FLOWS = 'the suite checks the sessions of flows, which do not use it'
const NO_UNDO = 'the suite cannot undo the change, so it never sends this operation'

/** Coverage of the operations that the generic checks do not read. */
const COVERAGE: Readonly<Record<VendorName, Readonly<Record<string, Coverage>>>> = {
  qyvo: {
    triggerFlow: { checks: ['POLL-028', 'POLL-033', 'LIFE-006'] },
    getFlow: { checks: ['HTTP-001', 'SCH-001'] },
    createContact: { checks: ['POLL-041', 'HTTP-001', 'SCH-001'] },
    getContact: { checks: ['POLL-041', 'HTTP-001', 'SCH-001'] },
    updateContact: { checks: ['POLL-039', 'HTTP-001', 'SCH-001'] },
    searchContacts: { checks: ['HTTP-001', 'SCH-001', 'TIME-005'] },
    triggerSequence: { reason: SENDS_MESSAGES },
    sendTextMessage: { reason: SENDS_MESSAGES },
    sendTemplateMessage: { reason: SENDS_MESSAGES },
    addTag: { reason: NOT_OF_FLOWS },
    removeTag: { reason: NOT_OF_FLOWS },
    listTags: { reason: NOT_OF_FLOWS },
    getSequence: { reason: NOT_OF_FLOWS },
    listTemplates: { reason: NOT_OF_FLOWS },
    getTemplate: { reason: NOT_OF_FLOWS },
  },
  recrubo: {
    createFlowRun: FLOW_RUNS,
    updateFlowRun: FLOW_RUNS,
    deleteFlowRun: FLOW_RUNS,
    createWebhook: WEBHOOKS,
    updateWebhook: WEBHOOKS,
    deleteWebhook: WEBHOOKS,
    updateOrganization: { reason: NO_UNDO },
  },
  rapidpro: {
    createFlowStart: { checks: ['CUR-058', 'CUR-061', 'CUR-062', 'LIFE-006'] },
    writeContact: { checks: ['CUR-067', 'HTTP-001', 'SCH-001'] },
    deleteContact: { reason: NO_UNDO },
    writeGroup: { reason: NO_UNDO },
    deleteGroup: { reason: NO_UNDO },
    writeField: { reason: NO_UNDO },
  },
  idnow: {
    issueToken: {
      reason:
        'it needs the secret of an API client, and a run has only a token; the suite checks the rejection of a wrong secret',
    },
    createSession: { checks: ['LIFE-006', 'HTTP-001', 'SCH-001'] },
  },
}

/** Checks of a documented status, for every operation; a text in place of a list is the reason why no check covers it. */
const STATUS_CHECKS: Readonly<Record<string, readonly string[] | string>> = {
  200: ['HTTP-001', 'HTTP-003', 'SCH-001'],
  201: ['HTTP-001', 'HTTP-003', 'SCH-001'],
  204: ['HTTP-001', 'HTTP-015'],
  301: ['HTTP-001', 'HTTP-024'],
  302: ['HTTP-001', 'HTTP-024'],
  400: ['ERR-005', 'ERR-009', 'SCH-012'],
  401: ['AUTH-001', 'AUTH-002', 'AUTH-004', 'SCH-012'],
  403: ['AUTH-001', 'AUTH-002', 'SCH-012'],
  404: ['ERR-003', 'SCH-012'],
  405: ['HTTP-012', 'HTTP-013'],
  406: ['HTTP-019', 'SCH-012'],
  409: ['JAPI-068', 'JAPI-089'],
  415: ['JAPI-020'],
  422: ['ERR-005', 'SCH-012'],
  429: ['ERR-008', 'RATE-002'],
  500: 'a correct target never returns it; NEG-* fail when a target does',
}

/** Statuses that have another meaning than usual, or that a run does not receive. */
const UNSEEN_STATUSES: Readonly<Partial<Record<VendorName, Readonly<Record<string, string>>>>> = {
  qyvo: {
    302: 'only browsers are redirected; the suite always requests JSON',
    403: 'a run has no token without the scope',
    404: 'the suite reads no operation with an id in its path',
  },
  recrubo: { 403: 'a run has no key without read permission' },
  rapidpro: {
    404: 'it stands for an unknown format or cursor; CUR-012 checks the cursor',
    406: 'the suffix of the path selects the format, whatever Accept says',
  },
  idnow: {
    400: ['PAGE-011', 'PAGE-012', 'PAGE-017'].join(', '),
    403: 'a run has no token of the other environment',
  },
}

const SURFACES: Readonly<Record<VendorName, ReadableApi>> = {
  qyvo: qyvo.api,
  recrubo: recrubo.api,
  rapidpro: rapidpro.api,
  idnow: idnow.api,
}

const INTRODUCTION = `<!-- Written by \`npm run docs\` from spec/ and the suite; do not edit. -->

# Checks by documented statement

Every operation, response, parameter and property of the documents, with the [checks](checks.md) that cover it or the reason why none
does. Checks whose source is the statement itself come first. Checks of every response (HTTP-002 to HTTP-009, SCH-009, SEC-001,
NEG-009 and the like) apply as well and are not repeated on every line.
`

/** Renders docs/requirements.md. @throws for an operation or a status without coverage or reason */
export function renderRequirementCatalogue(): string {
  return [INTRODUCTION, ...(Object.keys(vendors) as readonly VendorName[]).map(renderVendor)].join('\n')
}

function renderVendor(vendor: VendorName): string {
  const { title, document, checks } = vendors[vendor]
  const contract = parseContract(document)
  const coveredOperations = contract.operations.filter((operation) => !('reason' in findCoverage(vendor, operation)))
  const known = findReachableSchemas(document, coveredOperations)
  const lines = [
    ...contract.operations.flatMap((operation) => createOperationLines(vendor, operation)),
    ...coveredOperations.flatMap((operation) =>
      Object.keys(operation.responses).map((status) => createStatusLine(vendor, operation, status)),
    ),
    ...coveredOperations.flatMap((operation) => createParameterLines(vendor, operation)),
    ...Object.entries(contract.schemas).map(([name, schema]) => createSchemaLine({ name, schema, checks, known })),
  ]
  return `## ${title}\n\n| statement | checks | not checked because |\n|---|---|---|\n${mergeLines(lines).join('\n')}\n`
}

interface Line {
  readonly statement: string
  readonly checks: readonly string[]
  readonly reason: string
}

/** Groups statements with equal checks and reason into one line. */
function mergeLines(lines: readonly Line[]): readonly string[] {
  const getLineKey = ({ checks, reason }: Line): string => `${[...new Set(checks)].join(' ')} | ${reason}`
  return [...new Set(lines.map(getLineKey))].map((key) => {
    const alike = lines.filter((line) => getLineKey(line) === key).map(({ statement }) => `\`${statement}\``)
    return `| ${alike.join(', ')} | ${key} |`
  })
}

function createOperationLines(vendor: VendorName, operation: Operation): readonly Line[] {
  const coverage = findCoverage(vendor, operation)
  const own = findSourcedChecks(vendors[vendor].checks, (statement) => statement === operation.id)
  return 'reason' in coverage
    ? [{ statement: operation.id, checks: own, reason: coverage.reason }]
    : [{ statement: operation.id, checks: [...own, ...coverage.checks], reason: '' }]
}

function createParameterLines(vendor: VendorName, operation: Operation): readonly Line[] {
  return Object.keys(operation.parameters).map((name) => {
    const statement = `${operation.id}?${name}`
    const own = findSourcedChecks(vendors[vendor].checks, (one) => one === statement)
    return { statement, checks: [...own, ...listGeneralChecks(operation, name, SURFACES[vendor])], reason: '' }
  })
}

function findCoverage(vendor: VendorName, { id }: Operation): Coverage {
  const { reads, skippedReads } = SURFACES[vendor]
  if (id in reads) return { checks: ['HTTP-001', 'HTTP-010', 'AUTH-001', 'NEG-010'] }
  const reason = skippedReads[id]
  const coverage = reason === undefined ? COVERAGE[vendor][id] : { reason }
  if (coverage === undefined)
    throw new Error(
      `${vendor}: no coverage for ${id}; add it to COVERAGE in scripts/catalogues/requirement-catalogue.ts`,
    )
  return coverage
}

function createStatusLine(vendor: VendorName, operation: Operation, status: string): Line {
  const statement = `${operation.id}/${status}`
  const own = findSourcedChecks(vendors[vendor].checks, (one) => one === statement)
  const usual = STATUS_CHECKS[status]
  if (usual === undefined)
    throw new Error(`${vendor}: no checks for status ${status} of ${operation.id}; add it to STATUS_CHECKS`)
  const unseen = own.length > 0 ? undefined : UNSEEN_STATUSES[vendor]?.[status]
  const general = unseen !== undefined || typeof usual === 'string' ? [] : usual
  const reason = unseen ?? (typeof usual === 'string' ? usual : '')
  return { statement, checks: keepExisting(vendor, [...own, ...general]), reason }
}

/** Keeps the ids of checks that the vendor has. */
function keepExisting(vendor: VendorName, ids: readonly string[]): readonly string[] {
  const own = vendors[vendor].checks.map(({ id }) => id)
  return ids.filter((id) => own.includes(id))
}

function listGeneralChecks(
  operation: Operation,
  name: string,
  { filters, detailReads }: ReadableApi,
): readonly string[] {
  if (operation.path.includes(`{${name}}`)) {
    return detailReads[operation.id] === name ? ['ERR-003', 'HTTP-031', 'NEG-003'] : ['HTTP-001', 'NEG-003']
  }
  if (operation.method !== 'GET') return ['HTTP-001']
  const filtered = filters.some((one) => one.operation === operation.id && one.parameter.startsWith(name))
  return filtered ? ['ENC-003', 'HTTP-027', 'SEC-005', 'SEC-006', 'NEG-001'] : ['HTTP-029', 'NEG-001', 'NEG-012']
}

interface SchemaParts {
  readonly name: string
  readonly schema: JsonSchema
  readonly checks: readonly Check[]
  readonly known: { readonly shown: ReadonlySet<string>; readonly sent: ReadonlySet<string> }
}

function createSchemaLine({ name, schema, checks, known }: SchemaParts): Line {
  const own = findSourcedChecks(checks, (one) => one === name || one.startsWith(`${name}.`))
  const properties = Object.values((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>)
  const statement = properties.length === 0 ? name : `${name}.*`
  if (known.shown.has(name))
    return { statement, checks: [...own, 'SCH-001', ...listKeywordChecks([schema, ...properties])], reason: '' }
  const reason = known.sent.has(name)
    ? 'clients send it; its effects are checked'
    : 'it belongs to an operation or a message that the suite does not request'
  return { statement, checks: own, reason: own.length > 0 ? '' : reason }
}

function listKeywordChecks(schemas: readonly JsonSchema[]): readonly string[] {
  const hasSchema = (matches: (schema: JsonSchema) => boolean): boolean => schemas.some(matches)
  return [
    ...(hasSchema(isNullable) ? ['SCH-003'] : []),
    ...(hasSchema((schema) => Array.isArray(schema['enum'])) ? ['SCH-004'] : []),
    ...(hasSchema((schema) => 'format' in schema) ? ['SCH-005'] : []),
    ...(hasSchema(isFreeMap) ? ['SCH-007'] : []),
  ]
}

/** Returns the schemas of the responses (`shown`) and of the requests (`sent`) of the operations. */
function findReachableSchemas(document: SpecDocument, operations: readonly Operation[]): SchemaParts['known'] {
  const [shown, sent] = [new Set<string>(), new Set<string>()]
  for (const item of Object.values(document.paths)) {
    for (const raw of Object.values(item) as readonly {
      operationId?: string
      responses?: unknown
      requestBody?: unknown
    }[]) {
      if (!operations.some(({ id }) => id === raw.operationId)) continue
      collectSchemas(document, raw.responses, shown)
      collectSchemas(document, raw.requestBody, sent)
    }
  }
  return { shown, sent }
}

function collectSchemas(document: SpecDocument, value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  const reference = (value as { readonly $ref?: unknown }).$ref
  if (typeof reference === 'string') {
    const [, , kind = '', name = ''] = reference.split('/')
    if (kind === 'schemas' && found.has(name)) return
    if (kind === 'schemas') found.add(name)
    collectSchemas(document, document.components[kind]?.[name], found)
  }
  for (const inner of Object.values(value)) collectSchemas(document, inner, found)
}

function findSourcedChecks(checks: readonly Check[], matches: (statement: string) => boolean): readonly string[] {
  return checks.flatMap(({ id, source }) => (source.kind === 'vendor' && matches(source.statement) ? [id] : []))
}
