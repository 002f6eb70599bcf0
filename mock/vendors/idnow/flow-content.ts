import type { FlowText, FlowTexts } from '../../content/flow-texts.ts'

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
  createFlow('Account opening', DATA, DOCUMENT, FACE, LIVENESS, SCREENING),
  createFlow('Driving licence check', DOCUMENT, FACE, LIVENESS, PHONE, DATA),
  createFlow('Insurance policy', DATA, DOCUMENT, ADDRESS, FACE, SIGNATURE),
  createFlow('SIM card activation', PHONE, DOCUMENT, FACE, LIVENESS, DATA),
  createFlow('Age check', DOCUMENT, FACE, LIVENESS, DATA, PHONE),
  createFlow('Consumer credit', DATA, DOCUMENT, FACE, ADDRESS, SIGNATURE),
  createFlow('Rental application', DATA, ADDRESS, DOCUMENT, FACE, SCREENING),
  createFlow('Trading account', DATA, DOCUMENT, LIVENESS, SCREENING, SIGNATURE),
]

/** Creates a flow of verification steps. Their answers are documents and photos, so no texts are needed. */
function createFlow(name: string, ...steps: readonly (readonly [key: string, name: string])[]): FlowText {
  const questions = steps.map(([key, step]) => ({ key, name: step, answers: { Done: ['done'] } }))
  return { name, entryVariables: {}, questions }
}
