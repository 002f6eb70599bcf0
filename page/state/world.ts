import { batch, computed, signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiError, buildWorldPath, getJson } from '../control-api.ts'
import { type Microseconds, parseInstant } from '../instants.ts'
import { getElapsedMilliseconds, scheduleOnce } from '../timers.ts'
import { timeTravelAt, updateClock } from './clock.ts'
import { readEventStream } from './event-stream.ts'
import { runStore } from './run-store.ts'

type Schemas = components['schemas']
export type World = Schemas['World']
export type JournalEntry = Schemas['JournalEntry']
export type Flow = Schemas['Flow']
export type Health = Schemas['Health']
interface FlowList {
  readonly flows: readonly Flow[]
}
type StreamedEvents = Required<Schemas['StreamedEvent']>

export const health = signal<Health | null>(null)
export const worlds = signal<readonly World[]>([])
/** Name of the open world. */
export const worldName = signal('default')
export const flows = signal<readonly Flow[]>([])
/** Newest first. */
export const journalEntries = signal<readonly JournalEntry[]>([])
/** Number of runs of the world, loaded or not; infinite before the first page is loaded. */
export const totalRuns = signal(Infinity)
/** Rises when the world or its journal has changed, at most once a second. */
export const changeCount = signal(0)
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting')
export const connectionError = signal<string | null>(null)

/** Flow names by flow index: those of the first vendor, since each vendor has its own. */
export const flowNames = computed((): readonly string[] =>
  flows.value.map(({ index, vendors }) => Object.values(vendors)[0]?.name ?? `Flow ${index}`),
)

/** Path prefix of the open world on the server. */
export const worldPath = computed(() => worlds.value.find(({ name }) => name === worldName.value)?.path ?? '')

const MAX_ENTRIES = 500
const PAGE_SIZE = 1000
const MAX_LOADED_RUNS = 20_000
const CHANGE_INTERVAL = 1000
const RECONNECT_DELAY = 1500

let abort = new AbortController()
/** All runs created since this instant are loaded. */
let loadedFrom: Microseconds = Infinity
/** Signal of the world whose runs are being loaded. */
let loadingSignal: AbortSignal | null = null
let operationCount = -1

/** Opens a world: loads it and follows its events until another world is opened. */
export function openWorld(name: string): void {
  abort.abort()
  abort = new AbortController()
  batch(() => {
    worldName.value = name
    timeTravelAt.value = null
    connection.value = 'connecting'
  })
  void followEvents(name, abort.signal)
}

/** Loads the flows of the open world again. */
export async function refreshFlows(): Promise<void> {
  const name = worldName.peek()
  const list = await getJson<FlowList>(buildWorldPath(name, '/flows'))
  if (worldName.peek() === name) flows.value = list.flows
}

export async function refreshWorlds(): Promise<void> {
  worlds.value = (await getJson<{ readonly worlds: readonly World[] }>('/_twin/v1/worlds')).worlds
}

/** Loads the runs created since an instant, up to 20,000 runs. */
export async function loadRunsSince(from: Microseconds): Promise<void> {
  if (loadingSignal === abort.signal) return
  const { signal: abortSignal } = abort
  loadingSignal = abortSignal
  try {
    await loadRunPages(worldName.peek(), from, abortSignal)
  } finally {
    if (loadingSignal === abortSignal) loadingSignal = null
  }
}

async function loadRunPages(name: string, from: Microseconds, abortSignal: AbortSignal): Promise<void> {
  while (from < loadedFrom && runStore.size < Math.min(totalRuns.peek(), MAX_LOADED_RUNS)) {
    const skip = Math.max(0, runStore.size - 50)
    const page = await getJson<Schemas['RunList']>(buildWorldPath(name, `/runs?limit=${PAGE_SIZE}&skip=${skip}`))
    if (abortSignal.aborted) return
    const sizeBefore = runStore.size
    const oldest = page.runs.at(-1)
    batch(() => {
      runStore.putRuns(page.runs)
      totalRuns.value = page.total
    })
    if (oldest === undefined || runStore.size === sizeBefore) loadedFrom = -Infinity
    else loadedFrom = Math.min(loadedFrom, parseInstant(oldest.createdAt))
  }
}

async function followEvents(name: string, abortSignal: AbortSignal): Promise<void> {
  while (!abortSignal.aborted) {
    try {
      await loadWorld(name, abortSignal)
      const path = buildWorldPath(name, '/events')
      await readEventStream(path, (event, data) => handleEvent(event, data as never), abortSignal)
    } catch (error) {
      if (!abortSignal.aborted) connectionError.value = error instanceof ApiError ? error.message : null
    }
    if (abortSignal.aborted) return
    connection.value = 'lost'
    await new Promise<void>((resolve) => scheduleOnce(RECONNECT_DELAY, resolve))
  }
}

async function loadWorld(name: string, abortSignal: AbortSignal): Promise<void> {
  const [clock, flowList, currentHealth] = await Promise.all([
    getJson<Schemas['Clock']>(buildWorldPath(name, '/clock')),
    getJson<FlowList>(buildWorldPath(name, '/flows')),
    getJson<Health>('/_twin/v1/health'),
    refreshWorlds(),
  ])
  if (abortSignal.aborted) return
  batch(() => {
    health.value = currentHealth
    flows.value = flowList.flows
    journalEntries.value = []
    clearRuns()
    updateClock(clock)
    connection.value = 'open'
    connectionError.value = null
  })
}

function clearRuns(): void {
  runStore.clearRuns()
  loadedFrom = Infinity
  totalRuns.value = Infinity
  changeCount.value++
}

function handleEvent(
  event: string,
  data: StreamedEvents['clock'] & StreamedEvents['runs'] & StreamedEvents['requests'],
): void {
  if (event === 'clock') {
    updateClock(data)
    if (operationCount !== data.operationCount) notifyChange()
    operationCount = data.operationCount
  } else if (event === 'runs') {
    const deleted = data.events.filter(({ type }) => type === 'deleted')
    const created = data.events.filter(({ type }) => type === 'created')
    batch(() => {
      for (const { run } of deleted) runStore.deleteRun(run.number)
      runStore.putRuns(data.events.filter(({ type }) => type !== 'deleted').map(({ run }) => run))
      totalRuns.value += created.length - deleted.length
    })
    if (created.some(({ run }) => run.flow >= flows.value.length)) void refreshFlows()
    notifyChange()
  } else if (event === 'requests') {
    const entries = new Map([...journalEntries.value, ...data.entries].map((entry) => [entry.sequence, entry]))
    journalEntries.value = [...entries.values()]
      .toSorted((left, right) => right.sequence - left.sequence)
      .slice(0, MAX_ENTRIES)
    notifyChange()
  } else if (event === 'reset' || event === 'gap') {
    if (event === 'reset') journalEntries.value = []
    clearRuns()
    void refreshFlows()
  }
}

let lastChangeAt = -CHANGE_INTERVAL
let isChangeScheduled = false

/** Raises `changeCount` at once, or as soon as a second has passed since the last time. */
function notifyChange(): void {
  if (isChangeScheduled) return
  isChangeScheduled = true
  scheduleOnce(lastChangeAt + CHANGE_INTERVAL - getElapsedMilliseconds(), () => {
    isChangeScheduled = false
    lastChangeAt = getElapsedMilliseconds()
    changeCount.value++
  })
}
