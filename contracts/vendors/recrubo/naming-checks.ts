import type { Check } from '../../kit/check.ts'
import { recordCheck } from '../../kit/checks/record-check.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { at, isObject, type Json, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { notApplicable } from '../../kit/outcome.ts'
import { documents, errorObjects, type Found, resources } from './resources.ts'

const common = { remedy: 'let the run get documents' } as const
/** JSON:API 1.1, Member Names: letters, digits and everything beyond ASCII; inside also hyphen, underscore and space. */
const LEGAL = /^(?:[a-zA-Z0-9\u0080-\u{10FFFF}](?:[a-zA-Z0-9\u0080-\u{10FFFF}_ -]*[a-zA-Z0-9\u0080-\u{10FFFF}])?)$/u

/** The names of members, and what errors point at, judged over everything that was exchanged. */
export const namingChecks: readonly Check[] = [
  recordCheck({
    ...common,
    id: 'JAPI-006',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Resource Objects: resource-fields' },
    title: 'Attributes and relationships share one namespace, in which nothing is called id or type',
    unit: 'resource with attributes',
    judge: (context) =>
      judgeEach(
        resources(context).filter(({ object }) => isObject(at(object, 'attributes'))),
        ({ object, pointer, exchange }): readonly Violation[] => {
          const [attributes, relationships] = [names(at(object, 'attributes')), names(at(object, 'relationships'))]
          const reserved = [...attributes, ...relationships].filter((name) => name === 'id' || name === 'type')
          const shared = attributes.filter((name) => relationships.includes(name))
          return [
            ...reserved.map((name) => ({ what: `a field called ${name}`, pointer: `${pointer}/attributes`, exchange })),
            ...shared.map((witness) => ({
              what: 'a relationship called like an attribute',
              pointer,
              witness,
              exchange,
            })),
          ]
        },
      ),
  }),
  recordCheck({
    ...common,
    id: 'JAPI-009',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Member Names' },
    title: 'Fields, links and members of meta have names that JSON:API allows',
    unit: 'named member',
    judge: (context) =>
      judgeEach(namedMembers(context), ({ name, pointer, exchange }) =>
        isLegal(name) ? null : { what: 'an illegal name', pointer, witness: name, exchange },
      ),
  }),
  recordCheck({
    id: 'JAPI-015',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Error Objects: source' },
    title: 'The source of an error points at something that was sent',
    unit: 'error with a source',
    remedy: 'let the run be refused with a source',
    judge: (context) => {
      const all = errorObjects(context)
      const sourced = all.filter(({ object }) => isObject(at(object, 'source')))
      if (all.length > 0 && sourced.length === 0) throw notApplicable('no error of the target names a source')
      return judgeEach(sourced, sourceFlaw)
    },
  }),
]

interface Named extends Omit<Found, 'object'> {
  readonly name: string
}

function namedMembers(context: Context): readonly Named[] {
  const holders = [...documents(context), ...resources(context)]
  return holders.flatMap(({ object, pointer, exchange }) =>
    ['attributes', 'relationships', 'links', 'meta'].flatMap((holder) =>
      names(at(object, holder)).map((name) => ({ name, pointer: `${pointer}/${holder}`, exchange })),
    ),
  )
}

/** Names of an extension have its namespace before a colon, at-members belong to anybody. */
function isLegal(name: string): boolean {
  return name.startsWith('@')
    ? isLegal(name.slice(1))
    : name.split(':').length <= 2 && name.split(':').every((part) => LEGAL.test(part))
}

function names(value: Json | undefined): readonly string[] {
  return isObject(value) ? Object.keys(value) : []
}

function sourceFlaw({ object, pointer, exchange }: Found): Violation | null {
  const [path, name] = [textAt(object, 'source', 'pointer'), textAt(object, 'source', 'parameter')]
  if (name !== undefined) {
    const { searchParams } = new URL(exchange.call.path, 'http://target.invalid')
    return searchParams.has(name)
      ? null
      : { what: 'the parameter was not sent', pointer: `${pointer}/source/parameter`, witness: name, exchange }
  }
  if (path === undefined || leadsSomewhere(path, exchange.call.body)) return null
  return { what: 'the pointer leads nowhere', pointer: `${pointer}/source/pointer`, witness: path, exchange }
}

/** Of a member that is missing a pointer can only name the place where it belongs. */
function leadsSomewhere(pointer: string, body: string | undefined): boolean {
  if (body === undefined || (pointer !== '' && !pointer.startsWith('/'))) return false
  const steps = pointer.split('/').slice(1)
  const unescaped = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const ways = unescaped.slice(0, -1).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const parent = at(JSON.parse(body) as Json, ...ways)
  return pointer === '' || isObject(parent) || Array.isArray(parent)
}
