import { type Check, type VendorName, vendors } from '../contracts/index.ts'
import { contractOf, type Operation } from '../contracts/kit/contract.ts'
import { isNullable } from '../contracts/kit/places.ts'
import { isFreeMap } from '../contracts/kit/shape.ts'
import type { JsonSchema, SpecDocument } from '../contracts/kit/spec-document.ts'
import type { Surface } from '../contracts/kit/surface.ts'
import { survey as idnow } from '../contracts/vendors/idnow/surface.ts'
import { survey as qyvo } from '../contracts/vendors/qyvo/surface.ts'
import { survey as rapidpro } from '../contracts/vendors/rapidpro/surface.ts'
import { survey as recrubo } from '../contracts/vendors/recrubo/surface.ts'
import { type Asking, ASKING, STATUSES, UNSEEN } from './requirement-reasons.ts'

const SURFACES: Readonly<Record<VendorName, Surface>> = {
  qyvo: qyvo.surface,
  recrubo: recrubo.surface,
  rapidpro: rapidpro.surface,
  idnow: idnow.surface,
}

const INTRODUCTION = `<!-- Written by \`npm run docs\` from spec/ and the suite; do not edit. -->

# Which check judges which statement

Every operation, response, parameter and property that a document describes, with the [checks](checks.md) that judge it or the reason
why none does. A check that has a statement of the document for its source stands first. Checks of all answers (HTTP-002 to HTTP-009,
SCH-009, SEC-001, NEG-009 and the like) judge every answer besides, and are not repeated in every line.
`

/** The page of statements, from the documents and the suite; fails for an operation that nobody has thought of. */
export function requirementCatalogue(): string {
  return [INTRODUCTION, ...(Object.keys(vendors) as readonly VendorName[]).map(partOf)].join('\n')
}

function partOf(vendor: VendorName): string {
  const { title, document, checks } = vendors[vendor]
  const contract = contractOf(document)
  const asked = contract.operations.filter((operation) => !('reason' in askingOf(vendor, operation)))
  const known = reachable(document, asked)
  const lines = [
    ...contract.operations.flatMap((operation) => operationLines(vendor, operation)),
    ...asked.flatMap((operation) =>
      Object.keys(operation.responses).map((status) => statusLine(vendor, operation, status)),
    ),
    ...asked.flatMap((operation) => parameterLines(vendor, operation)),
    ...Object.entries(contract.schemas).map(([name, schema]) => schemaLine({ name, schema, checks, known })),
  ]
  return `## ${title}\n\n| statement | checks | left out, because |\n|---|---|---|\n${merged(lines).join('\n')}\n`
}

/** One statement, or several that are said in one breath. */
interface Line {
  readonly statement: string
  readonly checks: readonly string[]
  readonly reason: string
}

/** Statements that are judged alike stand in one line. */
function merged(lines: readonly Line[]): readonly string[] {
  const keyOf = ({ checks, reason }: Line): string => `${[...new Set(checks)].join(' ')} | ${reason}`
  return [...new Set(lines.map(keyOf))].map((key) => {
    const alike = lines.filter((line) => keyOf(line) === key).map(({ statement }) => `\`${statement}\``)
    return `| ${alike.join(', ')} | ${key} |`
  })
}

function operationLines(vendor: VendorName, operation: Operation): readonly Line[] {
  const asking = askingOf(vendor, operation)
  const own = sourced(vendors[vendor].checks, (statement) => statement === operation.id)
  return 'reason' in asking
    ? [{ statement: operation.id, checks: own, reason: asking.reason }]
    : [{ statement: operation.id, checks: [...own, ...asking.asked], reason: '' }]
}

function parameterLines(vendor: VendorName, operation: Operation): readonly Line[] {
  return Object.keys(operation.parameters).map((name) => {
    const statement = `${operation.id}?${name}`
    const own = sourced(vendors[vendor].checks, (one) => one === statement)
    return { statement, checks: [...own, ...generalOf(operation, name, SURFACES[vendor])], reason: '' }
  })
}

function askingOf(vendor: VendorName, { id }: Operation): Asking {
  const { reads, unread } = SURFACES[vendor]
  if (id in reads) return { asked: ['HTTP-001', 'HTTP-010', 'AUTH-001', 'NEG-010'] }
  const reason = unread[id]
  const asking = reason === undefined ? ASKING[vendor][id] : { reason }
  if (asking === undefined)
    throw new Error(`${vendor}: nobody says how ${id} is judged; add it to scripts/requirement-reasons.ts`)
  return asking
}

function statusLine(vendor: VendorName, operation: Operation, status: string): Line {
  const statement = `${operation.id}/${status}`
  const own = sourced(vendors[vendor].checks, (one) => one === statement)
  const usual = STATUSES[status]
  if (usual === undefined) throw new Error(`${vendor}: nobody says how status ${status} of ${operation.id} is judged`)
  const unseen = own.length > 0 ? undefined : UNSEEN[vendor]?.[status]
  const general = unseen !== undefined || typeof usual === 'string' ? [] : usual
  const reason = unseen ?? (typeof usual === 'string' ? usual : '')
  return { statement, checks: present(vendor, [...own, ...general]), reason }
}

/** A check that a vendor does not have cannot judge anything of it. */
function present(vendor: VendorName, ids: readonly string[]): readonly string[] {
  const own = vendors[vendor].checks.map(({ id }) => id)
  return ids.filter((id) => own.includes(id))
}

function generalOf(operation: Operation, name: string, { filters, single }: Surface): readonly string[] {
  if (operation.path.includes(`{${name}}`)) {
    return single[operation.id] === name ? ['ERR-003', 'HTTP-031', 'NEG-003'] : ['HTTP-001', 'NEG-003']
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

function schemaLine({ name, schema, checks, known }: SchemaParts): Line {
  const own = sourced(checks, (one) => one === name || one.startsWith(`${name}.`))
  const properties = Object.values((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>)
  const statement = properties.length === 0 ? name : `${name}.*`
  if (known.shown.has(name))
    return { statement, checks: [...own, 'SCH-001', ...byKeyword([schema, ...properties])], reason: '' }
  const reason = known.sent.has(name)
    ? 'what clients send; its effects are judged'
    : 'it belongs to an operation or a message that nobody asks for'
  return { statement, checks: own, reason: own.length > 0 ? '' : reason }
}

function byKeyword(schemas: readonly JsonSchema[]): readonly string[] {
  const some = (speaks: (schema: JsonSchema) => boolean): boolean => schemas.some(speaks)
  return [
    ...(some(isNullable) ? ['SCH-003'] : []),
    ...(some((schema) => Array.isArray(schema['enum'])) ? ['SCH-004'] : []),
    ...(some((schema) => 'format' in schema) ? ['SCH-005'] : []),
    ...(some(isFreeMap) ? ['SCH-007'] : []),
  ]
}

/** The schemas that answers of asked operations show, and those that requests to them send. */
function reachable(document: SpecDocument, asked: readonly Operation[]): SchemaParts['known'] {
  const [shown, sent] = [new Set<string>(), new Set<string>()]
  for (const item of Object.values(document.paths)) {
    for (const raw of Object.values(item) as readonly {
      operationId?: string
      responses?: unknown
      requestBody?: unknown
    }[]) {
      if (!asked.some(({ id }) => id === raw.operationId)) continue
      collect(document, raw.responses, shown)
      collect(document, raw.requestBody, sent)
    }
  }
  return { shown, sent }
}

function collect(document: SpecDocument, value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  const reference = (value as { readonly $ref?: unknown }).$ref
  if (typeof reference === 'string') {
    const [, , kind = '', name = ''] = reference.split('/')
    if (kind === 'schemas' && found.has(name)) return
    if (kind === 'schemas') found.add(name)
    collect(document, document.components[kind]?.[name], found)
  }
  for (const inner of Object.values(value)) collect(document, inner, found)
}

function sourced(checks: readonly Check[], matches: (statement: string) => boolean): readonly string[] {
  return checks.flatMap(({ id, source }) => (source.kind === 'vendor' && matches(source.statement) ? [id] : []))
}
