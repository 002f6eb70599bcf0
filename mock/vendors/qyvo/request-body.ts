import type { HandlerContext } from '../../http/handler-context.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { getIds } from './ids.ts'
import { contactQuirks } from './quirks.ts'

/** The framework takes a body that is no JSON object for one without members; then what is required is missing. */
export function normalizeBody(response: string): string {
  try {
    const value: unknown = JSON.parse(response)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? response : '{}'
  } catch {
    return '{}'
  }
}

/** A text that says something: the framework trims texts and takes empty ones for absent. */
export function normalizeText(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? undefined : trimmed
}

/** A phone number in the form in which Qyvo keeps it; undefined for a text that is none. Small differences do not matter. */
export function parsePhone(text: string): string | undefined {
  const digits = text.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}

const REFERENCE_FIELDS = ['contact_id', 'phone', 'email'] as const

type ReferenceField = (typeof REFERENCE_FIELDS)[number]

/** A body that names a contact in one of several ways. */
export type ContactFields = { readonly [Name in ReferenceField]?: string | null | undefined }

/** The one way in which a body names its contact. */
export interface ContactReference {
  readonly field: ReferenceField
  readonly value: string
}

/**
 * How a body names its contact.
 * @throws {Problem} "invalid" when it does so in no way, or in several where just one is asked for
 */
export function parseContactReference(
  { world }: HandlerContext,
  body: ContactFields,
  ways: readonly ReferenceField[],
): ContactReference {
  const [first, second] = readReferences(body, ways)
  if (first === undefined) throw new Problem('invalid', { issues: ways.map((way) => createMissingIssue(way, ways)) })
  if (second === undefined || getQuirkPosition(world, contactQuirks.contactAndPhone) === 'id-first') return first
  throw new Problem('invalid', {
    issues: [{ in: 'body', at: `/${first.field}`, rule: 'prohibits', expected: second.field }],
  })
}

/** As `namedBy`, but the first of several counts. */
export function parseFirstContactReference(body: ContactFields, ways: readonly ReferenceField[]): ContactReference {
  const [first] = readReferences(body, ways)
  if (first === undefined) throw new Problem('invalid', { issues: ways.map((way) => createMissingIssue(way, ways)) })
  return first
}

/** The contact of an id. @throws {Problem} "not-found" */
export function requireContactById({ world }: HandlerContext, id: string): number {
  const contact = getIds(world).contact.decode(id.toLowerCase())
  if (contact === undefined || contact < 0 || contact >= world.contactCount) throw createContactNotFoundProblem()
  return contact
}

/** A phone number as Qyvo keeps it. @throws {Problem} "invalid" */
export function requirePhone(text: string): string {
  const phone = parsePhone(text)
  if (phone === undefined) throw new Problem('invalid', { issues: [{ in: 'body', at: '/phone', rule: 'phone' }] })
  return phone
}

/** Nobody in the workspace is the one who was named. */
export function createContactNotFoundProblem(): Problem {
  return new Problem('not-found', { text: 'Contact not found' })
}

function readReferences(body: ContactFields, ways: readonly ReferenceField[]): readonly ContactReference[] {
  return ways.flatMap((way) => {
    const value = normalizeText(body[way])
    return value === undefined ? [] : { way, value }
  })
}

function createMissingIssue(way: ReferenceField, ways: readonly ReferenceField[]): Issue {
  const others = ways.filter((one) => one !== way)
  const rule = others.length > 1 ? 'required_without_all' : 'required_without'
  return { in: 'body', at: `/${way}`, rule, expected: others.join(' / ') }
}
