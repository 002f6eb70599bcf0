import { ClockDisplay } from './live/clock-display.tsx'
import { isCurlShown } from './control-api.ts'
import { route, buildHref } from './state/route.ts'
import { colorScheme, setColorScheme } from './state/color-scheme.ts'
import { connection, health, worldName, worlds } from './state/world.ts'

const CONNECTION_LABELS = { connecting: 'connecting', open: 'live', lost: 'reconnecting' } as const

/** Which world, what time it is there, and how the page is shown. */
export function TopBar() {
  const known = worlds.value.some(({ name }) => name === worldName.value)
  return (
    <header class="top">
      <div class="brand">
        <img src="/_twin/icon.svg" alt="" width="28" height="28" />
        <h1>Flowtwin</h1>
        <span class={`connection ${connection.value}`} role="status">
          {CONNECTION_LABELS[connection.value]}
        </span>
        {health.value?.readOnly === true ? <span class="chip">read-only</span> : null}
      </div>
      <label class="world">
        <span>World</span>
        <select
          value={worldName.value}
          onChange={(event) => (location.hash = buildHref(route.value.view, event.currentTarget.value))}
        >
          {known ? null : <option>{worldName.value}</option>}
          {worlds.value.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <ClockDisplay />
      <div class="switches">
        <button
          type="button"
          class="quiet"
          aria-pressed={isCurlShown.value}
          onClick={() => (isCurlShown.value = !isCurlShown.value)}
        >
          Show calls
        </button>
        <button
          type="button"
          class="quiet"
          aria-pressed={colorScheme.value === 'dark'}
          onClick={() => setColorScheme(colorScheme.value === 'dark' ? 'light' : 'dark')}
        >
          Dark
        </button>
      </div>
    </header>
  )
}
