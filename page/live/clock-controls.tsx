import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import type { Call } from '../control.ts'
import { worldPath } from '../control.ts'
import { Action } from '../parts/action.tsx'
import { type Microseconds, timeOf } from '../instants.ts'
import { asOf, hear, heard, worldNow } from '../state/clock.ts'
import { happened } from '../state/happened.ts'
import { health, worldName } from '../state/world.ts'
import { pinnedEnd } from './viewport.ts'

type Moved = components['schemas']['ClockMoved']

const SPEEDS = ['10x', '60x', '600x', '3600x']

/** Lets time stand still, go, or pass at once. */
export function ClockControls() {
  const by = useSignal('31m')
  const speed = useSignal('60x')
  if (health.value?.readOnly === true) return null
  const mode = heard.value?.mode
  return (
    <div class="clock-controls" role="group" aria-label="World clock">
      <div class="group">
        <Action call={moving({ clock: 'frozen' })} done={took} disabled={mode === 'frozen'}>
          Freeze
        </Action>
        <Action call={moving({ clock: 'live' })} done={took} disabled={mode === 'live'}>
          Live
        </Action>
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
          <Action call={moving({ clock: speed.value })} done={took} label={`Run at ${speed.value}`}>
            Run
          </Action>
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
          <Action kind="primary" call={moving({ advance: by.value })} done={took}>
            Advance
          </Action>
        </span>
        <Action call={moving({ next: 'event' })} done={took}>
          To next event
        </Action>
        <Action call={bursting()} done={() => '150 runs begin at once.'} label="Burst of 150 runs">
          Burst of 150
        </Action>
      </div>
    </div>
  )
}

function moving(body: components['schemas']['ClockMove']): Call {
  return { method: 'POST', path: worldPath(worldName.value, '/clock'), body }
}

function bursting(): Call {
  return { method: 'POST', path: worldPath(worldName.value, '/bursts'), body: { count: 150 } }
}

function took(moved: Moved, from: Microseconds): string {
  asOf.value = null
  pinnedEnd.value = null
  hear(moved)
  const passed = worldNow() - from
  if (passed > 0 && moved.total > 0) happened.value = { from, moved }
  const events = moved.total === 1 ? 'one thing has happened' : `${moved.total} things have happened`
  return `It is ${timeOf(worldNow())}, ${moved.clock === 'frozen' ? 'standing still' : moved.clock}; ${events}.`
}
