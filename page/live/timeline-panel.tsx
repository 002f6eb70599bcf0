import { useSignalEffect } from '@preact/signals'
import { Button, Select } from '../components/inputs.tsx'
import { Panel, StatusBadge } from '../components/panel.tsx'
import { showToast } from '../components/toast.tsx'
import { buildWorldPath } from '../control-api.ts'
import { formatDay, formatTime, formatTimeOn } from '../instants.ts'
import { clockReading, displayedAt, getWorldNow, timeTravelAt } from '../state/clock.ts'
import { getStatusAt, runStore, STATUSES } from '../state/run-store.ts'
import { connection, loadRunsSince, worldName } from '../state/world.ts'
import { Timeline } from './timeline.tsx'
import { getVisibleRange, panTimeline, pinnedEnd, SPANS, visibleSpan } from './viewport.ts'

const SLIDER_STEPS = 1000

/** The runs on a time axis, with a slider that looks back and the count of each status. */
export function TimelinePanel() {
  useSignalEffect(() => {
    void displayedAt.value
    void runStore.version.value
    if (connection.value !== 'open') return
    loadRunsSince(getVisibleRange().from).catch(() => showToast('Cannot load the runs of this time range.', 'error'))
  })
  return (
    <Panel
      id="timeline"
      title="Timeline"
      hint={formatCaption()}
      tools={<Tools />}
      request={{ method: 'GET', path: buildWorldPath(worldName.value, '/runs?limit=1000') }}
    >
      <Timeline />
      <TimeSlider />
      <Legend />
    </Panel>
  )
}

/** Selects a past instant of the visible range. */
function TimeSlider() {
  const at = displayedAt.value
  const { from, to } = getVisibleRange()
  const position = Math.round(((at - from) / (to - from)) * SLIDER_STEPS)
  const viewPosition = (next: number) => {
    const instant = Math.floor(from + (next / SLIDER_STEPS) * (to - from))
    timeTravelAt.value = instant >= getWorldNow() ? null : instant
  }
  return (
    <div class="time-slider">
      <input
        type="range"
        min={0}
        max={SLIDER_STEPS}
        value={Math.max(0, Math.min(SLIDER_STEPS, position))}
        aria-label="Look back to"
        aria-valuetext={timeTravelAt.value === null ? `${formatTime(at)}, now` : formatTime(at)}
        onInput={(event) => viewPosition(Number(event.currentTarget.value))}
      />
    </div>
  )
}

function Tools() {
  return (
    <>
      {timeTravelAt.value === null ? null : (
        <Button kind="primary" onClick={() => (timeTravelAt.value = null)}>
          Back to now
        </Button>
      )}
      <Select
        label="Time range"
        value={visibleSpan.value}
        options={SPANS}
        onChange={(span) => (visibleSpan.value = span)}
      />
      <Button kind="quiet" label="Earlier" onClick={() => panTimeline(-0.5)}>
        ←
      </Button>
      <Button kind="quiet" label="Later" disabled={pinnedEnd.value === null} onClick={() => panTimeline(0.5)}>
        →
      </Button>
    </>
  )
}

/** The color of each status and its number of runs in the visible range. */
function Legend() {
  void runStore.version.value
  const at = displayedAt.value
  const { from, to } = getVisibleRange()
  const counts = new Map(STATUSES.map((status) => [status, 0]))
  for (const run of runStore.listOldestFirst()) {
    if (run.createdAt > to || (run.endedAt !== null && run.endedAt < from)) continue
    const status = getStatusAt(run, at)
    if (status !== null) counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  return (
    <ul class="legend" aria-label="Runs in the time range by status">
      {[...counts].map(([status, count]) => (
        <li key={status}>
          <StatusBadge status={status} /> <b>{count}</b>
        </li>
      ))}
    </ul>
  )
}

function formatCaption(): string {
  const { from, to } = getVisibleRange()
  const mode = timeTravelAt.value === null ? (clockReading.value?.mode ?? 'connecting') : 'looking back'
  return `${formatDay(to)}, ${formatTimeOn(from, to)} to ${formatTime(to)} UTC, ${mode}`
}
