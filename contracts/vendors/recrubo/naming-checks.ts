import type { Check } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { checkEach, type Violation } from '../../kit/finding.ts'
import { getPath, isObject, type Json, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { createNotApplicable } from '../../kit/outcome.ts'
import { collectDocuments, collectErrorObjects, type LocatedObject, collectResources } from './resources.ts'

const namingDefaults = { remedy: 'let the run get documents' } as const
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
            ...reserved.map((name) => ({ message: `a field called ${name}`, pointer: `${pointer}/attributes`, exchange })),
            ...shared.map((witness) => ({
              message: 'a relationship called like an attribute',
              pointer,
              witness,
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
        isLegalName(name) ? null : { message: 'an illegal name', pointer, witness: name, exchange },
      ),
  }),
  createRecordCheck({
    id: 'JAPI-015',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Error Objects: source' },
    title: 'The source of an error points at something that was sent',
    unit: 'error with a source',
    remedy: 'let the run be refused with a source',
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
      : { message: 'the parameter was not sent', pointer: `${pointer}/source/parameter`, witness: name, exchange }
  }
  if (path === undefined || isResolvablePointer(path, exchange.request.body)) return null
  return { message: 'the pointer leads nowhere', pointer: `${pointer}/source/pointer`, witness: path, exchange }
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
