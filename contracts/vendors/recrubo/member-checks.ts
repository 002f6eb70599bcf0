import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, citeJsonApi, citeVendor } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { getPath, getString, isObject, type Json } from '../../kit/json.ts'
import { checkEach, createNotApplicable, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { RELATED_NAMES } from './flow-runs.ts'
import {
  collectDocuments,
  collectErrorObjects,
  collectLinks,
  collectRelationships,
  collectResources,
  createObjectCheck,
  type LocatedObject,
} from './document-checks.ts'

/** The members that JSON:API 1.1 defines at each level. Names with a colon belong to extensions; names with @ are free. */
const DEFINED_MEMBERS = {
  document: ['data', 'errors', 'meta', 'jsonapi', 'links', 'included'],
  resource: ['type', 'id', 'lid', 'attributes', 'relationships', 'links', 'meta'],
  relationship: ['links', 'data', 'meta'],
  error: ['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'],
} as const

/** JSON:API 1.1, Member Names: letters, digits and non-ASCII characters; inside also hyphen, underscore and space. */
const MEMBER_NAME =
  /^(?:[a-zA-Z0-9\u0080-\u{10FFFF}](?:[a-zA-Z0-9\u0080-\u{10FFFF}_ -]*[a-zA-Z0-9\u0080-\u{10FFFF}])?)$/u

const hint = 'readable documents'

/** JSON:API members, checked in every recorded response. */
export const memberChecks: readonly Check[] = [
  createObjectCheck('JAPI-007', citeJsonApi('MUST', 'Relationships: resource-relationships-object'), {
    title: 'A relationship is an object with `links`, `data` or `meta`',
    evidence: ['relationship', hint],
    collect: collectRelationships,
    judge: ({ object, pointer, exchange }) =>
      DEFINED_MEMBERS.relationship.some((name) => name in object)
        ? null
        : { message: 'a relationship without links, data and meta', pointer, exchange },
  }),
  createObjectCheck('JAPI-008', citeJsonApi('MUST', 'Links'), {
    title: 'A link is a string, an object or null',
    evidence: ['link', hint],
    collect: collectLinks,
    judge: ({ name, link, pointer, exchange }) => {
      if (link === null || typeof link === 'string' || isObject(link)) return null
      const message = 'a link of another type'
      return { message, pointer: `${pointer}/links/${name}`, example: JSON.stringify(link), exchange }
    },
  }),
  createRecordCheck('JAPI-010', citeJsonApi('MUST', 'Document Structure: additional-members'), {
    title: 'Documents, resources, relationships and errors have only the members that JSON:API defines',
    evidence: ['object with a defined set of members', hint],
    run: (context) =>
      mergeJudgements([
        checkAdditionalMembers(collectDocuments(context), DEFINED_MEMBERS.document),
        checkAdditionalMembers(collectResources(context), DEFINED_MEMBERS.resource),
        checkAdditionalMembers(collectRelationships(context), DEFINED_MEMBERS.relationship),
        checkAdditionalMembers(collectErrorObjects(context), DEFINED_MEMBERS.error),
      ]),
  }),
  createObjectCheck('JAPI-012', citeVendor('SHOULD', 'FlowRunAttributes.flowId'), {
    title: '`flowId` and `messageThreadId` equal the ids in the relationships',
    evidence: ['relationship of a flow run', 'one flow run or more'],
    collect: (context) => {
      const runs = collectResources(context).filter(({ object }) => getString(object, 'type') === 'flowRuns')
      return runs
        .flatMap((run) => RELATED_NAMES.map((name) => ({ ...run, name })))
        .filter(({ object, name }) => isObject(getPath(object, 'relationships', name)))
    },
    judge: ({ object, name, exchange }) => {
      const expected = getString(object, 'attributes', `${name}Id`)
      const link = getString(object, 'relationships', name, 'links', 'related')
      const linkId = link === undefined ? undefined : link.split(/[?#]/)[0]?.split('/').at(-1)
      const linkageId = getString(object, 'relationships', name, 'data', 'id')
      const message = `${name}Id is not the id in the relationship`
      const violation = { message, pointer: `/data/*/relationships/${name}`, exchange }
      return [linkId, linkageId]
        .filter((id) => id !== undefined && expected !== undefined && id !== expected)
        .map((id) => ({ ...violation, example: `${expected}, ${id}` }))
    },
  }),
]

function checkAdditionalMembers(objects: readonly LocatedObject[], defined: readonly string[]): Judgement {
  return checkEach(objects, ({ object, pointer, exchange }) =>
    Object.keys(object)
      .filter((name) => !defined.includes(name) && !name.includes(':') && !name.startsWith('@'))
      .map((name) => ({ message: 'a member that JSON:API does not define', pointer: `${pointer}/${name}`, exchange })),
  )
}

/** Member names and the sources of errors, checked in every recorded response. */
export const namingChecks: readonly Check[] = [
  createObjectCheck('JAPI-006', citeJsonApi('MUST', 'Resource Objects: resource-fields'), {
    title: 'Attributes and relationships have different names, none of them `id` or `type`',
    evidence: ['resource with attributes', hint],
    collect: (context) => collectResources(context).filter(({ object }) => isObject(object['attributes'])),
    judge: ({ object, pointer, exchange }): readonly Violation[] => {
      const [attributes, relationships] = [listKeys(object['attributes']), listKeys(object['relationships'])]
      const reserved = [...attributes, ...relationships].filter((name) => name === 'id' || name === 'type')
      const shared = attributes.filter((name) => relationships.includes(name))
      const message = 'an attribute and a relationship of the same name'
      return [
        ...reserved.map((name) => ({ message: `a field named ${name}`, pointer: `${pointer}/attributes`, exchange })),
        ...shared.map((example) => ({ message, pointer, example, exchange })),
      ]
    },
  }),
  createObjectCheck('JAPI-009', citeJsonApi('MUST', 'Member Names'), {
    title: 'Names of fields, links and meta members are valid JSON:API member names',
    evidence: ['member name', hint],
    collect: collectNamedMembers,
    judge: ({ name, pointer, exchange }) =>
      isValidName(name) ? null : { message: 'an invalid member name', pointer, example: name, exchange },
  }),
  createObjectCheck('JAPI-015', citeJsonApi('SHOULD', 'Error Objects: source'), {
    title: 'The source of an error points to a part of the request',
    evidence: ['error with a source', 'a rejected request whose error has a source'],
    collect: (context) => {
      const errors = collectErrorObjects(context)
      const withSource = errors.filter(({ object }) => isObject(object['source']))
      if (errors.length > 0 && withSource.length === 0)
        throw createNotApplicable('the errors of the target have no source')
      return withSource
    },
    judge: findSourceViolation,
  }),
]

interface NamedMember extends Omit<LocatedObject, 'object'> {
  readonly name: string
}

function collectNamedMembers(context: CheckContext): readonly NamedMember[] {
  const holders = [...collectDocuments(context), ...collectResources(context)]
  return holders.flatMap(({ object, pointer, exchange }) =>
    ['attributes', 'relationships', 'links', 'meta'].flatMap((holder) =>
      listKeys(object[holder]).map((name) => ({ name, pointer: `${pointer}/${holder}`, exchange })),
    ),
  )
}

/** Accepts `name`, `namespace:name` of an extension, and either with a leading @. */
function isValidName(name: string): boolean {
  const parts = name.replace(/^@+/, '').split(':')
  return parts.length <= 2 && parts.every((part) => MEMBER_NAME.test(part))
}

function listKeys(value: Json | undefined): readonly string[] {
  return isObject(value) ? Object.keys(value) : []
}

function findSourceViolation({ object, pointer, exchange }: LocatedObject): Violation | null {
  const [sourcePointer, name] = [getString(object, 'source', 'pointer'), getString(object, 'source', 'parameter')]
  if (name !== undefined) {
    const { searchParams } = new URL(exchange.request.path, 'http://target.invalid')
    if (searchParams.has(name)) return null
    return { message: 'the parameter was not sent', pointer: `${pointer}/source/parameter`, example: name, exchange }
  }
  if (sourcePointer === undefined || isResolvablePointer(sourcePointer, exchange.request.body)) return null
  const message = 'the pointer does not resolve in the request body'
  return { message, pointer: `${pointer}/source/pointer`, example: sourcePointer, exchange }
}

/** True when the parent of the pointer exists; a missing member can be named only by its place. */
function isResolvablePointer(pointer: string, body: string | undefined): boolean {
  if (body === undefined || (pointer !== '' && !pointer.startsWith('/'))) return false
  const steps = pointer.split('/').slice(1, -1)
  const unescaped = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const path = unescaped.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const parent = getPath(JSON.parse(body) as Json, ...path)
  return pointer === '' || isObject(parent) || Array.isArray(parent)
}
