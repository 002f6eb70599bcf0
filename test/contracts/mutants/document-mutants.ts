import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, type Mutant } from './mutant.ts'
import { document, failures, list, OTHER, primary, relation, typed } from './recrubo-changes.ts'

/** Servers that get the form of JSON:API documents wrong. */
export const documentMutants: readonly Mutant<RecruboRow>[] = [
  {
    name: 'documents come as application/json',
    kills: ['JAPI-001'],
    also: ['HTTP-003'],
    spoil: typed('application/json'),
  },
  {
    name: 'the media type has a charset',
    kills: ['JAPI-001'],
    spoil: typed('application/vnd.api+json; charset=utf-8'),
  },
  {
    name: 'data together with errors',
    kills: ['JAPI-002'],
    spoil: document((one) => (one.errors = [{ title: 'none' }])),
  },
  {
    name: 'included without data',
    kills: ['JAPI-003'],
    spoil: answers(({ status, text }) => (status === 404 ? { text: text.replace('{', '{"included":[],') } : null)),
  },
  {
    name: 'ids are numbers',
    kills: ['JAPI-004'],
    also: ['SCH-001'],
    spoil: document((one) => Array.isArray(one.data) && one.included?.forEach((own, index) => (own.id = index))),
  },
  {
    name: 'runs are of another type',
    kills: ['JAPI-005'],
    also: ['JAPI-060', 'SCH-001'],
    spoil: primary((one) => (one.type = 'flow-runs')),
  },
  {
    name: 'a relationship is empty',
    kills: ['JAPI-007'],
    also: ['SCH-001'],
    spoil: relation(() => ({})),
  },
  {
    name: 'a link is a number',
    kills: ['JAPI-008'],
    also: ['SCH-001'],
    spoil: relation(() => ({ links: { related: 7 } })),
  },
  { name: 'a document has a member of its own', kills: ['JAPI-010'], spoil: document((one) => (one['status'] = 'ok')) },
  { name: 'a resource has a member of its own', kills: ['JAPI-010'], spoil: primary((one) => (one['self'] = {})) },
  {
    name: 'one run stands twice',
    kills: ['JAPI-011'],
    also: ['JAPI-047', 'JAPI-049'],
    spoil: list((runs) => {
      if (runs.length > 16) runs[5] = runs[4]!
    }),
  },
  {
    name: 'a relationship names another flow than the attribute',
    kills: ['JAPI-012'],
    spoil: relation(() => ({ links: { related: `/public/v2/flows/${OTHER}` } })),
  },
  {
    name: 'errors are an object',
    kills: ['JAPI-014'],
    also: ['SCH-012'],
    spoil: failures(() => ({ errors: { title: 'No' } })),
  },
  {
    name: 'the status of an error is a number',
    kills: ['JAPI-014'],
    also: ['SCH-012'],
    spoil: failures((status) => ({ errors: [{ status }] })),
  },
  {
    name: 'the status of an error is another',
    kills: ['JAPI-014'],
    spoil: failures(() => ({ errors: [{ status: '499' }] })),
  },
  {
    name: 'errors name no errors',
    kills: ['ERR-002', 'JAPI-014'],
    also: ['SCH-012'],
    spoil: failures(() => ({ meta: {} })),
  },
]
