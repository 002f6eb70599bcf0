import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getAnswers, getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { toPartNumber } from '../../world/dataset/id-codec.ts'
import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { findRunRefs, readRun } from '../../world/state/view.ts'
import { addDuration, DAY, type Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import {
  type BodyErrors,
  BodyFields,
  createNonFieldErrors,
  createTextField,
  type Field,
  formatPython,
} from './body-fields.ts'
import {
  type ContactField,
  FIELD_TYPES,
  FIELDS_RESOURCE,
  getPreferredUrn,
  listContactFields,
  serializeNamedChannel,
} from './contact-details.ts'
import { findContact, serializeNamedContact } from './contacts.ts'
import { flowContent } from './flow-content.ts'
import { serializeNamedFlow } from './flows.ts'
import { encodeIntegerRunId, getIds } from './ids.ts'
import {
  createArrayReader,
  getFlowCreatedAt,
  isInRange,
  type NumberedRow,
  type PageReader,
  toReadRange,
} from './list-page.ts'
import {
  findLookup,
  isTruthy,
  parseIntegerParameter,
  parseTimeRange,
  rejectCombinedParameters,
  rejectMissingObject,
} from './query.ts'
import { getServerVersion, isAnonymousWorkspace } from './quirks.ts'
import { parseRequestBody } from './request-body.ts'
import { formatDate } from './value-formats.ts'

type Schemas = components['schemas']

/** Serializes the workspace of the world. */
export function serializeWorkspace(world: World): Schemas['Workspace'] {
  return {
    uuid: getIds(world).workspace,
    name: 'Flowtwin',
    country: null,
    languages: ['eng'],
    timezone: 'UTC',
    date_style: 'day_first',
    anon: isAnonymousWorkspace(world),
    credits: { used: -1, remaining: -1 },
    primary_language: 'eng',
  }
}

const CHANNEL_ADDRESS = '4004'

/** Serializes the one channel of the workspace, through which all messages pass. */
export function serializeChannel(world: World): Schemas['Channel'] {
  const createdAt = getFlowCreatedAt(0, world)
  return {
    ...serializeNamedChannel(world),
    address: CHANNEL_ADDRESS,
    country: null,
    device: null,
    last_seen: null,
    created_on: formatDate(createdAt, world),
  }
}

/** Reads channels.json. */
export function createChannelsReader({ world, request: { query } }: HandlerContext): PageReader<NumberedRow> {
  const [uuid, address] = [query.getLast('uuid') ?? '', query.getLast('address') ?? '']
  const isMatch = (uuid === '' || uuid === getIds(world).channel) && (address === '' || address === CHANNEL_ADDRESS)
  return createArrayReader(isMatch ? [{ number: 0, modifiedAt: getFlowCreatedAt(0, world) }] : [], false)
}

/** Reads a list of things that a world does not have. @throws {Problem} for an `id` that is not an integer */
export function createEmptyReader({ request }: HandlerContext): PageReader<NumberedRow> {
  parseIntegerParameter(request.query, 'id')
  return () => []
}

interface FieldRow extends NumberedRow {
  readonly field: ContactField
}

/** Reads fields.json: by creation, newest first. */
export function createFieldsReader({ world, request: { query } }: HandlerContext): PageReader<FieldRow> {
  const key = query.getLast('key') ?? ''
  const rows = listContactFields(world)
    .map(({ record, ...field }, number) => ({
      number,
      field,
      modifiedAt: record?.createdAt ?? getFlowCreatedAt(0, world),
    }))
    .filter(({ field }) => key === '' || field.key === key)
  const ascending = isTruthy(query.getLast('reverse'))
  return createArrayReader(ascending ? rows : rows.toReversed(), ascending)
}

export function serializeField({ key, name, type }: ContactField): Schemas['ContactField'] {
  return {
    key,
    name,
    type,
    featured: false,
    priority: 0,
    usages: { flows: 0, groups: key === 'district' ? 1 : 0, campaign_events: 0 },
    agent_access: 'view',
    label: name,
    value_type: FIELD_TYPES[type] ?? type,
  }
}

const MAX_FIELD_NAME_LENGTH = 36
const RESERVED_KEYS = new Set(
  'is has id uuid name first_name language urn urns scheme tel_e164 mailto phone email created_on created_by modified_by org status groups fields'.split(
    ' ',
  ),
)

/**
 * Changes the field in `key`, or creates one.
 * @throws {Problem} for an unknown field, and a body that cannot be parsed
 */
export function writeField(
  context: HandlerContext,
): { readonly field: ContactField; readonly isNew: boolean } | { readonly errors: BodyErrors } {
  const { world } = context
  const key = findLookup(context, ['key'])?.value
  const existing = listContactFields(world).find((field) => field.key === key)
  if (key !== undefined && existing === undefined) rejectMissingObject('ContactField', context)
  const fields = new BodyFields(parseRequestBody(context))
  if (fields.shapeErrors !== undefined) return fields.shapeErrors
  const nameField = createTextField({
    maxLength: MAX_FIELD_NAME_LENGTH,
    findError: (name) => findFieldNameError(name, existing, world),
  })
  const names = [fields.readOptional('name', nameField)]
  const types = [fields.readOptional('type', createChoiceField(Object.keys(FIELD_TYPES)))]
  names.push(fields.readOptional('label', nameField))
  const valueType = fields.readOptional('value_type', createChoiceField(Object.values(FIELD_TYPES)))
  types.push(Object.keys(FIELD_TYPES).find((type) => FIELD_TYPES[type] === valueType))
  if (!fields.isValid) return { errors: fields.errors }
  const [name, type] = [names.find((one) => one != null), types.find((one) => one != null)]
  if (name == null) return createNonFieldErrors("Field 'name' is required.")
  if (type == null) return createNonFieldErrors("Field 'type' is required.")
  const field = { key: existing?.key ?? toFieldKey(name), name, type }
  const record = existing?.record ?? null
  world.applyOperation(
    record === null
      ? { kind: 'create-record', resource: FIELDS_RESOURCE, value: field }
      : { kind: 'update-record', resource: FIELDS_RESOURCE, number: record.number, value: field },
  )
  return { field, isNew: existing === undefined }
}

function findFieldNameError(name: string, existing: ContactField | undefined, world: World): string | undefined {
  const isTaken = listContactFields(world).some(
    (field) => field.key !== existing?.key && field.name.toLowerCase() === name.toLowerCase(),
  )
  if (isTaken) return 'This field must be unique.'
  if (!/^[A-Za-z0-9\- ]+$/.test(name)) return 'Can only contain letters, numbers and hypens.'
  const key = toFieldKey(name)
  return /^[a-z][a-z0-9_]*$/.test(key) && !RESERVED_KEYS.has(key)
    ? undefined
    : `Generated key "${key}" is invalid or a reserved name.`
}

function toFieldKey(name: string): string {
  return name
    .toLowerCase()
    .trim()
    .replaceAll(/[^a-z0-9]+/g, '_')
}

function createChoiceField(choices: readonly string[]): Field<string> {
  return {
    kind: 'text',
    parse: (value) =>
      typeof value === 'string' && choices.includes(value)
        ? { value }
        : { errors: [`"${formatPython(value)}" is not a valid choice.`] },
  }
}

/** A question of a run, or an answer to one. */
interface MessageRow extends NumberedRow {
  readonly run: Run
  /** The place of the message in its run, from 0. */
  readonly part: number
  readonly isIncoming: boolean
  readonly text: string
}

/** Returns a number of message places per run that no run exceeds, except a run of an added flow. */
function countMessagePlaces({ dataset }: World): number {
  return 2 * dataset.maxQuestions + 2
}

/** The directions of the messages in each folder; every message of the mock belongs to a flow and was delivered. */
const FOLDERS: ReadonlyMap<string, readonly boolean[]> = new Map([
  ['flows', [true]],
  ['incoming', [true]],
  ['sent', [false]],
])

/** Lists the messages of a run, oldest first: every question is sent, every answer received. */
function listMessagesOfRun(run: Run, { world }: HandlerContext): readonly MessageRow[] {
  if (run.startedAt === null) return []
  const placesPerRun = countMessagePlaces(world)
  const { questions } = getFlowText(flowContent, world, run.flow.index)
  const answers = getAnswers(flowContent, world, run)
  const askedAt = [run.startedAt, ...run.repliesAt].slice(0, run.flow.questions)
  const toRow = (index: number, modifiedAt: Instant, text: string): MessageRow => ({
    number: toPartNumber(run.number, index, placesPerRun),
    part: index,
    modifiedAt,
    run,
    isIncoming: index % 2 === 1,
    text,
  })
  return [
    ...askedAt.map((at, step) => toRow(2 * step, at, `${questions[step % questions.length]?.name ?? ''}?`)),
    ...answers.map(({ at, text, step }) => toRow(2 * step + 1, at, text)),
  ].toSorted(compareRows)
}

function compareRows(left: MessageRow, right: MessageRow): number {
  return left.modifiedAt - right.modifiedAt || left.number - right.number
}

/** Reads messages.json: by creation, newest first. */
export function createMessagesReader(context: HandlerContext): PageReader<MessageRow> {
  const { world, request } = context
  const { query } = request
  rejectCombinedParameters(query, ['contact', 'folder', 'label', 'broadcast'])
  const id = parseIntegerParameter(query, 'id')
  const range = parseTimeRange(query)
  const contactText = query.getLast('contact') ?? ''
  const contact = contactText === '' ? undefined : findContact(contactText, world)
  const folder = query.getLast('folder') ?? ''
  const directions = folder === '' ? [true, false] : (FOLDERS.get(folder.toLowerCase()) ?? [])
  const isImpossible =
    range === null ||
    (contactText !== '' && contact === undefined) ||
    ['label', 'broadcast'].some((name) => (query.getLast(name) ?? '') !== '')
  if (isImpossible) return () => []
  const matches = (row: MessageRow) =>
    directions.includes(row.isIncoming) && (id === undefined || encodeMessageId(row, context) === id)
  return (read) => {
    const bounds = toReadRange({ ascending: false, ...range }, read)
    return collectMessages(context, { ...bounds, contact, count: read.skip + read.limit, matches }).slice(read.skip)
  }
}

interface MessageRead {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly descending: boolean
  readonly contact: number | undefined
  readonly count: number
  readonly matches: (row: MessageRow) => boolean
}

/**
 * Collects messages in the direction of reading. A run sends its messages within its longest duration, so all messages of
 * a span of time belong to runs created in it or up to that duration before. The span doubles until it holds enough.
 */
function collectMessages(context: HandlerContext, read: MessageRead): readonly MessageRow[] {
  const { world, view } = context
  const { descending, contact, count, matches } = read
  const contacts = contact === undefined ? undefined : [contact]
  const all = listRunsByCreation(view, { contacts })
  const [firstRun] = findRunRefs(view, all.slice(0, Math.min(1, all.size)))
  if (firstRun === undefined) return []
  const oldest = readRun(view, firstRun).createdAt
  const start = descending ? Math.min(read.to ?? world.now, world.now) : Math.max(read.from ?? oldest, oldest)
  for (let span = DAY; ; span *= 2) {
    const [low, high] = descending ? [start - span, start] : [start, start + span]
    const isComplete = descending
      ? low < oldest || low < (read.from ?? -Infinity)
      : high > Math.min(read.to ?? world.now, world.now)
    const created = { from: toBound(addDuration(toBound(low), -world.dataset.maxRunDuration)), to: toBound(high) }
    const runs = listRunsByCreation(view, { contacts, created })
    const rows = findRunRefs(view, runs.slice(0, runs.size))
      .flatMap((ref) => listMessagesOfRun(readRun(view, ref), context))
      .filter(
        (row) => row.modifiedAt >= low && row.modifiedAt <= high && isInRange(row.modifiedAt, read) && matches(row),
      )
      .toSorted((left, right) => (descending ? -compareRows(left, right) : compareRows(left, right)))
    if (isComplete || rows.length >= count) return rows.slice(0, count)
  }
}

function toBound(at: number): Instant {
  return at as Instant
}

function encodeMessageId({ run, part }: MessageRow, { world }: HandlerContext): number {
  return toPartNumber(encodeIntegerRunId(run.number, world), part, countMessagePlaces(world))
}

/** Serializes a message as a row of messages.json. */
export function serializeMessage(row: MessageRow, context: HandlerContext): Schemas['Message'] {
  const { world } = context
  const { run, isIncoming, text, modifiedAt } = row
  const at = formatDate(modifiedAt, world)
  const urn = isAnonymousWorkspace(world) ? null : getPreferredUrn(world.getPerson(run.contact))
  const id = encodeMessageId(row, context)
  const uuid = getIds(world).message.encode(row.number)
  const content = {
    contact: serializeNamedContact(run.contact, world),
    urn,
    channel: serializeNamedChannel(world),
    direction: isIncoming ? ('in' as const) : ('out' as const),
    type: 'text' as const,
    status: isIncoming ? ('handled' as const) : ('sent' as const),
    archived: false,
    visibility: 'visible' as const,
    text,
    labels: [],
    flow: serializeNamedFlow(run.flow.index, world),
    attachments: [],
  }
  const dates = { created_on: at, sent_on: isIncoming ? null : at, modified_on: at }
  return getServerVersion(world) === 'v9'
    ? { id, broadcast: null, ...content, ...dates, media: null }
    : { uuid, ...content, quick_replies: [], ...dates, media: null, id, broadcast: null }
}
