import { useSignalEffect } from '@preact/signals'
import { dayOf } from '../instants.ts'
import { worldPath } from '../control.ts'
import { Panel } from '../parts/panel.tsx'
import { say } from '../state/announcements.ts'
import { beat } from '../state/beat.ts'
import { asOf, lookedAt } from '../state/clock.ts'
import { rows } from '../state/rows-of-world.ts'
import { STATUSES, statusAt } from '../state/rows.ts'
import { connection, loadSince, worldName } from '../state/world.ts'
import { Scrubber } from './scrubber.tsx'
import { Timeline, timelineCaption } from './timeline.tsx'
import { pan, pinnedEnd, shown, SPANS, span } from './viewport.ts'

/** The world alive: its runs on its own time. */
export function TimelinePanel() {
  useSignalEffect(() => {
    void beat.value
    if (connection.value !== 'open') return
    const { from } = shown()
    loadSince(from).catch(() => say('The runs of that time could not be read.', 'trouble'))
  })
  return (
    <Panel
      id="timeline"
      title="World"
      hint={`${dayOf(lookedAt())}, ${timelineCaption()}`}
      tools={<Tools />}
      call={{ method: 'GET', path: worldPath(worldName.value, '/runs?limit=1000') }}
    >
      <Timeline />
      <Scrubber />
      <Legend />
    </Panel>
  )
}

function Tools() {
  return (
    <>
      {asOf.value === null ? null : (
        <button type="button" class="primary" onClick={() => (asOf.value = null)}>
          Back to now
        </button>
      )}
      <label>
        <span class="hidden">Show</span>
        <select value={span.value} onChange={(event) => (span.value = Number(event.currentTarget.value))}>
          {SPANS.map(([name, length]) => (
            <option key={name} value={length}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="quiet" aria-label="Earlier" onClick={() => pan(-0.5)}>
        ←
      </button>
      <button
        type="button"
        class="quiet"
        aria-label="Later"
        disabled={pinnedEnd.value === null}
        onClick={() => pan(0.5)}
      >
        →
      </button>
    </>
  )
}

/** What the colours mean, and how many runs there are of each in the time that is shown. */
function Legend() {
  void beat.value
  const { from, to } = shown()
  const at = lookedAt()
  const counts = new Map(STATUSES.map((status) => [status, 0]))
  for (const row of rows.ordered()) {
    if (row.createdAt > to || (row.endedAt !== null && row.endedAt < from)) continue
    const status = statusAt(row, at)
    if (status !== null) counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  return (
    <ul class="legend" aria-label="Runs in the time shown, by status">
      {[...counts].map(([status, count]) => (
        <li key={status}>
          <span class={`status status-${status}`}>{status}</span> <b>{count}</b>
        </li>
      ))}
    </ul>
  )
}
