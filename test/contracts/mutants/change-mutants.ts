import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, type Mutant } from './mutant.ts'
import { document, list } from './recrubo-changes.ts'
import {
  halfApplied,
  idIgnored,
  nulling,
  patched,
  remembering,
  run,
  stateRefused,
  statusRefused,
  touching,
} from './write-changes.ts'

const ENDS: readonly unknown[] = ['finished', 'timeout', 'cancelled', 'exception']

/** Servers that change or delete wrongly. */
export const changeMutants: readonly Mutant<RecruboRow>[] = [
  { name: 'finished is refused', kills: ['JAPI-080'], spoil: statusRefused('finished') },
  { name: 'cancelled is refused', kills: ['JAPI-081'], spoil: statusRefused('cancelled') },
  {
    name: 'running can be set',
    kills: ['JAPI-082', 'JAPI-083'],
    spoil: patched((row, { status }) => status === 'running' && Object.assign(row, { status })),
  },
  {
    name: 'the status is compared without regard to case',
    kills: ['JAPI-082'],
    spoil: patched((row, { status }) => status === 'Finished' && Object.assign(row, { status: 'finished' })),
  },
  {
    name: 'an ended run becomes active again',
    kills: ['JAPI-083'],
    spoil: patched(
      (row, { status }) => status === 'queued' && row.status !== 'running' && Object.assign(row, { status }),
    ),
  },
  {
    name: 'an ended run gets another end',
    kills: ['JAPI-083'],
    spoil: patched(
      (row, { status }) => ENDS.includes(status) && ENDS.includes(row.status) && Object.assign(row, { status }),
    ),
  },
  {
    name: 'the state of a running run can be replaced',
    kills: ['JAPI-084'],
    spoil: patched(
      (row, { state }) => state !== undefined && row.status === 'running' && Object.assign(row, { state }),
    ),
  },
  { name: 'a state after the end is refused', kills: ['JAPI-085', 'HTTP-001'], also: [], spoil: stateRefused() },
  {
    name: 'an erased state still stands in the list',
    kills: ['JAPI-085'],
    spoil: list((runs) =>
      runs.forEach(
        (one) =>
          'erased' in (one['attributes']!['state'] as object) && (one['attributes']!['state'] = { first_name: 'Henk' }),
      ),
    ),
  },
  {
    name: 'the initial message can be changed',
    kills: ['JAPI-086'],
    spoil: patched((row, { initialMessage }) => initialMessage !== undefined && Object.assign(row, { initialMessage })),
  },
  {
    name: 'a change of flowId is ignored with 200',
    kills: ['JAPI-087'],
    spoil: patched((_, { flowId }) => flowId !== undefined),
  },
  { name: 'attributes that are not sent are nulled', kills: ['JAPI-088'], spoil: nulling() },
  { name: 'the id in the body is not looked at', kills: ['JAPI-089'], spoil: idIgnored((id) => id !== undefined) },
  { name: 'a body without id is accepted', kills: ['JAPI-090'], spoil: idIgnored((id) => id === undefined) },
  {
    name: 'an update of an unknown id is accepted',
    kills: ['JAPI-091'],
    also: ['SCH-001'],
    spoil: answers(({ status }, { method, url }) =>
      status === 404 && method === 'PATCH' && url.pathname.includes('f10f')
        ? { status: 200, text: '{"meta":{}}' }
        : null,
    ),
  },
  { name: 'the legal half of an update is applied', kills: ['JAPI-092'], spoil: halfApplied() },
  { name: 'updatedAt moves on a refused change', kills: ['JAPI-093'], spoil: touching() },
  {
    name: 'updatedAt does not move',
    kills: ['JAPI-093'],
    spoil: run(
      (attributes) =>
        'changed' in (attributes['state'] as object) && (attributes['updatedAt'] = '2026-05-04T09:00:00+00:00'),
    ),
  },
  {
    name: 'DELETE answers with the run',
    kills: ['JAPI-100'],
    spoil: document((one, _, method) => method === 'DELETE' && Object.assign(one, { data: null })),
  },
  { name: 'a deleted run can still be read', kills: ['JAPI-101'], spoil: remembering('GET') },
  {
    name: 'a second deletion answers 200',
    kills: ['JAPI-103'],
    spoil: answers(({ status }, { method }) =>
      status === 404 && method === 'DELETE' ? { status: 200, text: '{"meta":{}}' } : null,
    ),
  },
  { name: 'a deleted run can be updated', kills: ['JAPI-104'], spoil: remembering('PATCH') },
  {
    name: 'PUT is accepted',
    kills: ['JAPI-110'],
    spoil: answers(({ status }, { method, url }) =>
      status === 405 && method === 'PUT' && url.pathname.includes('-0005-') ? { status: 200 } : null,
    ),
  },
]
