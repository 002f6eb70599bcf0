import type { CheckRequest } from '../../kit/call.ts'
import { isObject, type Json, type JsonObject, getObjects, getString } from '../../kit/json.ts'
import type { WriteRules } from '../../kit/writes.ts'

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
export function buildActionRequest(
  operation: keyof typeof PATHS,
  body: JsonObject,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  const headers = { 'Content-Type': 'application/json' }
  return { operation, method: 'POST', path: PATHS[operation], body: JSON.stringify(body), headers, intent }
}

/** What is created can not be removed through this API, and nobody is written to but those whom the run made up. */
export const writes: WriteRules = {
  collections: [
    {
      path: PATHS.createContact,
      parseCreatedId: (body) => getString(body, 'id'),
      listTouchedIds: readTargetIds,
      buildItemPath: null,
    },
    { path: PATHS.updateContact, parseCreatedId: () => null, listTouchedIds: readTargetIds, buildItemPath: null },
    {
      path: PATHS.triggerFlow,
      parseCreatedId: (body) => (getString(body, 'status') === 'already_running' ? null : getString(body, 'id')),
      listTouchedIds: readTargetIds,
      buildItemPath: null,
    },
  ],
  lookups: [PATHS.getFlow, PATHS.getContact, PATHS.searchContacts],
}

/** The ids in a list of things that were found. */
export function readIds(body: Json | undefined): readonly string[] {
  return getObjects(body).map((item) => getString(item, 'id') ?? '')
}

function readTargetIds({ body = '{}' }: CheckRequest): readonly string[] {
  const parsed = JSON.parse(body) as Json
  if (!isObject(parsed)) return []
  return ['contact_id', 'phone'].flatMap((name) => getString(parsed, name) ?? [])
}
