import { type Issue, Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { contactQuirks } from './contact-quirks.ts'
import { idsOf } from './ids.ts'
import { phoneOf } from './phone.ts'
import { filled } from './request-body.ts'

const WAYS = ['contact_id', 'phone', 'email'] as const

type Way = (typeof WAYS)[number]

/** A body that names a contact in one of several ways. */
export type Naming = { readonly [Name in Way]?: string | null | undefined }

/** The one way in which a body names its contact. */
export interface Named {
  readonly way: Way
  readonly value: string
}

/**
 * How a body names its contact.
 * @throws {Problem} "invalid" when it does so in no way, or in several where just one is asked for
 */
export function namedBy({ world }: Scene, body: Naming, ways: readonly Way[]): Named {
  const [first, second] = givenBy(body, ways)
  if (first === undefined) throw new Problem('invalid', { issues: ways.map((way) => missing(way, ways)) })
  if (second === undefined || positionOf(world, contactQuirks.contactAndPhone) === 'id-first') return first
  throw new Problem('invalid', {
    issues: [{ in: 'body', at: `/${first.way}`, rule: 'prohibits', expected: second.way }],
  })
}

/** As `namedBy`, but the first of several counts. */
export function namedByAny(body: Naming, ways: readonly Way[]): Named {
  const [first] = givenBy(body, ways)
  if (first === undefined) throw new Problem('invalid', { issues: ways.map((way) => missing(way, ways)) })
  return first
}

/** The contact of an id. @throws {Problem} "not-found" */
export function contactOfId({ world }: Scene, id: string): number {
  const contact = idsOf(world).contact.decode(id.toLowerCase())
  if (contact === undefined || contact < 0 || contact >= world.contacts) throw nobody()
  return contact
}

/** A phone number as Qyvo keeps it. @throws {Problem} "invalid" */
export function phoneIn(text: string): string {
  const phone = phoneOf(text)
  if (phone === undefined) throw new Problem('invalid', { issues: [{ in: 'body', at: '/phone', rule: 'phone' }] })
  return phone
}

/** Nobody in the workspace is the one who was named. */
export function nobody(): Problem {
  return new Problem('not-found', { text: 'Contact not found' })
}

function givenBy(body: Naming, ways: readonly Way[]): readonly Named[] {
  return ways.flatMap((way) => {
    const value = filled(body[way])
    return value === undefined ? [] : { way, value }
  })
}

function missing(way: Way, ways: readonly Way[]): Issue {
  const others = ways.filter((one) => one !== way)
  const rule = others.length > 1 ? 'required_without_all' : 'required_without'
  return { in: 'body', at: `/${way}`, rule, expected: others.join(' / ') }
}
