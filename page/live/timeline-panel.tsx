import { useSignalEffect } from '@preact/signals'
import { formatDay } from '../instants.ts'
import { buildWorldPath } from '../control.ts'
import { Panel } from '../parts/panel.tsx'
import { showToast } from '../state/announcements.ts'
import { refreshTick } from '../state/beat.ts'
import { timeTravelAt, getViewedInstant } from '../state/clock.ts'
import { runStore } from '../state/rows-of-world.ts'
import { STATUSES, getStatusAt } from '../state/rows.ts'
import { connection, loadRunsSince, worldName } from '../state/world.ts'
import { Scrubber } from './scrubber.tsx'
import { Timeline, formatTimelineCaption } from './timeline.tsx'
import { panTimeline, pinnedEnd, getVisibleRange, SPANS, visibleSpan } from './viewport.ts'

/** The world alive: its runs on its own time. */
export function TimelinePanel() {
  useSignalEffect(() => {
    void refreshTick.value
    if (connection.value !== 'open') return
    const { from } = getVisibleRange()
    loadRunsSince(from).catch(() => showToast('The runs of that time could not be read.', 'trouble'))
  })
  return (
    <Panel
      id="timeline"
      title="World"
      hint={`${formatDay(getViewedInstant())}, ${formatTimelineCaption()}`}
      tools={<Tools />}
      request={{ method: 'GET', path: buildWorldPath(worldName.value, '/runs?limit=1000') }}
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
      {timeTravelAt.value === null ? null : (
        <button type="button" class="primary" onClick={() => (timeTravelAt.value = null)}>
          Back to now
        </button>
      )}
      <label>
        <span class="hidden">Show</span>
        <select value={visibleSpan.value} onChange={(event) => (visibleSpan.value = Number(event.currentTarget.value))}>
          {SPANS.map(([name, length]) => (
            <option key={name} value={length}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="quiet" aria-label="Earlier" onClick={() => panTimeline(-0.5)}>
        ←
      </button>
      <button
        type="button"
        class="quiet"
        aria-label="Later"
        disabled={pinnedEnd.value === null}
        onClick={() => panTimeline(0.5)}
      >
        →
      </button>
    </>
  )
}

/** What the colours mean, and how many runs there are of each in the time that is shown. */
function Legend() {
  void refreshTick.value
  const { from, to } = getVisibleRange()
  const at = getViewedInstant()
  const counts = new Map(STATUSES.map((status) => [status, 0]))
  for (const row of runStore.listOldestFirst()) {
    if (row.createdAt > to || (row.endedAt !== null && row.endedAt < from)) continue
    const status = getStatusAt(row, at)
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
