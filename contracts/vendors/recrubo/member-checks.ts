import type { Check } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { checkEach, mergeJudgements, type Judgement, type Violation } from '../../kit/finding.ts'
import { getPath, isObject, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import {
  collectDocuments,
  collectErrorObjects,
  type LocatedObject,
  collectLinks,
  collectRelationships,
  collectResources,
} from './resources.ts'

/** What JSON:API 1.1 defines at each level; names with a colon belong to an extension, names with @ to anybody. */
const DEFINED_MEMBERS = {
  document: ['data', 'errors', 'meta', 'jsonapi', 'links', 'included'],
  resource: ['type', 'id', 'lid', 'attributes', 'relationships', 'links', 'meta'],
  relationship: ['links', 'data', 'meta'],
  error: ['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'],
} as const

const common = { level: 'MUST', remedy: 'let the run get documents' } as const

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
              witness: JSON.stringify(link),
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
    remedy: 'one flow run or more',
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
        witness: `${due}, ${id}`,
        exchange,
      }))
  })
}
