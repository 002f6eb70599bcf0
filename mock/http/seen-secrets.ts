import { secretsIn, secretsInHeader } from '../wire/redaction.ts'
import { bodyOf, type Call, headerPairs, receivedOf } from './call.ts'

/** Issued credentials stand in small answers; large ones are lists. */
const MOST_SCANNED = 65_536

const scanned = new WeakMap<Call, readonly string[]>()

/** The credentials that a request and its answer show. */
export function secretsOf(call: Call): readonly string[] {
  const known = scanned.get(call)
  if (known !== undefined) return known
  const { outcome } = call
  const token = outcome?.caller?.token ?? null
  const headers = headerPairs(call.headers).flatMap(([name, value]) => secretsInHeader(name, value))
  const body = call.size > MOST_SCANNED ? null : bodyOf(call)
  const texts = [receivedOf(call).target, call.text, body].flatMap((text) => (text === null ? [] : secretsIn(text)))
  const found = [...headers, ...(token === null ? [] : [token]), ...texts]
  if (outcome !== null) scanned.set(call, found)
  return found
}
