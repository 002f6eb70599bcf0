import { ClockFace } from './live/clock-face.tsx'
import { showsCalls } from './control.ts'
import { address, hrefOf } from './state/address.ts'
import { scheme, wish } from './state/scheme.ts'
import { connection, health, worldName, worlds } from './state/world.ts'

const WORDS = { connecting: 'connecting', open: 'live', lost: 'reconnecting' } as const

/** Which world, what time it is there, and how the page is shown. */
export function TopBar() {
  const known = worlds.value.some(({ name }) => name === worldName.value)
  return (
    <header class="top">
      <div class="brand">
        <img src="/_twin/icon.svg" alt="" width="28" height="28" />
        <h1>Flowtwin</h1>
        <span class={`connection ${connection.value}`} role="status">
          {WORDS[connection.value]}
        </span>
        {health.value?.readOnly === true ? <span class="chip">read-only</span> : null}
      </div>
      <label class="world">
        <span>World</span>
        <select
          value={worldName.value}
          onChange={(event) => (location.hash = hrefOf(address.value.view, event.currentTarget.value))}
        >
          {known ? null : <option>{worldName.value}</option>}
          {worlds.value.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <ClockFace />
      <div class="switches">
        <button
          type="button"
          class="quiet"
          aria-pressed={showsCalls.value}
          onClick={() => (showsCalls.value = !showsCalls.value)}
        >
          Show calls
        </button>
        <button
          type="button"
          class="quiet"
          aria-pressed={scheme.value === 'dark'}
          onClick={() => wish(scheme.value === 'dark' ? 'light' : 'dark')}
        >
          Dark
        </button>
      </div>
    </header>
  )
}
