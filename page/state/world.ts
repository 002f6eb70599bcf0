import { batch, computed, signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiError, type ApiRequest, buildWorldPath, requestJson, sendRequest } from '../control-api.ts'
import { type Microseconds, parseInstant } from '../instants.ts'
import { scheduleOnce } from '../timers.ts'
import { timeTravelAt, updateClock } from './clock.ts'
import { runStore } from './run-store.ts'

/** What a stream of server-sent events brings. */
export type StreamListener = (name: string, data: unknown) => void

/**
 * Reads a stream of server-sent events until it ends. By fetch and not by EventSource, because that one cannot send the
 * token that a server beyond this machine wants.
 */
export async function readEventStream(path: string, listener: StreamListener, abort: AbortSignal): Promise<void> {
  const response = await sendRequest({ method: 'GET', path, headers: { accept: 'text/event-stream' } }, abort)
  if (!response.ok || response.body === null) throw new Error(await response.text())
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const parts = `${rest}${value}`.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) emitEvent(part, listener)
  }
}

function emitEvent(part: string, listener: StreamListener): void {
  const lines = part.split('\n')
  const name = lines.find((line) => line.startsWith('event: '))?.slice(7)
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
  if (name !== undefined && data !== undefined) listener(name, JSON.parse(data))
}

type Schemas = components['schemas']
export type World = Schemas['World']
export type JournalEntry = Schemas['JournalEntry']
export type Flow = Schemas['Flow']
export type Health = Schemas['Health']
type StreamedEvents = Required<Schemas['StreamedEvent']>

export const health = signal<Health | null>(null)
export const worlds = signal<readonly World[]>([])
export const worldName = signal('default')
export const flows = signal<readonly Flow[]>([])
/** Newest first. */
export const journalEntries = signal<readonly JournalEntry[]>([])
/** Rises when anything has happened, at most once a second: whoever asks anew for each must not ask all the time. */
export const changeCount = signal(0)
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting')
export const connectionError = signal<string | null>(null)

const MAX_ENTRIES = 500
const PAGE_SIZE = 1000
const MAX_LOADED_RUNS = 20_000
const CHANGE_INTERVAL = 1000

let abort = new AbortController()
/** Runs that were created since then are all held. */
let loadedFrom: Microseconds = Infinity
let totalRuns = Infinity
/** What is being loaded at the moment, by what would end it. */
let loadingSignal: AbortSignal | null = null

/** Shows another world: forgets what was known, and listens to what happens there. */
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

export async function readWorlds(): Promise<void> {
  const told = await requestJson<{ readonly worlds: readonly World[] }>({ method: 'GET', path: '/_twin/v1/worlds' })
  worlds.value = told.worlds
}

/** Makes sure that the runs since an instant are known, as far as that can be. */
export async function loadRunsSince(from: Microseconds): Promise<void> {
  if (loadingSignal === abort.signal) return
  const name = worldName.peek()
  const { signal: aborted } = abort
  loadingSignal = aborted
  try {
    await loadRunPages(name, from, aborted)
  } finally {
    if (loadingSignal === aborted) loadingSignal = null
  }
}

async function loadRunPages(name: string, from: Microseconds, aborted: AbortSignal): Promise<void> {
  while (from < loadedFrom && runStore.size < Math.min(totalRuns, MAX_LOADED_RUNS)) {
    const skip = Math.max(0, runStore.size - 50)
    const path = buildWorldPath(name, `/runs?limit=${PAGE_SIZE}&skip=${skip}`)
    const page = await requestJson<Schemas['RunList']>({ method: 'GET', path })
    if (aborted.aborted) return
    const before = runStore.size
    runStore.putRuns(page.runs)
    totalRuns = page.total
    const oldest = page.runs.at(-1)
    if (oldest === undefined || runStore.size === before) loadedFrom = -Infinity
    else loadedFrom = Math.min(loadedFrom, parseInstant(oldest.createdAt))
  }
}

async function followEvents(name: string, aborted: AbortSignal): Promise<void> {
  while (!aborted.aborted) {
    try {
      await loadWorld(name)
      await readEventStream(
        buildWorldPath(name, '/events'),
        (event, data) => handleEvent(event, data as never),
        aborted,
      )
    } catch (error) {
      if (aborted.aborted) return
      connectionError.value = error instanceof ApiError ? error.message : null
    }
    if (aborted.aborted) return
    connection.value = 'lost'
    await new Promise<void>((resolve) => scheduleOnce(1500, resolve))
  }
}

async function loadWorld(name: string): Promise<void> {
  const told = await requestJson<Schemas['Clock']>({ method: 'GET', path: buildWorldPath(name, '/clock') })
  const known = await requestJson<{ readonly flows: readonly Flow[] }>({
    method: 'GET',
    path: buildWorldPath(name, '/flows'),
  })
  health.value = await requestJson<Health>({ method: 'GET', path: '/_twin/v1/health' })
  await readWorlds()
  clearWorld()
  batch(() => {
    updateClock(told)
    flows.value = known.flows
    connection.value = 'open'
    connectionError.value = null
  })
}

function clearWorld(): void {
  runStore.clearRuns()
  loadedFrom = Infinity
  totalRuns = Infinity
  journalEntries.value = []
  changeCount.value++
}

let operationCount = -1

/** Takes in what the stream tells. */
function handleEvent(
  event: string,
  data: StreamedEvents['clock'] & StreamedEvents['runs'] & StreamedEvents['requests'],
): void {
  if (event === 'clock') {
    updateClock(data)
    if (operationCount !== data.operationCount) notifyChange()
    operationCount = data.operationCount
  } else if (event === 'runs') {
    for (const { type, run } of data.events) if (type === 'deleted') runStore.deleteRun(run.number)
    runStore.putRuns(data.events.filter(({ type }) => type !== 'deleted').map(({ run }) => run))
    notifyChange()
  } else if (event === 'requests') {
    const fresh = new Map(data.entries.map((entry) => [entry.sequence, entry]))
    const others = journalEntries.value.filter(({ sequence }) => !fresh.has(sequence))
    journalEntries.value = [...fresh.values(), ...others]
      .toSorted((left, right) => right.sequence - left.sequence)
      .slice(0, MAX_ENTRIES)
    notifyChange()
  } else if (event === 'reset' || event === 'gap') {
    if (event === 'reset') journalEntries.value = []
    runStore.clearRuns()
    loadedFrom = Infinity
    totalRuns = Infinity
    changeCount.value++
  }
}

let isThrottled = false
let isChangePending = false

function notifyChange(): void {
  if (isThrottled) {
    isChangePending = true
    return
  }
  changeCount.value++
  isThrottled = true
  scheduleOnce(CHANGE_INTERVAL, () => {
    isThrottled = false
    if (!isChangePending) return
    isChangePending = false
    notifyChange()
  })
}

/** What the flows are called, by their numbers; by one vendor's names, since each has its own. */
export const flowNames = computed((): readonly string[] =>
  flows.value.map(({ index, vendors }) => Object.values(vendors)[0]?.name ?? `Flow ${index}`),
)

/** A request to a vendor that answers with runs; null while nothing is known of the server. */
export function buildDemoRequest(): ApiRequest | null {
  const prefix = worlds.value.find(({ name }) => name === worldName.value)?.path ?? ''
  const vendors = health.value?.vendors ?? []
  const found = DEMO_PATHS.flatMap(([name, path]) => {
    const vendor = vendors.find((one) => one.name === name)
    return vendor === undefined ? [] : [{ path: `${prefix}${path}`, authorization: vendor.authorization }]
  })[0]
  if (found === undefined) return null
  return { method: 'GET', path: found.path, headers: { authorization: found.authorization } }
}

const DEMO_PATHS = [
  ['rapidpro', '/api/v2/runs.json'],
  ['recrubo', '/public/v2/flow-runs'],
  ['qyvo', '/api/v1/dropdowns/flows'],
  ['idnow', '/api/v1/flows/live'],
] as const
