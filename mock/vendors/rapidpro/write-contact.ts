import type { HandlerContext } from '../../http/handler.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { findRunRefs, readRun } from '../../world/state/view.ts'
import { TOKEN_USERS } from './auth.ts'
import {
  type BodyErrors,
  BodyFields,
  createFieldErrors,
  createNonFieldErrors,
  createReferencesField,
  createTextField,
  createTextsField,
  describeInvalidUrn,
  parseValidUrn,
  urnsField,
} from './body-fields.ts'
import {
  type ContactDetails,
  createContact,
  findContactByUrn,
  getContactDetails,
  listContactFields,
  toPerson,
} from './contact-details.ts'
import { findContact, parseLookupUrn } from './contacts.ts'
import { findGroupIgnoringCase, isQueryGroup } from './groups.ts'
import { createMissingParameterProblem, findLookup, rejectMissingObject } from './query.ts'
import { getServerVersion, isAnonymousWorkspace } from './quirks.ts'
import { parseRequestBody } from './request-body.ts'
import { formatDate, getUrnIdentity } from './value-formats.ts'

type ContactWriteResult = { readonly contact: number; readonly isNew: boolean } | { readonly errors: BodyErrors }

/** The valid fields of a request; an undefined one stays the same. */
interface ContactInput {
  readonly name: string | null | undefined
  readonly language: string | null | undefined
  readonly note: string | undefined
  readonly urns: readonly string[] | undefined
  readonly groups: readonly number[] | undefined
  readonly fields: Readonly<Record<string, string | null>> | undefined
}

const LOOKUP_PARAMETERS = ['urn', 'uuid']
const MAX_NAME_LENGTH = 64
const MAX_NOTE_LENGTH = 10_000
const MAX_NOTES = 5

/**
 * Changes the contact in `uuid` or `urn`, or creates one.
 * @throws {Problem} for an unknown UUID, an invalid URN in the query, and a body that cannot be parsed
 */
export function writeContact(context: HandlerContext): ContactWriteResult {
  const { world } = context
  const lookup = findLookup(context, LOOKUP_PARAMETERS)
  const lookupUrn = lookup?.name === 'urn' ? parseLookupUrn(lookup.value, world) : undefined
  const target = lookup?.name === 'uuid' ? findContact(lookup.value, world) : findByUrn(lookupUrn, context)
  if (lookup?.name === 'uuid' && target === undefined) rejectMissingObject('Contact', context)
  const fields = new BodyFields(parseRequestBody(context))
  if (fields.shapeErrors !== undefined) return fields.shapeErrors
  const input = readInput(fields, { target, isLookupByUrn: lookupUrn !== undefined }, context)
  if (!fields.isValid) return { errors: fields.errors }
  if (target !== undefined) return updateContact(target, input, context)
  const urn = lookupUrn === undefined ? undefined : parseValidUrn(lookupUrn)
  if (lookupUrn !== undefined && urn === undefined) return createNonFieldErrors(describeInvalidUrn(lookupUrn))
  return addContact({ ...input, urns: urn === undefined ? input.urns : [urn] }, context)
}

function findByUrn(urn: string | undefined, { world }: HandlerContext): number | undefined {
  return urn === undefined ? undefined : findContactByUrn(urn, world)
}

interface WriteTarget {
  /** Undefined for a new contact. */
  readonly target: number | undefined
  readonly isLookupByUrn: boolean
}

/** Reads the fields in the order of the serializer. */
function readInput(fields: BodyFields, writeTarget: WriteTarget, { world }: HandlerContext): ContactInput {
  const isNewer = getServerVersion(world) === 'head'
  const nameField = createTextField({ maxLength: MAX_NAME_LENGTH, isNullable: true })
  const languageField = createTextField({
    maxLength: 3,
    minLength: isNewer ? 3 : 0,
    isNullable: true,
    findError: (code) => (isIso6393Code(code) ? undefined : 'Not a valid ISO639-3 language code.'),
  })
  const noteField = createTextField({ maxLength: MAX_NOTE_LENGTH, isBlankAllowed: true })
  const urns = {
    ...urnsField,
    parse(value: Parameters<typeof urnsField.parse>[0]) {
      const result = urnsField.parse(value)
      const error = 'value' in result ? findUrnsError(result.value, writeTarget, world) : undefined
      return error === undefined ? result : createFieldErrors(error)
    },
  }
  const groupsField = createReferencesField(
    (text) => findGroupIgnoringCase(text, world),
    (group, text) => (isQueryGroup(group, world) ? `Contact group must not be query based: ${text}` : undefined),
  )
  const fieldsField = createTextsField(getServerVersion(world), (values) => {
    const keys = new Set(listContactFields(world).map(({ key }) => key))
    const unknown = Object.keys(values).find((key) => !keys.has(key))
    return unknown === undefined ? undefined : `Invalid contact field key: ${unknown}`
  })
  return {
    name: fields.readOptional('name', nameField),
    language: fields.readOptional('language', languageField),
    note: isNewer ? (fields.readOptional('note', noteField) ?? undefined) : undefined,
    urns: fields.readOptional('urns', urns) ?? undefined,
    groups: fields.readOptional('groups', groupsField) ?? undefined,
    fields: fields.readOptional('fields', fieldsField) ?? undefined,
  }
}

/** Finds the error of valid URNs. Version 9 also checks here whether they are free. */
function findUrnsError(
  urns: readonly string[],
  { target, isLookupByUrn }: WriteTarget,
  world: Parameters<typeof findContactByUrn>[1],
): string | undefined {
  if (isLookupByUrn) return 'Field not allowed when using URN in URL'
  if (isAnonymousWorkspace(world) && target !== undefined) {
    return 'Updating URNs not allowed for anonymous organizations'
  }
  if (getServerVersion(world) === 'head') return undefined
  const taken = urns.find((urn) => isTaken(urn, target, world))
  return taken === undefined ? undefined : `URN belongs to another contact: ${taken}`
}

function isTaken(urn: string, target: number | undefined, world: Parameters<typeof findContactByUrn>[1]): boolean {
  const owner = findContactByUrn(urn, world)
  return owner !== undefined && owner !== target
}

/** The newer line finds URNs of other contacts when it stores the contact. */
function findTakenUrn(
  urns: readonly string[] = [],
  target: number | undefined,
  { world }: HandlerContext,
): { readonly errors: BodyErrors } | undefined {
  const index = urns.findIndex((urn) => isTaken(urn, target, world))
  return index === -1 ? undefined : { errors: { urns: { [index]: ['URN is in use by another contact.'] } } }
}

function updateContact(contact: number, input: ContactInput, context: HandlerContext): ContactWriteResult {
  const { world } = context
  const previous = getContactDetails(contact, world)
  if (previous.isDeleted) return createNonFieldErrors("Deleted contacts can't be modified.")
  const taken = findTakenUrn(input.urns, contact, context)
  if (taken !== undefined) return taken
  const person = world.getPerson(contact)
  const name = input.name === undefined ? person.name : input.name
  const details: ContactDetails = {
    ...previous,
    language: input.language === undefined ? previous.language : input.language,
    urns: input.urns === undefined ? previous.urns : listDistinctUrns(input.urns),
    groups: input.groups === undefined ? previous.groups : input.groups,
    fields: mergeFields(previous.fields, input.fields),
    notes: addNote(previous.notes, input.note, context),
  }
  // A request without a change leaves the contact's modification as it is.
  if (name !== person.name || JSON.stringify(details) !== JSON.stringify(previous)) {
    world.applyOperation({ kind: 'change-contact', contact, person: toPerson(person, name, details) })
  }
  return { contact, isNew: false }
}

function addContact(input: ContactInput, context: HandlerContext): ContactWriteResult {
  const taken = findTakenUrn(input.urns, undefined, context)
  if (taken !== undefined) return taken
  const { name = null, language = null, urns = [], groups = [] } = input
  const details = { language, urns: listDistinctUrns(urns), groups, fields: mergeFields({}, input.fields) }
  return { contact: createContact(context, name, details), isNew: true }
}

function listDistinctUrns(urns: readonly string[]): readonly string[] {
  return [...new Map(urns.toReversed().map((urn) => [getUrnIdentity(urn), urn])).values()].toReversed()
}

/** An empty value and null clear a field. */
function mergeFields(
  previous: ContactDetails['fields'],
  changes: ContactInput['fields'] = {},
): ContactDetails['fields'] {
  const merged = Object.entries({ ...previous, ...changes })
  return Object.fromEntries(
    merged.flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value] as const])),
  )
}

/** A contact keeps its newest notes. */
function addNote(
  notes: ContactDetails['notes'],
  text: string | undefined,
  { world }: HandlerContext,
): ContactDetails['notes'] {
  if (text === undefined) return notes
  const note = {
    text,
    created_on: formatDate(world.now, world),
    created_by: { email: TOKEN_USERS.head, name: 'Admin' },
  }
  return [...notes, note].slice(-MAX_NOTES)
}

/**
 * Deletes the contact in `uuid` or `urn`: it loses its data, and its active run ends.
 * @throws {Problem} for an unknown contact or without a parameter
 */
export function deleteContact(context: HandlerContext): void {
  const { world, view } = context
  const lookup = findLookup(context, LOOKUP_PARAMETERS)
  if (lookup === undefined) throw createMissingParameterProblem(LOOKUP_PARAMETERS)
  const contact =
    lookup.name === 'uuid'
      ? findContact(lookup.value, world)
      : findContactByUrn(parseLookupUrn(lookup.value, world), world)
  if (contact === undefined) return rejectMissingObject('Contact', context)
  const runs = listRunsByCreation(view, {
    contacts: [contact],
    facet: ({ status }) => status === 'queued' || status === 'running',
  })
  const active = findRunRefs(view, runs.slice(0, runs.size)).map((ref) => readRun(view, ref).number)
  for (const run of active) world.applyOperation({ kind: 'change', run, end: 'cancelled', variables: null })
  const details = { urns: [], language: null, groups: [], fields: {}, notes: [], isDeleted: true }
  world.applyOperation({ kind: 'change-contact', contact, person: toPerson(world.getPerson(contact), null, details) })
}

/** One bit per combination of three letters, from `aaa`: set for the 7,867 codes of ISO 639-3 (npm: iso-639-3 3.0.1). */
const LANGUAGE_CODES = Buffer.from(
  [
    '/+3f/v//v9v7//7a9x88V2uXe/j/9/9wvwP//8sFhWL5//1/7//39/////////fjqf///0ywCn6/33/////X///P/9tv9PFwXeefFAcg3/0fbs',
    'kheO9v3///f///f///////3/////d/7///7///5////b//7f////+/////79///fv//yf////+///////3///1z////9/////+///f///f+f//',
    '7v/////+7zu9/cWtLUDsnMFDJAwlQQBQRADAv//+n7RCRdaTJIj3e+cXVlF5Dhw3e/Pv/+9RGGUIAAD8/73///92Nz6Hx8/7AYEAsAWAAAAAAA',
    'NQAACSIdD9d+/e/l4EAAJkjRnB33sjAAAA323OIuXZ8/5//8+dFAEEhgDRAPDHZV/WmV637e8DAAIAAACAV1pHkmkBLNZ7dN9/fwAAAAEEVgMA',
    'ALAUB1EUGgABAAAQEUkAAGAQAAAAEAAARAQAEIAEEAAABACAKAQAABDVLRBkFyRTtdS9480DAIAAQBAAAAAABBc5Ad3XkSGYpwAABECCAAABBA',
    'AAAAIBQABEAACw/u85AAIAAAAEAAAAAAAgAEAEAAAAAgAAABCjqgQAAAAABCAEpggEAAiBUAAACDEGQAAAAABAQAP1QxAIBAAAAOC7sxMAgAAR',
    'AAAAAAAAAAAAAAAA///f7//fz4OiwP/fJ+8P5QMQILDFgEUlmwPfuN8D1EiQAQ5Bt5Ncyziyf/9t+f//fQQIAAEhEjzP/Q+FT0QAAAT//9/W6B',
    'v0N6MNAAAge3kCBYQA8P///wAYBYEAAACAELQcIQAAAAAAEEAABAi0/qYMQAAAESQEbABg8P//d/YYBZ/bbgMAEQAAAEAFNb6CKAQABFHi//8/',
    'BQkIBUAAAAAAEAEABAAAAAAhAmzjSRSIIMBHkAcAAADMUEAkhUeEQCAQACEAUIgQANHs71Q1DQFpBi3rMwgAIAVAEQAAAFBAlkjW3afBRpf7AB',
    'AACACAAEBFAAECAAFAgAACCPjr1zvEmRYAAAwEASAg2aIBAAAAEkQAAAQQ8J2VEwSAAAHQEkAAEPCQYkzSAgFKAEYEgAgAACDAAIAGAAgAAAAA',
    '8NjvFQIIAAABAAAAABABABAAAAD///1///////9//+/2////////P/f/37///////3////7//////////////f/f3//3/9///////776//////',
    '9/////////7///7//r/fv/////9d////+/3d//vJgFLP8H8Pv/fwAIAMM9GwbmcvDv/39EIjCfex79/1by/z7f8h6V9///R4ABAgAAQFWfipn5',
    'LhGHUfj3/3dAAQXRWFwAAAAQBAIAIAqA+z///v7////////v/7//f/////////ff//f//997////9////f+////7///e333///f///f///////',
    '//f////3/f37/v9/9/3//n////9972f///f+f///f/X/9/n/7///9//38CggTf////1++///f/4p7n//f/dn3F////////3v+/fw+nUQbEF9Bd',
    'r6b//f9jXUvf//8/IBQAV1GCZfUN8v//30IFxQUAIgB0aRAYBEEAAQYAAAAAAFFgBQQBAAAGASAAGAWSsf1nSwaVBkft2kyde4MEYkAAFUIAAA',
    'BUx/lfEMzJRs/3ExEAIAAAAJAAAAAAAAoQAAFAAODf/799vk//v0AUhGGw/116BAIASS0UJvPt8b/vPwAAAsfgHny//b379/z3///0/e9B9HcQ',
    'AAEAf/+33flfBYbv9Tf9HQAAAENxQgBAAAABQxkACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAP+951fuE10IwUAh+hcBgAAAAADw/v+/ACMAIAAACAAAMLXjEAAAABEkFgABAhCCowFQAAGDEUgAAADw398/EqoQ/vhS',
    'AIAgAAAAAEAQAgIYABBCEGFf3jEAAAABVAIgAAABAEIBIAAA/3b/////L9/ez737p//vf0tAEPF96f33///7v/dv8XvxP/8//+////7///3f//',
    '39/1f/b4F1H/z3/+/////+/19XJ+9fUBBy//+fFZ8VB33GfaGS9e//f/+////93f//vfbf/z9AmAK/7//n9v5c/v9/0D4Ve7j/vv//9v/393P/',
    '/+7799f97y+Av8X//v/f///////9/3d7Bh93//nbXc99Frnqa6AeIAAwAgQkSAQAAEDUBgQAAAQABAAwAQZQAAgAQAAkAAQAENx4100PFE/xFm',
    'TRSAoAAABAAAgAAAD89+sfWEhBJKAEADASQCIAEAAAAAAAAAEAAAiAEBC/b5MAAQAAAAAAAADAgC8AAAAAAAAKAAAAwIfCAgAAAAHfGAAAEvD/',
    'eT8AJQAACAoAAAAAAABAABADAAkgAAABAACDAAAAAAEAAAAAAAAAAAAAAAD/+//Pfr4REAAAkgFEzdFeAAEAMBQEURABBPY/MgUEALCAIFV1n3',
    '2fccx41UP112cUAQAAAAAALPfbH1RgA2gFEIs4ugEAADAAJEQAABADEQIBAADw9f+X17xQ1nh6FVABpITpQQAAAGsZUnQA6SCQYpIAAAJ/7/9/',
    'hVP07///cJ3HTPVC/P//HwCAwFaMFp/7N33v/7WkrwFEGAFdTkoIUCgw4IAQICQA////T/4BBogKQBYBABULPgEAABCQaUUCAgHpv78CAAAQ1K',
    'fRVJ5E3v2HZrFVINSj2DA8gAAAAEzwEcWEblAAIlB/v8sHACAQhLJFEAZEAAASAhEA8P/9fwUCEoEAAAAIABAMAgAAAACDMAIshAExwAMkAAAA',
    'y+Q6AsgE8P//fxQBAYRQB/z//w8BAEAQOAEBHBJA4XYWiAMQAAAAAQAAAAAAIiQKQIAAAA==',
  ].join(''),
  'base64',
)

/** Tests whether a text is an ISO 639-3 code of a language. */
export function isIso6393Code(text: string): boolean {
  if (!/^[a-z]{3}$/.test(text)) return false
  const index = Buffer.from(text).reduce((sum, letter) => sum * 26 + letter - 97, 0)
  return ((LANGUAGE_CODES[index >> 3] ?? 0) & (1 << (index & 7))) !== 0
}
