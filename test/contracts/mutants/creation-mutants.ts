import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, type Mutant, requests } from './mutant.ts'
import { document, list } from './recrubo-changes.ts'
import { attributesIn, created, creatingAnyway, emptyMessageRefused, run, typeIgnored } from './write-changes.ts'

/** Servers that create wrongly. */
export const creationMutants: readonly Mutant<RecruboRow>[] = [
  {
    name: 'a creation answers 200',
    kills: ['JAPI-060'],
    also: ['HTTP-001', 'HTTP-002'],
    spoil: answers(({ status }) => (status === 201 ? { status: 200 } : null)),
  },
  {
    name: 'a creation starts another flow than was asked for',
    kills: ['JAPI-060'],
    spoil: created(
      ({ flowId }) => String(flowId).startsWith('0000') && { flowId: '00000003-00f4-4000-8000-aaaa00000003' },
    ),
  },
  {
    name: 'Location leads to another run',
    kills: ['JAPI-061'],
    spoil: answers(({ status, headers }) =>
      status === 201 ? { headers: { location: `${headers['location']}0` } } : null,
    ),
  },
  {
    name: 'no Location',
    kills: ['JAPI-061'],
    spoil: answers(({ status }) => (status === 201 ? { headers: { location: '' } } : null)),
  },
  {
    name: 'a creation returns a run that was there before',
    kills: ['JAPI-062'],
    also: ['JAPI-063', 'JAPI-066'],
    spoil: (twin, hit) =>
      document((one, _, method) => method === 'POST' && Object.assign(one.data as object, { id: twin.rows[7]!.id }))(
        twin,
        hit,
      ),
  },
  {
    name: 'a created run cannot be read',
    kills: ['JAPI-062'],
    also: ['JAPI-061', 'JAPI-066', 'HTTP-001'],
    spoil: answers(({ status }, { url, method }) =>
      status === 200 && method === 'GET' && url.pathname.includes('-0005-')
        ? { status: 404, text: '{"errors":[{"status":"404"}]}' }
        : null,
    ),
  },
  {
    name: 'a created run is not listed',
    kills: ['JAPI-063'],
    also: ['JAPI-085'],
    spoil: list((runs) => runs.splice(0, runs.length, ...runs.filter(({ id }) => !String(id).includes('-0005-')))),
  },
  {
    name: 'the four attributes are not all required: state',
    kills: ['JAPI-064'],
    spoil: created((attributes) => attributes['state'] === undefined && { state: {} }),
  },
  {
    name: 'the four attributes are not all required: initialMessage',
    kills: ['JAPI-064'],
    spoil: created((attributes) => attributes['initialMessage'] === undefined && { initialMessage: {} }),
  },
  {
    name: 'the four attributes are not all required: flowId',
    kills: ['JAPI-064'],
    spoil: created(
      (attributes) => attributes['flowId'] === undefined && { flowId: '00000000-00f4-4000-8000-aaaa00000000' },
    ),
  },
  {
    name: 'the four attributes are not all required: messageThreadId',
    kills: ['JAPI-064'],
    spoil: created(
      (attributes) =>
        attributes['messageThreadId'] === undefined && { messageThreadId: '00000000-00a4-4000-8000-aaaa00000000' },
    ),
  },
  { name: 'an empty message is refused', kills: ['JAPI-065', 'JAPI-060', 'HTTP-001'], spoil: emptyMessageRefused() },
  {
    name: 'the state comes back as a text',
    kills: ['JAPI-066', 'SCH-007'],
    spoil: run(
      (attributes) =>
        Object.keys(attributes['state'] as object).length > 1 &&
        (attributes['state'] = JSON.stringify(attributes['state'])),
    ),
  },
  {
    name: 'null members of the state are dropped',
    kills: ['JAPI-066'],
    spoil: run((attributes) => delete (attributes['state'] as { nothing?: unknown }).nothing),
  },
  {
    name: 'cost can be written on creation',
    kills: ['JAPI-067'],
    spoil: created((attributes) => attributes['cost'] !== undefined && { cost: undefined }),
  },
  { name: 'a refused creation creates a run', kills: ['JAPI-067'], spoil: creatingAnyway() },
  { name: 'the type is not looked at', kills: ['JAPI-068', 'JAPI-089'], spoil: typeIgnored() },
  {
    name: 'an unknown flow is accepted',
    kills: ['JAPI-070'],
    spoil: created(
      (attributes) =>
        String(attributes['flowId']).startsWith('f10f') && { flowId: '00000000-00f4-4000-8000-aaaa00000000' },
    ),
  },
  {
    name: 'a new run is already finished',
    kills: ['JAPI-071'],
    spoil: document((one, _, method) => method === 'POST' && attributesIn(one, (own) => (own['status'] = 'finished'))),
  },
  {
    name: 'a body with a foreign parameter is accepted',
    kills: ['JAPI-020'],
    spoil: requests(
      (_, request) =>
        request.headers.get('content-type')?.includes(';') === true && {
          headers: { 'content-type': 'application/vnd.api+json' },
        },
    ),
  },
]
