import type { RecruboRow } from '../twins/recrubo-documents.ts'
import { changeResponses, type Mutant, changeRequests } from './mutant.ts'
import {
  changeAttributes,
  changeCreations,
  changeDocuments,
  changeLists,
  changeSingleRuns,
  createRejectedRun,
  ignoreType,
  rejectEmptyMessage,
} from './recrubo-mutations.ts'

/** Mutants of creations. */
export const recruboCreationMutants: readonly Mutant<RecruboRow>[] = [
  {
    name: 'a creation returns 200',
    killedBy: ['JAPI-060'],
    alsoKilledBy: ['HTTP-001', 'HTTP-002'],
    mutate: changeResponses(({ status }) => (status === 201 ? { status: 200 } : null)),
  },
  {
    name: 'a creation starts a different flow',
    killedBy: ['JAPI-060'],
    mutate: changeCreations(
      ({ flowId }) => String(flowId).startsWith('0000') && { flowId: '00000003-00f4-4000-8000-aaaa00000003' },
    ),
  },
  {
    name: 'Location points to another run',
    killedBy: ['JAPI-061'],
    mutate: changeResponses(({ status, headers }) =>
      status === 201 ? { headers: { location: `${headers['location']}0` } } : null,
    ),
  },
  {
    name: 'a creation lacks Location',
    killedBy: ['JAPI-061'],
    mutate: changeResponses(({ status }) => (status === 201 ? { headers: { location: '' } } : null)),
  },
  {
    name: 'a creation returns the id of an existing run',
    killedBy: ['JAPI-062'],
    alsoKilledBy: ['JAPI-063', 'JAPI-066'],
    mutate: (twin, hit) =>
      changeDocuments(
        (document, _, method) => method === 'POST' && Object.assign(document.data as object, { id: twin.rows[7]!.id }),
      )(twin, hit),
  },
  {
    name: 'a created run cannot be read',
    killedBy: ['JAPI-062'],
    alsoKilledBy: ['JAPI-061', 'HTTP-001'],
    mutate: changeResponses(({ status }, { url, method }) =>
      status === 200 && method === 'GET' && url.pathname.includes('-0005-')
        ? { status: 404, text: '{"errors":[{"status":"404"}]}' }
        : null,
    ),
  },
  {
    name: 'a created run is not listed',
    killedBy: ['JAPI-063'],
    alsoKilledBy: ['JAPI-085'],
    mutate: changeLists((runs) =>
      runs.splice(0, runs.length, ...runs.filter(({ id }) => !String(id).includes('-0005-'))),
    ),
  },
  {
    name: 'state is not required',
    killedBy: ['JAPI-064'],
    mutate: changeCreations((attributes) => attributes['state'] === undefined && { state: {} }),
  },
  {
    name: 'initialMessage is not required',
    killedBy: ['JAPI-064'],
    mutate: changeCreations((attributes) => attributes['initialMessage'] === undefined && { initialMessage: {} }),
  },
  {
    name: 'flowId is not required',
    killedBy: ['JAPI-064'],
    mutate: changeCreations(
      (attributes) => attributes['flowId'] === undefined && { flowId: '00000000-00f4-4000-8000-aaaa00000000' },
    ),
  },
  {
    name: 'messageThreadId is not required',
    killedBy: ['JAPI-064'],
    mutate: changeCreations(
      (attributes) =>
        attributes['messageThreadId'] === undefined && { messageThreadId: '00000000-00a4-4000-8000-aaaa00000000' },
    ),
  },
  {
    name: 'an empty initialMessage is rejected',
    killedBy: ['JAPI-065', 'JAPI-060', 'HTTP-001'],
    mutate: rejectEmptyMessage(),
  },
  {
    name: 'state is returned as a string',
    killedBy: ['JAPI-066', 'SCH-007'],
    alsoKilledBy: ['JAPI-085'],
    mutate: changeSingleRuns(
      (attributes) =>
        Object.keys(attributes['state'] as object).length > 1 &&
        (attributes['state'] = JSON.stringify(attributes['state'])),
    ),
  },
  {
    name: 'null members of the state are dropped',
    killedBy: ['JAPI-066'],
    mutate: changeSingleRuns((attributes) => delete (attributes['state'] as { nothing?: unknown }).nothing),
  },
  {
    name: 'a creation with cost is accepted',
    killedBy: ['JAPI-067'],
    mutate: changeCreations((attributes) => attributes['cost'] !== undefined && { cost: undefined }),
  },
  { name: 'a rejected creation creates a run', killedBy: ['JAPI-067'], mutate: createRejectedRun() },
  { name: 'the type in the body is ignored', killedBy: ['JAPI-068', 'JAPI-089'], mutate: ignoreType() },
  {
    name: 'an unknown flow is accepted',
    killedBy: ['JAPI-070'],
    mutate: changeCreations(
      (attributes) =>
        String(attributes['flowId']).startsWith('f10f') && { flowId: '00000000-00f4-4000-8000-aaaa00000000' },
    ),
  },
  {
    name: 'a created run is returned as finished',
    killedBy: ['JAPI-071'],
    mutate: changeDocuments(
      (document, _, method) =>
        method === 'POST' && changeAttributes(document, (attributes) => (attributes['status'] = 'finished')),
    ),
  },
  {
    name: 'unknown media type parameters are accepted',
    killedBy: ['JAPI-020'],
    mutate: changeRequests(
      (_, request) =>
        request.headers.get('content-type')?.includes(';') === true && {
          headers: { 'content-type': 'application/vnd.api+json' },
        },
    ),
  },
]
