import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { getPath, getString, isObject, type Json } from '../../kit/json.ts'
import { checkEach, createNotApplicable, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  collectDocuments,
  collectErrorObjects,
  collectLinks,
  collectRelationships,
  collectResources,
  type LocatedObject,
} from './flow-runs.ts'

/** What JSON:API 1.1 defines at each level; names with a colon belong to an extension, names with @ to anybody. */
const DEFINED_MEMBERS = {
  document: ['data', 'errors', 'meta', 'jsonapi', 'links', 'included'],
  resource: ['type', 'id', 'lid', 'attributes', 'relationships', 'links', 'meta'],
  relationship: ['links', 'data', 'meta'],
  error: ['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'],
} as const

const common = { level: 'MUST', hint: 'let the run get documents' } as const

/** The JSON:API form of members, judged over everything that was exchanged. */
export const memberChecks: readonly Check[] = [
  createRecordCheck({
    ...common,
    id: 'JAPI-007',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Relationships: resource-relationships-object' },
    title: 'A relationship is an object with links, data or meta',
    unit: 'relationship',
    run: (context) =>
      checkEach(collectRelationships(context), ({ object, pointer, exchange }) =>
        DEFINED_MEMBERS.relationship.some((name) => name in object)
          ? null
          : { message: 'the relationship says nothing', pointer, exchange },
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-008',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Links' },
    title: 'A link is text, an object or null',
    unit: 'link',
    run: (context) =>
      checkEach(collectLinks(context), ({ name, link, pointer, exchange }) =>
        link === null || typeof link === 'string' || isObject(link)
          ? null
          : {
              message: 'a link of another kind',
              pointer: `${pointer}/links/${name}`,
              example: JSON.stringify(link),
              exchange,
            },
      ),
  }),
  createRecordCheck({
    ...common,
    id: 'JAPI-010',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Document Structure: additional-members' },
    title: 'Documents, resources, relationships and errors have no members that JSON:API does not define',
    unit: 'object with a defined set of members',
    run: (context) =>
      mergeJudgements([
        checkAdditionalMembers(collectDocuments(context), DEFINED_MEMBERS.document),
        checkAdditionalMembers(collectResources(context), DEFINED_MEMBERS.resource),
        checkAdditionalMembers(collectRelationships(context), DEFINED_MEMBERS.relationship),
        checkAdditionalMembers(collectErrorObjects(context), DEFINED_MEMBERS.error),
      ]),
  }),
  createRecordCheck({
    id: 'JAPI-012',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'FlowRunAttributes.flowId' },
    title: 'flowId and messageThreadId name what the relationship of the same name leads to',
    unit: 'relationship of a flow run',
    hint: 'one flow run or more',
    run: checkRelationshipIds,
  }),
]

function checkAdditionalMembers(found: readonly LocatedObject[], defined: readonly string[]): Judgement {
  return checkEach(found, ({ object, pointer, exchange }) =>
    Object.keys(object)
      .filter((name) => !defined.includes(name) && !name.includes(':') && !name.startsWith('@'))
      .map((name) => ({ message: 'a member that JSON:API does not define', pointer: `${pointer}/${name}`, exchange })),
  )
}

function checkRelationshipIds(context: CheckContext): Judgement {
  const runs = collectResources(context).filter(({ object }) => getString(object, 'type') === 'flowRuns')
  const pairs = runs.flatMap((run) => ['flow', 'messageThread'].map((name) => ({ ...run, name })))
  const told = pairs.filter(({ object, name }) => isObject(getPath(object, 'relationships', name)))
  return checkEach(told, ({ object, name, exchange }): readonly Violation[] => {
    const due = getString(object, 'attributes', `${name}Id`)
    const link = getString(object, 'relationships', name, 'links', 'related')
    const linked = link === undefined ? undefined : link.split(/[?#]/)[0]?.split('/').at(-1)
    const linkage = getString(object, 'relationships', name, 'data', 'id')
    return [linked, linkage]
      .filter((id) => id !== undefined && due !== undefined && id !== due)
      .map((id) => ({
        message: `${name}Id is not what the relationship names`,
        pointer: `/data/*/relationships/${name}`,
        example: `${due}, ${id}`,
        exchange,
      }))
  })
}

const namingDefaults = { hint: 'let the run get documents' } as const
/** JSON:API 1.1, Member Names: letters, digits and everything beyond ASCII; inside also hyphen, underscore and space. */
const LEGAL_NAME =
  /^(?:[a-zA-Z0-9\u0080-\u{10FFFF}](?:[a-zA-Z0-9\u0080-\u{10FFFF}_ -]*[a-zA-Z0-9\u0080-\u{10FFFF}])?)$/u

/** The names of members, and what errors point at, judged over everything that was exchanged. */
export const namingChecks: readonly Check[] = [
  createRecordCheck({
    ...namingDefaults,
    id: 'JAPI-006',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Resource Objects: resource-fields' },
    title: 'Attributes and relationships share one namespace, in which nothing is called id or type',
    unit: 'resource with attributes',
    run: (context) =>
      checkEach(
        collectResources(context).filter(({ object }) => isObject(getPath(object, 'attributes'))),
        ({ object, pointer, exchange }): readonly Violation[] => {
          const [attributes, relationships] = [
            listKeys(getPath(object, 'attributes')),
            listKeys(getPath(object, 'relationships')),
          ]
          const reserved = [...attributes, ...relationships].filter((name) => name === 'id' || name === 'type')
          const shared = attributes.filter((name) => relationships.includes(name))
          return [
            ...reserved.map((name) => ({
              message: `a field called ${name}`,
              pointer: `${pointer}/attributes`,
              exchange,
            })),
            ...shared.map((example) => ({
              message: 'a relationship called like an attribute',
              pointer,
              example,
              exchange,
            })),
          ]
        },
      ),
  }),
  createRecordCheck({
    ...namingDefaults,
    id: 'JAPI-009',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Member Names' },
    title: 'Fields, links and members of meta have names that JSON:API allows',
    unit: 'named member',
    run: (context) =>
      checkEach(collectNamedMembers(context), ({ name, pointer, exchange }) =>
        isLegalName(name) ? null : { message: 'an illegal name', pointer, example: name, exchange },
      ),
  }),
  createRecordCheck({
    id: 'JAPI-015',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Error Objects: source' },
    title: 'The source of an error points at something that was sent',
    unit: 'error with a source',
    hint: 'let the run be refused with a source',
    run: (context) => {
      const all = collectErrorObjects(context)
      const sourced = all.filter(({ object }) => isObject(getPath(object, 'source')))
      if (all.length > 0 && sourced.length === 0) throw createNotApplicable('no error of the target names a source')
      return checkEach(sourced, findSourceViolation)
    },
  }),
]

interface NamedMember extends Omit<LocatedObject, 'object'> {
  readonly name: string
}

function collectNamedMembers(context: CheckContext): readonly NamedMember[] {
  const holders = [...collectDocuments(context), ...collectResources(context)]
  return holders.flatMap(({ object, pointer, exchange }) =>
    ['attributes', 'relationships', 'links', 'meta'].flatMap((holder) =>
      listKeys(getPath(object, holder)).map((name) => ({ name, pointer: `${pointer}/${holder}`, exchange })),
    ),
  )
}

/** Names of an extension have its namespace before a colon, at-members belong to anybody. */
function isLegalName(name: string): boolean {
  return name.startsWith('@')
    ? isLegalName(name.slice(1))
    : name.split(':').length <= 2 && name.split(':').every((part) => LEGAL_NAME.test(part))
}

function listKeys(value: Json | undefined): readonly string[] {
  return isObject(value) ? Object.keys(value) : []
}

function findSourceViolation({ object, pointer, exchange }: LocatedObject): Violation | null {
  const [path, name] = [getString(object, 'source', 'pointer'), getString(object, 'source', 'parameter')]
  if (name !== undefined) {
    const { searchParams } = new URL(exchange.request.path, 'http://target.invalid')
    return searchParams.has(name)
      ? null
      : { message: 'the parameter was not sent', pointer: `${pointer}/source/parameter`, example: name, exchange }
  }
  if (path === undefined || isResolvablePointer(path, exchange.request.body)) return null
  return { message: 'the pointer leads nowhere', pointer: `${pointer}/source/pointer`, example: path, exchange }
}

/** Of a member that is missing a pointer can only name the place where it belongs. */
function isResolvablePointer(pointer: string, body: string | undefined): boolean {
  if (body === undefined || (pointer !== '' && !pointer.startsWith('/'))) return false
  const steps = pointer.split('/').slice(1)
  const unescaped = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const ways = unescaped.slice(0, -1).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const parent = getPath(JSON.parse(body) as Json, ...ways)
  return pointer === '' || isObject(parent) || Array.isArray(parent)
}
