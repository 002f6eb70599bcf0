import type { Call } from '../../kit/call.ts'
import { isObject, type Json, type JsonObject, objectsAt, textAt } from '../../kit/json.ts'
import type { Writes } from '../../kit/writes.ts'

/** The actions that the suite uses, by operation; each takes a POST, looking something up included. */
const PATHS = {
  triggerFlow: '/api/v1/actions/trigger-flow',
  createContact: '/api/v1/actions/create-contact',
  updateContact: '/api/v1/actions/update-contact',
  getFlow: '/api/v1/actions/get-flow',
  getContact: '/api/v1/actions/get-contact',
  searchContacts: '/api/v1/actions/search-contacts',
} as const

/** An action with its body. */
export function actionCall(operation: keyof typeof PATHS, body: JsonObject, intent: Call['intent'] = 'open'): Call {
  const headers = { 'Content-Type': 'application/json' }
  return { operation, method: 'POST', path: PATHS[operation], body: JSON.stringify(body), headers, intent }
}

/** What is created can not be removed through this API, and nobody is written to but those whom the run made up. */
export const writes: Writes = {
  collections: [
    { path: PATHS.createContact, createdId: (body) => textAt(body, 'id'), touches: named, itemPath: null },
    { path: PATHS.updateContact, createdId: () => null, touches: named, itemPath: null },
    {
      path: PATHS.triggerFlow,
      createdId: (body) => (textAt(body, 'status') === 'already_running' ? null : textAt(body, 'id')),
      touches: named,
      itemPath: null,
    },
  ],
  lookups: [PATHS.getFlow, PATHS.getContact, PATHS.searchContacts],
}

/** The ids in a list of things that were found. */
export function idsIn(body: Json | undefined): readonly string[] {
  return objectsAt(body).map((item) => textAt(item, 'id') ?? '')
}

function named({ body = '{}' }: Call): readonly string[] {
  const parsed = JSON.parse(body) as Json
  if (!isObject(parsed)) return []
  return ['contact_id', 'phone'].flatMap((name) => textAt(parsed, name) ?? [])
}
