import type { Check } from '../../kit/check.ts'
import { recordCheck } from '../../kit/checks/record-check.ts'
import { judgeEach, together, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, isObject, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { documents, errorObjects, type Found, linkMembers, relationships, resources } from './resources.ts'

/** What JSON:API 1.1 defines at each level; names with a colon belong to an extension, names with @ to anybody. */
const DEFINED = {
  document: ['data', 'errors', 'meta', 'jsonapi', 'links', 'included'],
  resource: ['type', 'id', 'lid', 'attributes', 'relationships', 'links', 'meta'],
  relationship: ['links', 'data', 'meta'],
  error: ['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'],
} as const

const common = { level: 'MUST', remedy: 'let the run get documents' } as const

/** The JSON:API form of members, judged over everything that was exchanged. */
export const memberChecks: readonly Check[] = [
  recordCheck({
    ...common,
    id: 'JAPI-007',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Relationships: resource-relationships-object' },
    title: 'A relationship is an object with links, data or meta',
    unit: 'relationship',
    judge: (context) =>
      judgeEach(relationships(context), ({ object, pointer, exchange }) =>
        DEFINED.relationship.some((name) => name in object)
          ? null
          : { what: 'the relationship says nothing', pointer, exchange },
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-008',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Links' },
    title: 'A link is text, an object or null',
    unit: 'link',
    judge: (context) =>
      judgeEach(linkMembers(context), ({ name, link, pointer, exchange }) =>
        link === null || typeof link === 'string' || isObject(link)
          ? null
          : {
              what: 'a link of another kind',
              pointer: `${pointer}/links/${name}`,
              witness: JSON.stringify(link),
              exchange,
            },
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-010',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Document Structure: additional-members' },
    title: 'Documents, resources, relationships and errors have no members that JSON:API does not define',
    unit: 'object with a defined set of members',
    judge: (context) =>
      together([
        additional(documents(context), DEFINED.document),
        additional(resources(context), DEFINED.resource),
        additional(relationships(context), DEFINED.relationship),
        additional(errorObjects(context), DEFINED.error),
      ]),
  }),
  recordCheck({
    id: 'JAPI-012',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'FlowRunAttributes.flowId' },
    title: 'flowId and messageThreadId name what the relationship of the same name leads to',
    unit: 'relationship of a flow run',
    remedy: 'one flow run or more',
    judge: relationsAgree,
  }),
]

function additional(found: readonly Found[], defined: readonly string[]): Judgement {
  return judgeEach(found, ({ object, pointer, exchange }) =>
    Object.keys(object)
      .filter((name) => !defined.includes(name) && !name.includes(':') && !name.startsWith('@'))
      .map((name) => ({ what: 'a member that JSON:API does not define', pointer: `${pointer}/${name}`, exchange })),
  )
}

function relationsAgree(context: Context): Judgement {
  const runs = resources(context).filter(({ object }) => textAt(object, 'type') === 'flowRuns')
  const pairs = runs.flatMap((run) => ['flow', 'messageThread'].map((name) => ({ ...run, name })))
  const told = pairs.filter(({ object, name }) => isObject(at(object, 'relationships', name)))
  return judgeEach(told, ({ object, name, exchange }): readonly Violation[] => {
    const due = textAt(object, 'attributes', `${name}Id`)
    const link = textAt(object, 'relationships', name, 'links', 'related')
    const linked = link === undefined ? undefined : link.split(/[?#]/)[0]?.split('/').at(-1)
    const linkage = textAt(object, 'relationships', name, 'data', 'id')
    return [linked, linkage]
      .filter((id) => id !== undefined && due !== undefined && id !== due)
      .map((id) => ({
        what: `${name}Id is not what the relationship names`,
        pointer: `/data/*/relationships/${name}`,
        witness: `${due}, ${id}`,
        exchange,
      }))
  })
}
