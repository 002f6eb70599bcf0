import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMicrosecondsShort } from '../../wire/date-time.ts'
import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { getServerVersion, quirks } from './quirks.ts'

/** Formats an instant in UTC with microseconds; a quirk decides the fraction of a whole second. */
export function formatDate(at: Instant, world: World): string {
  const text = formatIsoMicrosecondsShort(at)
  if (text.includes('.') || getQuirkPosition(world, quirks.wholeSeconds) === 'bare') return text
  return text.replace('Z', '.000000Z')
}

const INTERNATIONAL_NUMBER = /^\+[1-9]\d{6,14}$/
const NUMBER_WITHOUT_PLUS = /^[1-9]\d{10,14}$/

/**
 * Returns the phone number of a URN with its leading "+". Undefined for a number without a country code, and for schemes
 * other than `tel` and `whatsapp`: contacts of a world have no other addresses.
 */
export function parsePhone(urn: string): string | undefined {
  const colon = urn.indexOf(':')
  const scheme = urn.slice(0, colon).toLowerCase()
  const path = urn.slice(colon + 1).replaceAll(/[\s().-]/g, '')
  if (colon === -1 || (scheme !== 'tel' && scheme !== 'whatsapp')) return undefined
  if (INTERNATIONAL_NUMBER.test(path)) return path
  return NUMBER_WITHOUT_PLUS.test(path) ? `+${path}` : undefined
}

/** Masks all of a URN but its scheme. */
export function maskUrn(urn: string): string {
  return `${urn.slice(0, urn.indexOf(':'))}:********`
}

const FIRST_CONTACT_ID = 6_100_001

/** The display fields that an anonymous workspace adds to a contact: ten digits, or a reference in the newer line. */
export function getAnonymousFields(contact: number, world: World) {
  if (getServerVersion(world) === 'v9') return { anon_display: String(FIRST_CONTACT_ID + contact).padStart(10, '0') }
  const reference = `C${getIds(world).contact.encode(contact).slice(0, 8).toUpperCase()}`
  return { ref: reference, anon_display: reference }
}
