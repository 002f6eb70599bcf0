import type { FlowTexts, Question } from '../../content/flow-texts.ts'

/** Creates the steps of a verification. Their answers are documents and photos, so no texts are needed. */
function createSteps(...names: readonly (readonly [string, string])[]): readonly Question[] {
  return names.map(([key, name]) => ({ key, name, answers: { Done: ['done'] } }))
}

const DOCUMENT = ['document-check', 'Check of the identity document'] as const
const FACE = ['face-match', 'Comparison of face and document'] as const
const LIVENESS = ['liveness', 'Proof that a living person is present'] as const
const ADDRESS = ['address-proof', 'Proof of address'] as const
const DATA = ['data-entry', 'Entry of personal data'] as const
const SIGNATURE = ['signature', 'Electronic signature'] as const
const SCREENING = ['screening', 'Screening against sanction lists'] as const
const PHONE = ['phone-check', 'Confirmation of the phone number'] as const

/** The flows of an identity verification platform. */
export const flowContent: FlowTexts = [
  { name: 'Account opening', entryVariables: {}, questions: createSteps(DATA, DOCUMENT, FACE, LIVENESS, SCREENING) },
  { name: 'Driving licence check', entryVariables: {}, questions: createSteps(DOCUMENT, FACE, LIVENESS, PHONE, DATA) },
  { name: 'Insurance policy', entryVariables: {}, questions: createSteps(DATA, DOCUMENT, ADDRESS, FACE, SIGNATURE) },
  { name: 'SIM card activation', entryVariables: {}, questions: createSteps(PHONE, DOCUMENT, FACE, LIVENESS, DATA) },
  { name: 'Age check', entryVariables: {}, questions: createSteps(DOCUMENT, FACE, LIVENESS, DATA, PHONE) },
  { name: 'Consumer credit', entryVariables: {}, questions: createSteps(DATA, DOCUMENT, FACE, ADDRESS, SIGNATURE) },
  { name: 'Rental application', entryVariables: {}, questions: createSteps(DATA, ADDRESS, DOCUMENT, FACE, SCREENING) },
  {
    name: 'Trading account',
    entryVariables: {},
    questions: createSteps(DATA, DOCUMENT, LIVENESS, SCREENING, SIGNATURE),
  },
]
