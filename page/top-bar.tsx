import { Button, Select } from './components/inputs.tsx'
import { ClockDisplay } from './clock-display.tsx'
import { isDrawerOpen } from './state/calls.ts'
import { colorScheme, setColorScheme } from './state/color-scheme.ts'
import { buildHref, route } from './state/route.ts'
import { tourStep } from './tour/tour.tsx'
import { connection, health, worldName, worlds } from './state/world.ts'

const CONNECTION_LABELS = { connecting: 'Connecting', open: 'Connected', lost: 'Reconnecting' } as const

/** Connection state, world, world time and display settings. */
export function TopBar() {
  const names = new Set([...worlds.value.map(({ name }) => name), worldName.value])
  const isDark = colorScheme.value === 'dark'
  return (
    <header class="top">
      <div class="brand">
        <img src="icon.svg" alt="" width="28" height="28" />
        <h1>Flowtwin</h1>
        <span class={`connection ${connection.value}`} role="status">
          {CONNECTION_LABELS[connection.value]}
        </span>
        {health.value?.readOnly === true ? <span class="chip">read-only</span> : null}
      </div>
      <div class="world">
        <span aria-hidden="true">World</span>
        <Select
          label="World"
          value={worldName.value}
          options={[...names].map((name) => [name, name] as const)}
          onChange={(name) => (location.hash = buildHref(route.value.view, name))}
        />
      </div>
      <ClockDisplay />
      <div class="switches">
        {health.value?.readOnly === true ? null : (
          <Button kind="quiet" isPressed={tourStep.value !== null} onClick={() => (tourStep.value = 0)}>
            Tour
          </Button>
        )}
        <Button kind="quiet" isPressed={isDrawerOpen.value} onClick={() => (isDrawerOpen.value = !isDrawerOpen.value)}>
          Show calls
        </Button>
        <Button kind="quiet" isPressed={isDark} onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
          Dark
        </Button>
      </div>
    </header>
  )
}
