import type { RecruboRow } from '../twins/recrubo-documents.ts'
import { changeResponses, type Mutant } from './mutant.ts'
import {
  applyUpdates,
  applyValidPart,
  changeDocuments,
  changeLists,
  changeSingleRuns,
  clearUnsentState,
  ignoreId,
  keepDeletedRuns,
  rejectState,
  rejectStatus,
  touchOnRejectedUpdate,
} from './recrubo-mutations.ts'

const ENDS: readonly unknown[] = ['finished', 'timeout', 'cancelled', 'exception']

/** Mutants of updates and deletions. */
export const recruboUpdateMutants: readonly Mutant<RecruboRow>[] = [
  { name: 'an update to finished is rejected', killedBy: ['JAPI-080'], mutate: rejectStatus('finished') },
  { name: 'an update to cancelled is rejected', killedBy: ['JAPI-081'], mutate: rejectStatus('cancelled') },
  {
    name: 'an update to running is accepted',
    killedBy: ['JAPI-082', 'JAPI-083'],
    mutate: applyUpdates((row, { status }) => status === 'running' && Object.assign(row, { status })),
  },
  {
    name: 'an update of status ignores case',
    killedBy: ['JAPI-082'],
    mutate: applyUpdates((row, { status }) => status === 'Finished' && Object.assign(row, { status: 'finished' })),
  },
  {
    name: 'an ended run becomes active again',
    killedBy: ['JAPI-083'],
    mutate: applyUpdates(
      (row, { status }) => status === 'queued' && row.status !== 'running' && Object.assign(row, { status }),
    ),
  },
  {
    name: 'an ended run changes to another end status',
    killedBy: ['JAPI-083'],
    mutate: applyUpdates(
      (row, { status }) => ENDS.includes(status) && ENDS.includes(row.status) && Object.assign(row, { status }),
    ),
  },
  {
    name: 'an update of state is accepted while running',
    killedBy: ['JAPI-084'],
    mutate: applyUpdates(
      (row, { state }) => state !== undefined && row.status === 'running' && Object.assign(row, { state }),
    ),
  },
  {
    name: 'a new state of an ended run is rejected',
    killedBy: ['JAPI-085', 'HTTP-001'],
    alsoKilledBy: [],
    mutate: rejectState(),
  },
  {
    name: 'the list returns the replaced state',
    killedBy: ['JAPI-085'],
    mutate: changeLists((runs) =>
      runs.forEach(
        (run) =>
          'erased' in (run['attributes']!['state'] as object) && (run['attributes']!['state'] = { first_name: 'Henk' }),
      ),
    ),
  },
  {
    name: 'an update of initialMessage is accepted',
    killedBy: ['JAPI-086'],
    mutate: applyUpdates(
      (row, { initialMessage }) => initialMessage !== undefined && Object.assign(row, { initialMessage }),
    ),
  },
  {
    name: 'an update of flowId is ignored with 200',
    killedBy: ['JAPI-087'],
    mutate: applyUpdates((_, { flowId }) => flowId !== undefined),
  },
  { name: 'an update clears attributes that it does not contain', killedBy: ['JAPI-088'], mutate: clearUnsentState() },
  { name: 'the id in the body is ignored', killedBy: ['JAPI-089'], mutate: ignoreId((id) => id !== undefined) },
  { name: 'an update without id is accepted', killedBy: ['JAPI-090'], mutate: ignoreId((id) => id === undefined) },
  {
    name: 'an update of an unknown id is accepted',
    killedBy: ['JAPI-091'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeResponses(({ status }, { method, url }) =>
      status === 404 && method === 'PATCH' && url.pathname.includes('f10f')
        ? { status: 200, text: '{"meta":{}}' }
        : null,
    ),
  },
  { name: 'the valid part of a rejected update is applied', killedBy: ['JAPI-092'], mutate: applyValidPart() },
  { name: 'updatedAt changes with a rejected update', killedBy: ['JAPI-093'], mutate: touchOnRejectedUpdate() },
  {
    name: 'updatedAt does not change with the state',
    killedBy: ['JAPI-093'],
    mutate: changeSingleRuns(
      (attributes) =>
        'changed' in (attributes['state'] as object) && (attributes['updatedAt'] = '2026-05-04T09:00:00+00:00'),
    ),
  },
  {
    name: 'DELETE returns `data: null`',
    killedBy: ['JAPI-100'],
    mutate: changeDocuments((run, _, method) => method === 'DELETE' && Object.assign(run, { data: null })),
  },
  { name: 'a deleted run can still be read', killedBy: ['JAPI-101'], mutate: keepDeletedRuns('GET') },
  {
    name: 'a second deletion returns 200',
    killedBy: ['JAPI-103'],
    mutate: changeResponses(({ status }, { method }) =>
      status === 404 && method === 'DELETE' ? { status: 200, text: '{"meta":{}}' } : null,
    ),
  },
  { name: 'a deleted run can be updated', killedBy: ['JAPI-104'], mutate: keepDeletedRuns('PATCH') },
  {
    name: 'PUT is accepted',
    killedBy: ['JAPI-110'],
    mutate: changeResponses(({ status }, { method, url }) =>
      status === 405 && method === 'PUT' && url.pathname.includes('-0005-') ? { status: 200 } : null,
    ),
  },
]
