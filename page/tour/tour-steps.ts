import type { components } from '../../spec/generated/control.types.ts'
import { ApiError, buildWorldPath, requestJson } from '../control-api.ts'
import { HOUR } from '../instants.ts'
import { visibleSpan } from '../live/viewport.ts'
import { timeTravelAt, updateClock } from '../state/clock.ts'
import { buildHref } from '../state/route.ts'
import { runStore, selectRun } from '../state/run-store.ts'
import { refreshWorlds } from '../state/world.ts'

type Schemas = components['schemas']

/** The world of the tour; other worlds do not change. */
const WORLD = 'tour'

const CONTACT = { name: 'Ada Wells', phone: '+31612345678' }

/** One step of the tour: what the presenter tells, and what the button does before the next step. */
export interface TourStep {
  readonly title: string
  readonly text: string
  /** Title of the button that leads to the next step. */
  readonly action: string
  readonly perform: () => Promise<void>
}

/** The story of an abandoned cart. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    title: 'An abandoned cart',
    text: 'A shop writes to customers who leave with a full cart. The tour follows one customer through two such flows, in a world of its own with a frozen clock.',
    action: 'Start',
    perform: openTourWorld,
  },
  {
    title: 'Ada leaves the shop',
    text: 'The shop starts its flow for Ada. All four APIs can start it; here the control API inserts the run.',
    action: 'Start the flow',
    perform: () => insertRun('expired'),
  },
  {
    title: 'The run is queued',
    text: 'The new bar is at the right end of the timeline. The clock is frozen, so nothing happens until you move it.',
    action: 'Advance 2 minutes',
    perform: () => advanceClock('2m'),
  },
  {
    title: 'The first message is out',
    text: 'The run is running: Ada has the message and has not replied. A run without a reply expires after half an hour.',
    action: 'Advance 31 minutes',
    perform: () => advanceClock('31m'),
  },
  {
    title: 'No reply: the run has expired',
    text: 'The table of fields shows the same run as each API returns it: other words for the status, other ids, other formats of time.',
    action: 'Send a second nudge',
    perform: () => insertRun('completed'),
  },
  {
    title: 'Ada gets a second message',
    text: 'A second run starts for the same contact. This time Ada answers all questions.',
    action: 'Advance 29 minutes',
    perform: () => advanceClock('29m'),
  },
  {
    title: 'The cart is rescued',
    text: 'The run is completed, and each API returns it. Drag the slider below the timeline to look back at any instant of the story.',
    action: 'End the tour',
    perform: () => Promise.resolve(),
  },
]

/** Creates the world of the tour, or resets it, and opens it. */
async function openTourWorld(): Promise<void> {
  selectRun(null)
  try {
    const body = { name: WORLD, seed: 42, runs: 60, every: '20m', clock: 'frozen' }
    await requestJson({ method: 'POST', path: '/_twin/v1/worlds', body })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    await requestJson({ method: 'POST', path: buildWorldPath(WORLD, '/reset'), body: {} })
  }
  await refreshWorlds()
  visibleSpan.value = HOUR
  location.hash = buildHref('live', WORLD)
}

async function insertRun(end: 'expired' | 'completed'): Promise<void> {
  const body = { flow: 0, contact: CONTACT, end }
  const inserted = await requestJson<Schemas['InsertedRuns']>({
    method: 'POST',
    path: buildWorldPath(WORLD, '/runs'),
    body,
  })
  runStore.putRuns(inserted.runs)
  selectRun(inserted.runs[0]?.number ?? null)
}

async function advanceClock(advance: string): Promise<void> {
  const path = buildWorldPath(WORLD, '/clock')
  timeTravelAt.value = null
  updateClock(await requestJson<Schemas['ClockUpdateResult']>({ method: 'POST', path, body: { advance } }))
}
