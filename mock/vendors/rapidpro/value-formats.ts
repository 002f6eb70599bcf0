import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMicrosecondsShort } from '../../wire/date-time.ts'
import { isPossiblePhoneNumber } from '../../wire/phone-numbers.ts'
import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { getServerVersion, quirks } from './quirks.ts'

/** Formats an instant in UTC with microseconds; a quirk decides the fraction of a whole second. */
export function formatDate(at: Instant, world: World): string {
  const text = formatIsoMicrosecondsShort(at)
  if (text.includes('.') || getQuirkPosition(world, quirks['rapidpro.whole-seconds']) === 'bare') return text
  return text.replace('Z', '.000000Z')
}

/** An address of a contact. */
interface Urn {
  readonly scheme: string
  readonly path: string
  /** The text after "#"; null without one. */
  readonly display: string | null
}

const HANDLE = /^\w{1,15}$/
const NUMBER = /^\d+$/

/** Tests for the paths of each scheme. A scheme with an undefined test accepts any path, as do phone numbers, which have their own. */
const PATH_PATTERNS: Readonly<Record<string, RegExp | undefined>> = {
  discord: NUMBER,
  ext: undefined,
  facebook: /^(?:ref:.*|\s*[+-]?\d+\s*)$/,
  fcm: undefined,
  freshchat: /^[\da-f-]{36}\/[\da-f-]{36}$/i,
  instagram: NUMBER,
  jiochat: undefined,
  line: undefined,
  mailto:
    /^[^\s@"(),:;<>[\\\]]+@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*\.[a-z][a-z\d-]*[a-z\d]$/i,
  rocketchat: undefined,
  slack: undefined,
  tel: undefined,
  telegram: NUMBER,
  twitter: HANDLE,
  twitterid: NUMBER,
  viber: /^[\w=]{1,24}$/,
  vk: undefined,
  webchat: /^[\dA-Za-z]{24}(?::[^\s@]+@[^\s@]+\.[^\s@]+)?$/,
  wechat: undefined,
  whatsapp: NUMBER,
}

/**
 * Normalizes a URN: white space, the case of addresses without case, the signs in phone numbers. Undefined for an unknown
 * scheme, whose case counts, and for an empty path.
 */
export function normalizeUrn(text: string): string | undefined {
  const urn = splitUrn(text)
  if (urn === undefined) return undefined
  const path = normalizePathOfScheme(urn.scheme, urn.path.trim())
  if (path === '') return undefined
  return urn.display === null || urn.display === '' ? `${urn.scheme}:${path}` : `${urn.scheme}:${path}#${urn.display}`
}

/** Tests the path of a normalized URN. */
export function isValidUrn(text: string): boolean {
  const urn = splitUrn(text)
  if (urn?.scheme === 'tel') return isPossiblePhoneNumber(urn.path)
  return urn !== undefined && (PATH_PATTERNS[urn.scheme]?.test(urn.path) ?? true)
}

/** Returns the scheme and path of a URN: URNs of contacts are compared by these. */
export function getUrnIdentity(text: string): string {
  const urn = splitUrn(text)
  return urn === undefined ? text : `${urn.scheme}:${urn.path}`
}

export function splitUrn(text: string): Urn | undefined {
  const colon = text.indexOf(':')
  const scheme = text.slice(0, colon)
  const [path = '', display = null] = text.slice(colon + 1).split('#')
  return colon > 0 && Object.hasOwn(PATH_PATTERNS, scheme) && path !== '' ? { scheme, path, display } : undefined
}

function normalizePathOfScheme(scheme: string, path: string): string {
  if (scheme === 'twitter') return path.toLowerCase().replace(/^@/, '')
  if (scheme === 'mailto') return path.toLowerCase()
  return scheme === 'tel' ? normalizePhone(path) : path
}

/**
 * Normalizes a phone number to its international form; one without a country code to its letters and digits. Spreadsheets
 * write long numbers as "2.50788123123e+11".
 */
function normalizePhone(text: string): string {
  const lowerCase = text.toLowerCase()
  const isExponential = /e\+1[12]$/.test(lowerCase)
  const number = (isExponential ? lowerCase.slice(0, -4) : lowerCase).replaceAll(/[^0-9a-z+]/g, '')
  const international = number.length >= 11 && !/^[+0]/.test(number) ? `+${number}` : number
  return isPossiblePhoneNumber(international) ? international : number.replaceAll('+', '')
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
