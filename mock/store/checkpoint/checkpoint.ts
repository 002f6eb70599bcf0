import { endianness } from 'node:os'
import type { SortedList } from '../../world/collections/sorted-list.ts'
import { addFlow, createDatasetSnapshot, type Dataset, toDatasetIndex } from '../../world/dataset/dataset.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { OwnFlow } from '../../world/model/own-data.ts'
import type { RunNumber, Timeline } from '../../world/model/run.ts'
import { DATASET_VERSION } from '../../world/random.ts'
import { type ArrivalStream, createArrivalsFromSource, type ScheduledRun } from '../../world/state/arrivals.ts'
import {
  createOverlayFromSources,
  type Overlay,
  type OverlayRun,
  type OverlaySources,
  type PendingRun,
  type TimelineIndex,
  type TimelineSources,
} from '../../world/state/overlay.ts'
import {
  type ContactRecord,
  createSideStateFromSources,
  type SideState,
  type SideStateSources,
  type VendorRecord,
} from '../../world/state/side-state.ts'
import type { View } from '../../world/state/view.ts'
import { type Instant, NEVER, toInstant } from '../../world/time.ts'
import type { ClockPosition } from '../../world/world.ts'
import {
  type ColumnItems,
  ColumnSource,
  createBoundedSource,
  createKeepingSource,
  decodeContact,
  decodeDeletedRun,
  decodeRun,
  encodeContact,
  encodeDeletedRun,
  encodeJson,
  encodeRows,
  encodeRun,
  findRows,
  iterateNumbers,
  parseJson,
  readDueAt,
  readRowNumber,
  splitColumn,
} from './rows.ts'
import { REDUCER_VERSION, type WebhookProgress } from '../record.ts'
import { SectionEncoder, Sections } from './sections.ts'

/** The version of the checkpoint format. A checkpoint of another version is ignored. */
const CHECKPOINT_FORMAT = 2

/** A place between two lines of a log. */
export interface LogPosition {
  /** The id of the log. */
  readonly id: string
  /** The operations of this log before it, without those of its segments. */
  readonly operations: number
  /** Bytes before it. */
  readonly offset: number
  /** The line before it. */
  readonly lastLine: { readonly offset: number; readonly checksum: string }
  /** Places in the file, so that later operations are found without reading all. */
  readonly index: readonly LogIndexEntry[]
}

export interface LogIndexEntry {
  readonly operations: number
  readonly offset: number
}

/** The state of a world after some of its operations. */
export interface CheckpointState {
  /** The number of operations, those of segments included. */
  readonly operations: number
  readonly view: View
  readonly clock: ClockPosition
  /** The calendar time of the clock. */
  readonly wall: Instant
  readonly webhooks: WebhookProgress
}

interface CheckpointHead extends Omit<CheckpointState, 'view'> {
  readonly format: number
  readonly dataSetVersion: number
  readonly reducerVersion: number
  readonly endianness: string
  readonly position: LogPosition
  readonly view: ViewHead
}

/** A stored state of a world: a cache, from which the world is opened without the operations before it. */
export interface Checkpoint extends Omit<CheckpointState, 'view'> {
  readonly position: LogPosition
  /** Returns the view. Runs, contacts and records are decoded when they are read. @param dataset of the world's parameters */
  createView(dataset: Dataset): View
}

/** Encodes a checkpoint as a file, in chunks that take less than a millisecond each. */
export function* encodeCheckpoint(state: CheckpointState, position: LogPosition): Generator<Uint8Array> {
  const { operations, view, clock, wall, webhooks } = state
  const encoder = new SectionEncoder()
  yield* encodeOverlay(encoder, view.overlay)
  yield* encodeSideState(encoder, view.sideState)
  yield* encoder.addRows('scheduled', encodeRows(view.arrivals.scheduled, encodeJson))
  const head: CheckpointHead = {
    format: CHECKPOINT_FORMAT,
    dataSetVersion: DATASET_VERSION,
    reducerVersion: REDUCER_VERSION,
    endianness: endianness(),
    position,
    operations,
    clock,
    wall,
    webhooks,
    view: toViewHead(view),
  }
  yield* encoder.finish(head)
}

/**
 * Decodes the bytes of a checkpoint file.
 * @param checksum the CRC-32 of all bytes but the last `TAIL_BYTES`
 * @returns 'damaged' when they are not what was written; 'foreign' for another version
 */
export function decodeCheckpoint(bytes: Buffer, checksum: number): Checkpoint | 'damaged' | 'foreign' {
  const sections = Sections.open(bytes, checksum)
  if (sections === undefined) return 'damaged'
  const head = sections.head as typeof sections.head & CheckpointHead
  const isSameVersion =
    head.format === CHECKPOINT_FORMAT &&
    head.dataSetVersion === DATASET_VERSION &&
    head.reducerVersion === REDUCER_VERSION &&
    head.endianness === endianness()
  if (!isSameVersion) return 'foreign'
  const { position, operations, clock, wall, webhooks, view } = head
  return { position, operations, clock, wall, webhooks, createView: (dataset) => createView(sections, view, dataset) }
}

/** The parts of a view that are decoded at once. */
interface ViewHead {
  readonly addedFlows: readonly { readonly own: OwnFlow; readonly addedAt: Instant }[]
  /** The instant of the computed runs. */
  readonly datasetNow: Instant
  readonly overlayNow: Instant
  readonly creationCount: number
  /** The sizes of the lists by flow and environment. */
  readonly slotSizes: readonly number[]
  readonly hiddenSlotSizes: readonly number[]
  readonly settings: readonly (readonly [name: string, position: string])[]
  readonly createdContactCount: number
  /** The resources with records. */
  readonly resources: readonly string[]
  readonly faultRules: readonly JsonObject[]
  readonly rateLimits: SideState['rateLimits']
  /** Null for `NEVER`. */
  readonly datasetUntil: Instant | null
  readonly streams: readonly ArrivalStream[]
}

function toViewHead({ dataset, datasetSnapshot, overlay, sideState, arrivals }: View): ViewHead {
  const { renderSettings, records, faultRules, rateLimits } = sideState
  const getSizes = ({ byFlowAndEnvironment }: TimelineIndex) => byFlowAndEnvironment.map(({ size }) => size)
  return {
    addedFlows: dataset.flows.flatMap(({ own, addedAt }) =>
      own === null || addedAt === null ? [] : [{ own, addedAt }],
    ),
    datasetNow: datasetSnapshot.now,
    overlayNow: overlay.now,
    creationCount: overlay.creationCount,
    slotSizes: getSizes(overlay.timelines),
    hiddenSlotSizes: getSizes(overlay.hiddenTimelines),
    settings: [...renderSettings.settings],
    createdContactCount: renderSettings.createdContactCount,
    resources: [...records.keys()],
    faultRules,
    rateLimits,
    datasetUntil: arrivals.datasetUntil === NEVER ? null : arrivals.datasetUntil,
    streams: arrivals.streams,
  }
}

function createView(sections: Sections, head: ViewHead, original: Dataset): View {
  const dataset = head.addedFlows.reduce((extended, { own, addedAt }) => addFlow(extended, own, addedAt), original)
  const datasetUntil = head.datasetUntil ?? NEVER
  return {
    dataset,
    datasetSnapshot: createDatasetSnapshot(dataset, head.datasetNow, datasetUntil),
    overlay: createOverlayFromSources(createOverlaySources(sections, head, dataset)),
    sideState: createSideStateFromSources(createSideStateSources(sections, head)),
    arrivals: createArrivalsFromSource({
      datasetUntil,
      streams: head.streams,
      scheduled: createKeepingSource(sections.getRows('scheduled'), (row) => parseJson(row) as ScheduledRun),
    }),
  }
}

/** Each run is stored once, as a row in the order of numbers; the other lists contain rows. */
function* encodeOverlay(encoder: SectionEncoder, overlay: Overlay): Generator<Uint8Array> {
  const numbers: RunNumber[] = []
  const pending: PendingRun[] = []
  const listRuns = function* (): Generator<Buffer> {
    for (const row of encodeRows(overlay.runs, encodeRun)) {
      const [number, dueAt] = [readRowNumber(row), readDueAt(row)]
      numbers.push(number)
      if (dueAt !== NEVER) pending.push({ number, dueAt })
      yield row
    }
  }
  yield* encoder.addRows('runs', listRuns())
  const addRowsOf = (name: string, lists: readonly SortedList<Numbered>[]) =>
    encoder.addColumn(name, Uint32Array, findRows(numbers, iterateNumbers(lists, getNumber)))
  yield* addRowsOf('timelines', [overlay.timelines.all])
  yield* addRowsOf('timelines/slots', overlay.timelines.byFlowAndEnvironment)
  yield* addRowsOf('byModified', [overlay.byModified])
  const [pendingNumbers, dueInstants] = [pending.map(getNumber), pending.map(({ dueAt }) => dueAt)]
  yield* encoder.addColumn('pending', Float64Array, pendingNumbers)
  yield* encoder.addColumn('pending/dueAt', Float64Array, dueInstants)
  const { all, byFlowAndEnvironment } = overlay.hiddenTimelines
  yield* encoder.addColumn('hidden', Float64Array, iterateNumbers([all], getNumber))
  yield* encoder.addColumn('hidden/slots', Float64Array, iterateNumbers(byFlowAndEnvironment, getNumber))
  yield* encoder.addColumn('hidden/numbers', Float64Array, overlay.hiddenNumbers)
  yield* encoder.addRows('deleted', encodeRows(overlay.deletedRuns, encodeDeletedRun))
}

interface Numbered {
  readonly number: RunNumber
}

function getNumber({ number }: Numbered): RunNumber {
  return number
}

function createOverlaySources(sections: Sections, head: ViewHead, dataset: Dataset): OverlaySources {
  const rows = sections.getRows('runs')
  const runs = createBoundedSource(rows, (row) => decodeRun(row, dataset, head.overlayNow))
  const items: ColumnItems<OverlayRun> = {
    getItem: runs.getItem,
    getNumber: (row) => readRowNumber(rows.getBytes(row)),
  }
  const timelines: ColumnItems<Timeline> = { ...items, getItem: (row) => runs.getItem(row).timeline }
  const dueInstants = sections.getNumbers('pending/dueAt')
  return {
    now: head.overlayNow,
    creationCount: head.creationCount,
    runs,
    timelines: {
      all: new ColumnSource(sections.getIntegers('timelines'), timelines),
      byFlowAndEnvironment: splitColumn(sections.getIntegers('timelines/slots'), head.slotSizes, timelines),
    },
    byModified: new ColumnSource(sections.getIntegers('byModified'), items),
    pending: Array.from(sections.getNumbers('pending'), (number, place) => {
      return { number, dueAt: toInstant(dueInstants[place] ?? NEVER) }
    }),
    hiddenTimelines: createHiddenSources(sections, head, dataset),
    hiddenNumbers: new ColumnSource(sections.getNumbers('hidden/numbers'), { getItem: toSelf, getNumber: toSelf }),
    deletedRuns: createBoundedSource(sections.getRows('deleted'), (row) => decodeDeletedRun(row, dataset)),
  }
}

function toSelf(number: RunNumber): RunNumber {
  return number
}

/** Hidden timelines are those of the dataset. */
function createHiddenSources(sections: Sections, { hiddenSlotSizes }: ViewHead, dataset: Dataset): TimelineSources {
  const timelines: ColumnItems<Timeline> = {
    getItem: (number) => {
      const index = toDatasetIndex(number)
      if (index === undefined) throw new RangeError(`run ${number} is not a computed one`)
      return dataset.getTimeline(index)
    },
    getNumber: toSelf,
  }
  return {
    all: new ColumnSource(sections.getNumbers('hidden'), timelines),
    byFlowAndEnvironment: splitColumn(sections.getNumbers('hidden/slots'), hiddenSlotSizes, timelines),
  }
}

function* encodeSideState(encoder: SectionEncoder, { renderSettings, records }: SideState): Generator<Uint8Array> {
  const numbers: number[] = []
  const listContacts = function* (): Generator<Buffer> {
    for (const row of encodeRows(renderSettings.contacts, encodeContact)) {
      numbers.push(readRowNumber(row))
      yield row
    }
  }
  yield* encoder.addRows('contacts', listContacts())
  const byPhone = iterateNumbers([renderSettings.contactsByPhone], ({ contact }) => contact)
  yield* encoder.addColumn('contacts/byPhone', Uint32Array, findRows(numbers, byPhone))
  for (const [place, list] of [...records.values()].entries())
    yield* encoder.addRows(`records/${place}`, encodeRows(list, encodeJson))
}

function createSideStateSources(sections: Sections, head: ViewHead): SideStateSources {
  const rows = sections.getRows('contacts')
  const contacts = createKeepingSource(rows, decodeContact)
  const byPhone: ColumnItems<ContactRecord> = {
    getItem: contacts.getItem,
    getNumber: (row) => readRowNumber(rows.getBytes(row)),
  }
  const { settings, createdContactCount, resources, faultRules, rateLimits } = head
  return {
    settings: new Map(settings),
    contacts,
    contactsByPhone: new ColumnSource(sections.getIntegers('contacts/byPhone'), byPhone),
    createdContactCount,
    records: new Map(
      resources.map((resource, place) => [
        resource,
        createKeepingSource(sections.getRows(`records/${place}`), (row) => parseJson(row) as VendorRecord),
      ]),
    ),
    faultRules,
    rateLimits,
  }
}
