import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiButton } from '../components/buttons.tsx'
import { StatusBadge } from '../components/panel.tsx'
import { type ApiRequest, buildWorldPath } from '../control-api.ts'
import { formatDuration, formatTime, type Microseconds, parseInstant } from '../instants.ts'
import { clockReading, getWorldNow, lastClockMove, timeTravelAt, updateClock } from '../state/clock.ts'
import { selectRun } from '../state/run-store.ts'
import { health, worldName } from '../state/world.ts'
import { pinnedEnd } from './viewport.ts'

type ClockMoved = components['schemas']['ClockUpdateResult']

const SPEEDS = ['10x', '60x', '600x', '3600x']

/** Lets time stand still, go, or pass at once. */
export function ClockControls() {
  const by = useSignal('31m')
  const speed = useSignal('60x')
  if (health.value?.readOnly === true) return null
  const mode = clockReading.value?.mode
  return (
    <div class="clock-controls" role="group" aria-label="World clock">
      <div class="group">
        <ApiButton request={buildClockMove({ clock: 'frozen' })} onDone={applyClockMove} disabled={mode === 'frozen'}>
          Freeze
        </ApiButton>
        <ApiButton request={buildClockMove({ clock: 'live' })} onDone={applyClockMove} disabled={mode === 'live'}>
          Live
        </ApiButton>
        <span class="joined">
          <select
            aria-label="Speed"
            value={speed.value}
            onChange={(event) => (speed.value = event.currentTarget.value)}
          >
            {SPEEDS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
          <ApiButton
            request={buildClockMove({ clock: speed.value })}
            onDone={applyClockMove}
            label={`Run at ${speed.value}`}
          >
            Run
          </ApiButton>
        </span>
      </div>
      <div class="group">
        <span class="joined">
          <input
            class="short"
            value={by.value}
            aria-label="Duration, such as 31m"
            onInput={(event) => (by.value = event.currentTarget.value)}
          />
          <ApiButton kind="primary" request={buildClockMove({ advance: by.value })} onDone={applyClockMove}>
            Advance
          </ApiButton>
        </span>
        <ApiButton request={buildClockMove({ next: 'event' })} onDone={applyClockMove}>
          To next event
        </ApiButton>
        <ApiButton request={buildBurst()} onDone={() => '150 runs begin at once.'} label="Burst of 150 runs">
          Burst of 150
        </ApiButton>
      </div>
    </div>
  )
}

function buildClockMove(body: components['schemas']['ClockUpdate']): ApiRequest {
  return { method: 'POST', path: buildWorldPath(worldName.value, '/clock'), body }
}

function buildBurst(): ApiRequest {
  return { method: 'POST', path: buildWorldPath(worldName.value, '/bursts'), body: { count: 150 } }
}

function applyClockMove(moved: ClockMoved, from: Microseconds): string {
  timeTravelAt.value = null
  pinnedEnd.value = null
  updateClock(moved)
  const passed = getWorldNow() - from
  if (passed > 0 && moved.total > 0) lastClockMove.value = { from, moved }
  const events = moved.total === 1 ? 'one thing has happened' : `${moved.total} things have happened`
  return `It is ${formatTime(getWorldNow())}, ${moved.clock === 'frozen' ? 'standing still' : moved.clock}; ${events}.`
}

const MAX_EVENTS = 40

/** What has happened while the clock was moved, in order. */
export function ClockEventList() {
  const { value } = lastClockMove
  if (value === null) return null
  const { from, moved } = value
  const rest = moved.total - Math.min(MAX_EVENTS, moved.events.length)
  return (
    <div class="happened">
      <header>
        <h3>
          {moved.total === 1 ? '1 event' : `${moved.total} events`} in {formatDuration(parseInstant(moved.now) - from)}
        </h3>
        <button type="button" class="quiet" onClick={() => (lastClockMove.value = null)}>
          Dismiss
        </button>
      </header>
      <ol tabIndex={0} aria-label="What happened">
        {moved.events.slice(0, MAX_EVENTS).map((event) => (
          <li key={`${event.at} ${event.run}`}>
            <time>{formatTime(parseInstant(event.at))}</time>
            <button type="button" class="link" onClick={() => selectRun(event.run)}>
              Run {event.run}
            </button>
            <span>{event.type === 'created' ? 'arrives' : event.type === 'deleted' ? 'is deleted' : 'is'}</span>
            {event.type === 'changed' ? <StatusBadge status={event.status} /> : null}
          </li>
        ))}
        {rest > 0 ? <li class="muted">and {rest} more</li> : null}
      </ol>
    </div>
  )
}
