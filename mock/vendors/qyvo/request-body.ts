import { type Issue, Problem } from '../../http/problem.ts'

/** Returns the body that the framework works with: `{}` for anything but a JSON object. Missing fields then fail validation. */
export function normalizeBody(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? text : '{}'
  } catch {
    return '{}'
  }
}

/**
 * Returns true for the rules of the document that the handlers check, after all others and with errors of their own: the format
 * of a phone number, and how many fields name a contact.
 */
export function isCheckedByHandler({ in: location, at, rule }: Issue): boolean {
  return location === 'body' && ((at === '/phone' && rule === 'pattern') || (at === '' && rule === 'not'))
}

/** Trims a text as the framework does; undefined for an empty one, which the framework treats as absent. */
export function normalizeText(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? undefined : trimmed
}

/** Compares names for a list that is sorted by name: by code point, so that the order does not depend on a locale. */
export function compareNames(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

/**
 * Returns a phone number in the form that Qyvo stores: "+" and digits.
 * @throws {Problem} "invalid"
 */
export function requirePhone(text: string): string {
  const phone = text.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+')
  if (/^\+[1-9]\d{6,14}$/.test(phone)) return phone
  throw new Problem('invalid', { issues: [{ in: 'body', at: '/phone', rule: 'phone' }] })
}

type ReferenceField = 'contact_id' | 'phone' | 'email'

/** The field by which a body names a contact, and its value. */
export interface ContactReference {
  readonly field: ReferenceField
  readonly value: string
}

/**
 * Returns the first of `fields` that has a value.
 * @param several what happens if more than one of the fields has a value
 * @throws {Problem} "invalid" if no field has a value, or several have and that is refused
 */
export function parseContactReference(
  body: { readonly [Field in ReferenceField]?: string | null | undefined },
  fields: readonly ReferenceField[],
  several: 'refused' | 'id-first',
): ContactReference {
  const [first, second] = fields.flatMap((field) => {
    const value = normalizeText(body[field])
    return value === undefined ? [] : { field, value }
  })
  if (first === undefined)
    throw new Problem('invalid', { issues: fields.map((field) => createMissingIssue(field, fields)) })
  if (second === undefined || several === 'id-first') return first
  throw new Problem('invalid', {
    issues: [{ in: 'body', at: `/${first.field}`, rule: 'prohibits', expected: second.field }],
  })
}

function createMissingIssue(field: ReferenceField, fields: readonly ReferenceField[]): Issue {
  const others = fields.filter((other) => other !== field)
  const rule = others.length > 1 ? 'required_without_all' : 'required_without'
  return { in: 'body', at: `/${field}`, rule, expected: others.join(' / ') }
}
