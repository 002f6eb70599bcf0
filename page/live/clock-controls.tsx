import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiButton } from '../components/buttons.tsx'
import { Button, Select, TextInput } from '../components/inputs.tsx'
import { StatusBadge } from '../components/panel.tsx'
import { buildWorldPath } from '../control-api.ts'
import { formatCount } from '../format-count.ts'
import { formatDuration, formatTime, type Microseconds, parseInstant } from '../instants.ts'
import { clockReading, getWorldNow, lastClockMove, timeTravelAt, updateClock } from '../state/clock.ts'
import { selectRun } from '../state/run-store.ts'
import { health, worldName } from '../state/world.ts'
import { pinnedEnd } from './viewport.ts'

type ClockUpdateResult = components['schemas']['ClockUpdateResult']

const SPEEDS = ['10x', '60x', '600x', '3600x'].map((speed) => [speed, speed] as const)

/** Freezes, runs and advances the clock, and creates bursts of runs. */
export function ClockControls() {
  const duration = useSignal('31m')
  const speed = useSignal('60x')
  if (health.value?.readOnly === true) return null
  const mode = clockReading.value?.mode
  const burst = { count: 150 }
  return (
    <div class="clock-controls" role="group" aria-label="World clock">
      <div class="group">
        <ClockButton update={{ clock: 'frozen' }} disabled={mode === 'frozen'}>
          Freeze
        </ClockButton>
        <ClockButton update={{ clock: 'live' }} disabled={mode === 'live'}>
          Live
        </ClockButton>
        <span class="input-group">
          <Select label="Speed" value={speed.value} options={SPEEDS} onChange={(value) => (speed.value = value)} />
          <ClockButton update={{ clock: speed.value }} label={`Play at ${speed.value}`}>
            Play
          </ClockButton>
        </span>
      </div>
      <div class="group">
        <span class="input-group">
          <TextInput label="Duration, such as 31m" class="short" value={duration} />
          <ClockButton update={{ advance: duration.value }} kind="primary">
            Advance
          </ClockButton>
        </span>
        <ClockButton update={{ next: 'event' }}>To next event</ClockButton>
        <ApiButton
          request={{ method: 'POST', path: buildWorldPath(worldName.value, '/bursts'), body: burst }}
          onDone={() => `Created a burst of ${burst.count} runs.`}
        >
          Burst of {burst.count} runs
        </ApiButton>
      </div>
    </div>
  )
}

interface ClockButtonProps {
  readonly update: components['schemas']['ClockUpdate']
  readonly children: ComponentChildren
  readonly kind?: 'primary'
  readonly disabled?: boolean
  readonly label?: string
}

function ClockButton({ update, children, ...attributes }: ClockButtonProps) {
  return (
    <ApiButton
      request={{ method: 'POST', path: buildWorldPath(worldName.value, '/clock'), body: update }}
      onDone={applyClockMove}
      {...attributes}
    >
      {children}
    </ApiButton>
  )
}

function applyClockMove(result: ClockUpdateResult, sentAt: Microseconds): string {
  timeTravelAt.value = null
  pinnedEnd.value = null
  updateClock(result)
  if (getWorldNow() > sentAt && result.total > 0) lastClockMove.value = { from: sentAt, result }
  return `${formatTime(getWorldNow())} (${result.clock}), ${formatCount(result.total, 'event')}`
}

const MAX_EVENTS = 40

/** The events of the last move of the clock, oldest first. */
export function ClockEventList() {
  const { value } = lastClockMove
  if (value === null) return null
  const { now, total, events } = value.result
  const shown = events.slice(0, MAX_EVENTS)
  return (
    <div class="clock-events">
      <header>
        <h3>
          {formatCount(total, 'event')} in {formatDuration(parseInstant(now) - value.from)}
        </h3>
        <Button kind="quiet" onClick={() => (lastClockMove.value = null)}>
          Dismiss
        </Button>
      </header>
      <ol tabIndex={0} aria-label="Events">
        {shown.map((event) => (
          <li key={`${event.at} ${event.run}`}>
            <time>{formatTime(parseInstant(event.at))}</time>
            <Button kind="link" onClick={() => selectRun(event.run)}>
              Run {event.run}
            </Button>
            {event.type === 'changed' ? <StatusBadge status={event.status} /> : <span>{event.type}</span>}
          </li>
        ))}
        {total > shown.length ? <li class="muted">and {total - shown.length} more</li> : null}
      </ol>
    </div>
  )
}
