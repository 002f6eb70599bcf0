import { useSignalEffect } from '@preact/signals'
import { Panel } from '../components/panel.tsx'
import { showToast } from '../components/toast.tsx'
import { buildWorldPath } from '../control-api.ts'
import { formatDay, formatTime } from '../instants.ts'
import { getViewedInstant, getWorldNow, refreshTick, timeTravelAt } from '../state/clock.ts'
import { getStatusAt, runStore, STATUSES } from '../state/run-store.ts'
import { connection, loadRunsSince, worldName } from '../state/world.ts'
import { formatTimelineCaption, Timeline } from './timeline.tsx'
import { getVisibleRange, panTimeline, pinnedEnd, SPANS, visibleSpan } from './viewport.ts'

const SLIDER_STEPS = 1000

/** Looks back: as far as the timeline reaches, to any instant. */
export function Scrubber() {
  // Where the present stands moves with the clock.
  void refreshTick.value
  const { from, to } = getVisibleRange()
  const at = getViewedInstant()
  const value = Math.round(((at - from) / (to - from)) * SLIDER_STEPS)
  const viewPosition = (position: number) => {
    const instant = Math.floor(from + (position / SLIDER_STEPS) * (to - from))
    timeTravelAt.value = instant >= getWorldNow() ? null : instant
  }
  return (
    <div class="scrubber">
      <input
        type="range"
        min={0}
        max={SLIDER_STEPS}
        value={Math.max(0, Math.min(SLIDER_STEPS, value))}
        aria-label="Look back to"
        aria-valuetext={timeTravelAt.value === null ? `${formatTime(at)}, now` : formatTime(at)}
        onInput={(event) => viewPosition(Number(event.currentTarget.value))}
      />
    </div>
  )
}

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
