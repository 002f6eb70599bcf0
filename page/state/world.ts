import { batch, signal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ask, Refused, worldPath } from '../control.ts'
import { instantOf, type Microseconds } from '../instants.ts'
import { later } from '../real-time.ts'
import { asOf, hear } from './clock.ts'
import { rows } from './rows-of-world.ts'
import { readStream } from './stream.ts'

type Schemas = components['schemas']
export type World = Schemas['World']
export type Entry = Schemas['JournalEntry']
export type Flow = Schemas['Flow']
export type Health = Schemas['Health']
type Streamed = Required<Schemas['StreamedEvent']>

export const health = signal<Health | null>(null)
export const worlds = signal<readonly World[]>([])
export const worldName = signal('default')
export const flows = signal<readonly Flow[]>([])
/** Newest first. */
export const entries = signal<readonly Entry[]>([])
/** Rises when anything has happened, at most once a second: whoever asks anew for each must not ask all the time. */
export const changed = signal(0)
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting')
export const trouble = signal<string | null>(null)

const MOST_ENTRIES = 500
const PAGE = 1000
const MOST_LOADED = 20_000
const REST = 1000

let abort = new AbortController()
/** Runs that were created since then are all held. */
let loadedFrom: Microseconds = Infinity
let total = Infinity
/** What is being loaded at the moment, by what would end it. */
let loading: AbortSignal | null = null

/** Shows another world: forgets what was known, and listens to what happens there. */
export function open(name: string): void {
  abort.abort()
  abort = new AbortController()
  batch(() => {
    worldName.value = name
    asOf.value = null
    connection.value = 'connecting'
  })
  void listen(name, abort.signal)
}

export async function readWorlds(): Promise<void> {
  const told = await ask<{ readonly worlds: readonly World[] }>({ method: 'GET', path: '/_twin/v1/worlds' })
  worlds.value = told.worlds
}

/** Makes sure that the runs since an instant are known, as far as that can be. */
export async function loadSince(from: Microseconds): Promise<void> {
  if (loading === abort.signal) return
  const name = worldName.peek()
  const { signal: aborted } = abort
  loading = aborted
  try {
    await loadPages(name, from, aborted)
  } finally {
    if (loading === aborted) loading = null
  }
}

async function loadPages(name: string, from: Microseconds, aborted: AbortSignal): Promise<void> {
  while (from < loadedFrom && rows.size < Math.min(total, MOST_LOADED)) {
    const skip = Math.max(0, rows.size - 50)
    const path = worldPath(name, `/runs?limit=${PAGE}&skip=${skip}`)
    const page = await ask<Schemas['RunList']>({ method: 'GET', path })
    if (aborted.aborted) return
    const before = rows.size
    rows.put(page.runs)
    total = page.total
    const oldest = page.runs.at(-1)
    if (oldest === undefined || rows.size === before) loadedFrom = -Infinity
    else loadedFrom = Math.min(loadedFrom, instantOf(oldest.createdAt))
  }
}

async function listen(name: string, aborted: AbortSignal): Promise<void> {
  while (!aborted.aborted) {
    try {
      await begin(name)
      await readStream(worldPath(name, '/events'), (event, data) => take(event, data as never), aborted)
    } catch (error) {
      if (aborted.aborted) return
      trouble.value = error instanceof Refused ? error.message : null
    }
    if (aborted.aborted) return
    connection.value = 'lost'
    await new Promise<void>((resolve) => later(1500, resolve))
  }
}

async function begin(name: string): Promise<void> {
  const told = await ask<Schemas['Clock']>({ method: 'GET', path: worldPath(name, '/clock') })
  const known = await ask<{ readonly flows: readonly Flow[] }>({ method: 'GET', path: worldPath(name, '/flows') })
  health.value = await ask<Health>({ method: 'GET', path: '/_twin/v1/health' })
  await readWorlds()
  forget()
  batch(() => {
    hear(told)
    flows.value = known.flows
    connection.value = 'open'
    trouble.value = null
  })
}

function forget(): void {
  rows.clear()
  loadedFrom = Infinity
  total = Infinity
  entries.value = []
  changed.value++
}

let operations = -1

/** Takes in what the stream tells. */
function take(event: string, data: Streamed['clock'] & Streamed['runs'] & Streamed['requests']): void {
  if (event === 'clock') {
    hear(data)
    if (operations !== data.operations) touch()
    operations = data.operations
  } else if (event === 'runs') {
    for (const { what, run } of data.events) if (what === 'deleted') rows.delete(run.number)
    rows.put(data.events.filter(({ what }) => what !== 'deleted').map(({ run }) => run))
    touch()
  } else if (event === 'requests') {
    const fresh = new Map(data.entries.map((entry) => [entry.sequence, entry]))
    const others = entries.value.filter(({ sequence }) => !fresh.has(sequence))
    entries.value = [...fresh.values(), ...others]
      .toSorted((left, right) => right.sequence - left.sequence)
      .slice(0, MOST_ENTRIES)
    touch()
  } else if (event === 'reset' || event === 'jump') {
    if (event === 'reset') entries.value = []
    rows.clear()
    loadedFrom = Infinity
    total = Infinity
    changed.value++
  }
}

let isResting = false
let isWaiting = false

function touch(): void {
  if (isResting) {
    isWaiting = true
    return
  }
  changed.value++
  isResting = true
  later(REST, () => {
    isResting = false
    if (!isWaiting) return
    isWaiting = false
    touch()
  })
}
