import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '../../../mock/http/problem.ts'
import { getRequestValidator, loadValidation } from '../../../mock/http/validation.ts'
import { operations } from '../../../spec/generated/qyvo.operations.ts'
import { createTestTwin } from '../../support/requests.ts'
import { sendAction, UNKNOWN, UNUSED_PHONE } from './requests.ts'

/** The operations by the last segment of their path, with further fields of a valid body. */
const FURTHER_FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'trigger-flow': { flow_id: UNKNOWN },
  'trigger-sequence': { sequence_id: UNKNOWN },
  'add-tag': { tag: 'vip' },
  'get-contact': {},
  'update-contact': {},
  'create-contact': {},
  'send-text-message': { message: 'Hello' },
}

/** Tests whether the served document allows a body, without the checks of the handlers. */
function isAllowedByDocument(action: string, body: object): boolean {
  const operation = operations.find(({ path }) => path.endsWith(`/${action}`))
  if (operation === undefined) throw new Error(`there is no action ${action}`)
  try {
    getRequestValidator(operation).validateBody(JSON.stringify(body), 'application/json')
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

const BY_REFERENCE = ['trigger-flow', 'trigger-sequence', 'add-tag', 'get-contact']
const ALL = Object.keys(FURTHER_FIELDS)

describe('Qyvo: the document and the server agree', () => {
  beforeAll(loadValidation)

  it.each<[string, readonly string[], Readonly<Record<string, unknown>>, boolean]>([
    ['no contact', BY_REFERENCE, {}, false],
    ['no contact to update', ['update-contact'], {}, false],
    ['no recipient', ['create-contact', 'send-text-message'], {}, false],
    ['blank references', [...BY_REFERENCE, 'update-contact'], { contact_id: '', phone: ' ' }, false],
    ['null references', [...BY_REFERENCE, 'update-contact'], { contact_id: null, phone: null }, false],
    ['two references', BY_REFERENCE, { contact_id: UNKNOWN, phone: UNUSED_PHONE }, false],
    [
      'two references to update, of which the id counts',
      ['update-contact'],
      { contact_id: UNKNOWN, phone: UNUSED_PHONE },
      true,
    ],
    ['phone and e-mail address', ['get-contact'], { phone: UNUSED_PHONE, email: 'ada@example.com' }, false],
    ['a reference beside a blank one', BY_REFERENCE, { contact_id: UNKNOWN, phone: '' }, true],
    ['an e-mail address', ['get-contact'], { email: 'ada@example.com', phone: null }, true],
    ['a phone number', ALL, { phone: '+31612345678' }, true],
    ['a phone number with 00 and signs', ALL, { phone: ' 00 31 (6) 123-45.67/8 ' }, true],
    ['a phone number without a country', ALL, { phone: '0612345678' }, false],
    ['a phone number without a plus sign', ALL, { phone: '31612345678' }, false],
    ['a phone number with letters', ALL, { phone: '+31 6 CALL ME' }, false],
    ['a short phone number', ALL, { phone: '+31612' }, false],
    ['a long phone number', ALL, { phone: '+3161234567890123' }, false],
    ['two plus signs', ALL, { phone: '++31612345678' }, false],
  ])('on %s', async (_, actions, fields, isAllowed) => {
    for (const action of actions) {
      const body = { ...FURTHER_FIELDS[action], ...fields }
      const { status, json } = await sendAction(createTestTwin(), action, body)
      // 422 without errors of fields comes from the state of the contact, of which a document says nothing.
      const isAllowedByServer = status !== 422 || json.errors === undefined
      expect([action, isAllowedByDocument(action, body), isAllowedByServer]).toEqual([action, isAllowed, isAllowed])
    }
  })
})
