import type { Check } from '../../kit/check.ts'
import { checkEach } from '../../kit/finding.ts'
import { isObject, type Json } from '../../kit/json.ts'
import { sessions } from './walks.ts'

/** Members by which a person could be known; the list documents none of them. */
const PERSONAL_NAMES =
  /^(?:(?:first|last|given|family|full|middle|birth|maiden)[-_]?name|name|e-?mail|phone|mobile|address|street|city|zip|post(?:al)?[-_]?code|birth[-_]?(?:date|day|place)|date[-_]?of[-_]?birth|nationality|gender|document[-_]?number|passport|iban|ssn|selfie|portrait)/i

/** The check that the list of sessions says nothing about persons (data minimisation). */
export const minimalDataCheck: Check = {
  id: 'SEC-002',
  level: 'SHOULD',
  source: { kind: 'vendor', statement: 'listSessions' },
  title: 'A listed session has no member by which a person could be known',
  unit: 'session',
  remedy: 'sessions to look at',
  security: true,
  run: async ({ probeOnce }) =>
    checkEach(await probeOnce(sessions), ({ id, item, exchange }) =>
      collectNames(item)
        .filter((name) => PERSONAL_NAMES.test(name))
        .map((name) => ({ message: `the list tells ${name}`, witness: id, exchange })),
    ),
}

function collectNames(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(collectNames)
  return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...collectNames(inner)]) : []
}
