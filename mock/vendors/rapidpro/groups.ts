import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import type { World } from '../../world/world.ts'
import { type BodyErrors, BodyFields, createTextField } from './body-fields.ts'
import { getContactDetails, listDatasetGroups, listGroupsOfContact, listOwnMembers } from './contact-details.ts'
import { getIds } from './ids.ts'
import { toGroupRows, createArrayReader, type NumberedRow, type PageReader } from './list-page.ts'
import {
  createMissingParameterProblem,
  findLookup,
  isTruthy,
  parseUuidText,
  rejectCombinedParameters,
  rejectMissingObject,
} from './query.ts'
import { getServerVersion } from './quirks.ts'
import { parseRequestBody } from './request-body.ts'

type Group = components['schemas']['Group']
type Named = components['schemas']['Named']

const GROUPS_RESOURCE = 'rapidpro/groups'
const MAX_NAME_LENGTH = 64

/** The stored value of a group that a client created, renamed or deleted. */
interface GroupRecord {
  /** The group of the dataset that it replaces; null for a created one. */
  readonly datasetGroup: number | null
  readonly name: string
  readonly isDeleted: boolean
}

/** A group of the workspace. */
interface GroupState {
  readonly number: number
  readonly name: string
  readonly query: string | null
  /** The record that holds the group; null for one of the dataset as it was. */
  readonly record: VendorRecord | null
}

/** Returns the groups that exist, by number. */
function listGroups(world: World): readonly GroupState[] {
  const records = [...world.getRecords(GROUPS_RESOURCE)]
  const stored = records.map((record) => ({ record, value: record.value as unknown as GroupRecord }))
  const original = listDatasetGroups(world).flatMap(({ name, query }, number): readonly GroupState[] => {
    const change = stored.find(({ value }) => value.datasetGroup === number)
    if (change === undefined) return [{ number, name, query, record: null }]
    return change.value.isDeleted ? [] : [{ number, name: change.value.name, query, record: change.record }]
  })
  const created = stored
    .filter(({ value }) => value.datasetGroup === null)
    .map(({ record, value }) => ({ number: toGroupNumber(record, world), name: value.name, query: null, record }))
  return [...original, ...created]
}

function toGroupNumber({ number }: VendorRecord, world: World): number {
  return listDatasetGroups(world).length + number
}

function isDatasetGroup(number: number, world: World): boolean {
  return listDatasetGroups(world)[number] !== undefined
}

function findGroupByNumber(number: number, world: World): GroupState | undefined {
  return listGroups(world).find((group) => group.number === number)
}

/** The contacts of a group, in ascending order. */
export function listGroupMembers(group: number, world: World): readonly number[] {
  const unchanged = listDatasetMembers(group, world).filter((contact) => !hasStoredDetails(contact, world))
  return [...unchanged, ...listStoredMembers(group, world)].toSorted((left, right) => left - right)
}

function listDatasetMembers(group: number, world: World): readonly number[] {
  const { ownData } = world.dataset.parameters
  if (ownData?.groups !== undefined) return listOwnMembers(ownData)[group] ?? []
  const { first = 0, step = 1 } = listDatasetGroups(world)[group] ?? {}
  return Array.from({ length: countDatasetMembers(group, world) }, (_, index) => first + index * step)
}

function countDatasetMembers(group: number, world: World): number {
  const { ownData } = world.dataset.parameters
  if (ownData?.groups !== undefined) return listOwnMembers(ownData)[group]?.length ?? 0
  const { first = Infinity, step = 1 } = listDatasetGroups(world)[group] ?? {}
  return Math.max(0, Math.ceil((world.dataset.parameters.contacts - first) / step))
}

function hasStoredDetails(contact: number, world: World): boolean {
  return world.getPerson(contact).details !== undefined
}

/** The members with stored details. */
function listStoredMembers(group: number, world: World): readonly number[] {
  return listStoredContacts(world).filter((contact) =>
    listGroupsOfContact(getContactDetails(contact, world), world).includes(group),
  )
}

function listStoredContacts(world: World): readonly number[] {
  const records = [...world.sideState.renderSettings.contacts]
  return records.flatMap(({ contact, person }) => (person.details === undefined ? [] : [contact]))
}

function countGroupMembers(group: number, world: World): number {
  const { ownData, contacts } = world.dataset.parameters
  const { first = Infinity, step = 1 } = listDatasetGroups(world)[group] ?? {}
  const isDatasetMember = (contact: number) =>
    ownData?.groups === undefined
      ? contact < contacts && contact % step === first
      : listOwnMembers(ownData)[group]?.includes(contact) === true
  const replaced = listStoredContacts(world).filter(isDatasetMember).length
  return countDatasetMembers(group, world) - replaced + listStoredMembers(group, world).length
}

/** The existing groups of a contact. */
export function listContactGroups(contact: number, world: World): readonly Named[] {
  const groups = listGroupsOfContact(getContactDetails(contact, world), world)
  if (groups.length === 0) return []
  return listGroups(world)
    .filter(({ number }) => groups.includes(number))
    .map(({ number }) => serializeNamedGroup(number, world))
}

/** The group that a broadcast of the dataset was sent to, by the index of its first run. */
export function getBroadcastGroup(firstRun: number, world: World): number {
  return world.dataset.contactRotation.getContact(firstRun) % 2
}

/** Finds a group by UUID or by its exact name, as the filter of contacts does. */
export function findGroup(text: string, world: World): number | undefined {
  return findGroupWhere(text, (name) => name === text, world)
}

/** Finds a group by UUID or by its name in any case, as the fields of bodies do. */
export function findGroupIgnoringCase(text: string, world: World): number | undefined {
  return findGroupWhere(text, (name) => name.toLowerCase() === text.toLowerCase(), world)
}

function findGroupWhere(text: string, hasName: (name: string) => boolean, world: World): number | undefined {
  const number = getIds(world).group.decode(text)
  return listGroups(world).find((group) => group.number === number || hasName(group.name))?.number
}

export function isQueryGroup(group: number, world: World): boolean {
  return findGroupByNumber(group, world)?.query != null
}

export function serializeNamedGroup(group: number, world: World): Named {
  const { name = listDatasetGroups(world)[group]?.name ?? '' } = findGroupByNumber(group, world) ?? {}
  return { uuid: getIds(world).group.encode(group), name }
}

/** Serializes a group as a row of groups.json. */
export function serializeGroup(group: number, world: World): Group {
  return {
    ...serializeNamedGroup(group, world),
    query: findGroupByNumber(group, world)?.query ?? null,
    status: 'ready',
    system: false,
    count: countGroupMembers(group, world),
  }
}

/** Reads groups.json: by creation, newest first unless `reverse` is set. */
export function createGroupsReader({ world, request: { query } }: HandlerContext): PageReader<NumberedRow> {
  rejectCombinedParameters(query, ['uuid', 'name'])
  const ascending = isTruthy(query.getLast('reverse'))
  const uuid = parseUuidText(query, getServerVersion(world))
  const name = (query.getLast('name') ?? '').toLowerCase()
  const groups = listGroups(world).filter(
    (group) =>
      (uuid === undefined || getIds(world).group.encode(group.number) === uuid) &&
      (name === '' || group.name.toLowerCase() === name),
  )
  const original = groups.flatMap(({ number }) => (isDatasetGroup(number, world) ? [number] : []))
  const created = groups.flatMap(({ number, record }) =>
    record === null || isDatasetGroup(number, world) ? [] : [{ number, modifiedAt: record.createdAt }],
  )
  const rows = [...toGroupRows(original, world), ...created]
  return createArrayReader(ascending ? rows : rows.toReversed(), ascending)
}

type GroupWriteResult = { readonly group: number; readonly isNew: boolean } | { readonly errors: BodyErrors }

/**
 * Renames the group in `uuid`, or creates one.
 * @throws {Problem} for an unknown group, and a body that cannot be parsed
 */
export function writeGroup(context: HandlerContext): GroupWriteResult {
  const { world } = context
  const group = findRequestedGroup(context)
  const fields = new BodyFields(parseRequestBody(context))
  if (fields.shapeErrors !== undefined) return fields.shapeErrors
  const isTaken = (name: string) =>
    listGroups(world).some((other) => other.number !== group?.number && other.name.toLowerCase() === name.toLowerCase())
  const name = fields.readRequired(
    'name',
    createTextField({
      maxLength: MAX_NAME_LENGTH,
      findError: (text) => findNameError(text) ?? (isTaken(text) ? 'This field must be unique.' : undefined),
    }),
  )
  if (typeof name !== 'string') return { errors: fields.errors }
  if (group === undefined) {
    storeGroup({ datasetGroup: null, name, isDeleted: false }, world)
    return { group: listDatasetGroups(world).length + world.revision, isNew: true }
  }
  replaceGroup(group, { name, isDeleted: false }, world)
  return { group: group.number, isNew: false }
}

function findNameError(name: string): string | undefined {
  const sign = ['"', '\\'].find((one) => name.includes(one))
  return sign === undefined ? undefined : `Cannot contain the character: ${sign}`
}

/** Deletes the group in `uuid`. @throws {Problem} for an unknown group or without the parameter */
export function deleteGroup(context: HandlerContext): void {
  const group = findRequestedGroup(context)
  if (group === undefined) throw createMissingParameterProblem(['uuid'])
  const isCreated = !isDatasetGroup(group.number, context.world)
  if (isCreated && group.record !== null) {
    const { number } = group.record
    context.world.applyOperation({ kind: 'delete-record', resource: GROUPS_RESOURCE, number })
  } else {
    replaceGroup(group, { name: group.name, isDeleted: true }, context.world)
  }
}

function findRequestedGroup(context: HandlerContext): GroupState | undefined {
  const uuid = findLookup(context, ['uuid'])?.value
  if (uuid === undefined) return undefined
  const number = getIds(context.world).group.decode(uuid)
  const group = number === undefined ? undefined : findGroupByNumber(number, context.world)
  return group ?? rejectMissingObject('ContactGroup', context)
}

function replaceGroup({ number, record }: GroupState, change: Omit<GroupRecord, 'datasetGroup'>, world: World): void {
  const datasetGroup = isDatasetGroup(number, world) ? number : null
  if (record === null) storeGroup({ datasetGroup, ...change }, world)
  else {
    const value = { datasetGroup, ...change }
    world.applyOperation({ kind: 'update-record', resource: GROUPS_RESOURCE, number: record.number, value })
  }
}

function storeGroup(value: GroupRecord, world: World): void {
  world.applyOperation({ kind: 'create-record', resource: GROUPS_RESOURCE, value: { ...value } })
}
