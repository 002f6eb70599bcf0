import type { Flavour, Question } from '../../content/flavour.ts'

/** The steps of a verification; people answer with documents and faces, so there are no texts. */
function steps(...names: readonly (readonly [string, string])[]): readonly Question[] {
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

/** A platform on which people prove who they are. */
export const flavour: Flavour = [
  { name: 'Account opening', entry: {}, questions: steps(DATA, DOCUMENT, FACE, LIVENESS, SCREENING) },
  { name: 'Driving licence check', entry: {}, questions: steps(DOCUMENT, FACE, LIVENESS, PHONE, DATA) },
  { name: 'Insurance policy', entry: {}, questions: steps(DATA, DOCUMENT, ADDRESS, FACE, SIGNATURE) },
  { name: 'SIM card activation', entry: {}, questions: steps(PHONE, DOCUMENT, FACE, LIVENESS, DATA) },
  { name: 'Age check', entry: {}, questions: steps(DOCUMENT, FACE, LIVENESS, DATA, PHONE) },
  { name: 'Consumer credit', entry: {}, questions: steps(DATA, DOCUMENT, FACE, ADDRESS, SIGNATURE) },
  { name: 'Rental application', entry: {}, questions: steps(DATA, ADDRESS, DOCUMENT, FACE, SCREENING) },
  { name: 'Trading account', entry: {}, questions: steps(DATA, DOCUMENT, LIVENESS, SCREENING, SIGNATURE) },
]
