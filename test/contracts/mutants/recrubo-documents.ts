import type { RecruboRow } from '../twins/recrubo-documents.ts'
import { changeResponses, type Mutant } from './mutant.ts'
import {
  changeDocuments,
  replaceErrors,
  changeLists,
  MISSING_ID,
  changePrimaryResources,
  replaceFlowRelationship,
  replaceMediaType,
} from './recrubo-mutations.ts'

/** Mutants of JSON:API documents. */
export const recruboDocumentMutants: readonly Mutant<RecruboRow>[] = [
  {
    name: 'documents have the media type application/json',
    killedBy: ['JAPI-001'],
    alsoKilledBy: ['HTTP-003'],
    mutate: replaceMediaType('application/json'),
  },
  {
    name: 'the media type has a charset',
    killedBy: ['JAPI-001'],
    mutate: replaceMediaType('application/vnd.api+json; charset=utf-8'),
  },
  {
    name: 'documents have both data and errors',
    killedBy: ['JAPI-002'],
    mutate: changeDocuments((document) => (document.errors = [{ title: 'none' }])),
  },
  {
    name: 'error documents have included',
    killedBy: ['JAPI-003'],
    mutate: changeResponses(({ status, text }) =>
      status === 404 ? { text: text.replace('{', '{"included":[],') } : null,
    ),
  },
  {
    name: 'ids are numbers',
    killedBy: ['JAPI-004'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeDocuments(
      (document) => Array.isArray(document.data) && document.included?.forEach((own, index) => (own.id = index)),
    ),
  },
  {
    name: 'runs have the type flow-runs',
    killedBy: ['JAPI-005'],
    alsoKilledBy: ['JAPI-060', 'SCH-001'],
    mutate: changePrimaryResources((document) => (document.type = 'flow-runs')),
  },
  {
    name: 'a relationship is an empty object',
    killedBy: ['JAPI-007'],
    alsoKilledBy: ['SCH-001'],
    mutate: replaceFlowRelationship(() => ({})),
  },
  {
    name: 'a link is a number',
    killedBy: ['JAPI-008'],
    alsoKilledBy: ['SCH-001'],
    mutate: replaceFlowRelationship(() => ({ links: { related: 7 } })),
  },
  {
    name: 'documents have an undefined member',
    killedBy: ['JAPI-010'],
    mutate: changeDocuments((document) => (document['status'] = 'ok')),
  },
  {
    name: 'resources have an undefined member',
    killedBy: ['JAPI-010'],
    mutate: changePrimaryResources((document) => (document['self'] = {})),
  },
  {
    name: 'a list repeats a run',
    killedBy: ['JAPI-011'],
    alsoKilledBy: ['JAPI-047', 'JAPI-049'],
    mutate: changeLists((runs) => {
      if (runs.length > 16) runs[5] = runs[4]!
    }),
  },
  {
    name: 'the flow relationship and flowId differ',
    killedBy: ['JAPI-012'],
    mutate: replaceFlowRelationship(() => ({ links: { related: `/public/v2/flows/${MISSING_ID}` } })),
  },
  {
    name: 'errors are an object',
    killedBy: ['JAPI-014'],
    alsoKilledBy: ['SCH-012'],
    mutate: replaceErrors(() => ({ errors: { title: 'No' } })),
  },
  {
    name: 'the status of an error is a number',
    killedBy: ['JAPI-014'],
    alsoKilledBy: ['SCH-012'],
    mutate: replaceErrors((status) => ({ errors: [{ status }] })),
  },
  {
    name: 'the status of an error differs from the response status',
    killedBy: ['JAPI-014'],
    mutate: replaceErrors(() => ({ errors: [{ status: '499' }] })),
  },
  {
    name: 'error documents have meta instead of errors',
    killedBy: ['ERR-002', 'JAPI-014'],
    alsoKilledBy: ['SCH-012'],
    mutate: replaceErrors(() => ({ meta: {} })),
  },
]
