import { defineQuirks } from '../../http/quirk.ts'

/** What is open about contacts and how they are named. */
export const contactQuirks = defineQuirks({
  contactAndPhone: {
    id: 'qyvo.contact-and-phone',
    question: 'What if a start or a lookup names the contact twice? The pages ask for exactly one.',
    source: 'Trigger flow; Get contact',
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: '422 in the validation shape', 'id-first': 'contact_id counts, then phone, then email' },
  },
  upsertTags: {
    id: 'qyvo.upsert-tags',
    question:
      'What do the tags of create-contact do to a contact that has some? Update contact says that it replaces them.',
    source: 'Create contact; Update contact',
    evidence: 'decided',
    defaultPosition: 'added',
    positions: { added: 'they come to those that are there', replaced: 'they replace those that are there' },
  },
  neverActive: {
    id: 'qyvo.never-active-contacts',
    question:
      'Where do contacts without a message stand in a search? Its database puts nulls first in descending order.',
    source: 'Search contacts: by last_message_at, the most recently active',
    evidence: 'decided',
    defaultPosition: 'last',
    positions: { last: 'after all others', first: 'before all others' },
  },
})
