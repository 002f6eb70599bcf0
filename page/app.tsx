import type { ComponentType } from 'preact'
import { CallDrawer } from './call-drawer.tsx'
import { Toast } from './components/toast.tsx'
import { ConnectionError } from './connection-error.tsx'
import { DeliveryView } from './delivery/delivery-view.tsx'
import { FaultsView } from './faults/faults-view.tsx'
import { LiveView } from './live/live-view.tsx'
import { ReportView } from './report/report-view.tsx'
import { RequestsView } from './requests/requests-view.tsx'
import { SettingsView } from './settings/settings-view.tsx'
import { buildHref, route, type View, VIEWS } from './state/route.ts'
import { journalEntries, worldName } from './state/world.ts'
import { TopBar } from './top-bar.tsx'
import { Tour } from './tour/tour.tsx'
import { WorldsView } from './worlds/worlds-view.tsx'

const VIEW_COMPONENTS: Readonly<Record<View, ComponentType>> = {
  live: LiveView,
  requests: RequestsView,
  faults: FaultsView,
  settings: SettingsView,
  delivery: DeliveryView,
  worlds: WorldsView,
  report: ReportView,
}

/** The whole page: top bar, navigation and the current view. */
export function App() {
  const { view } = route.value
  const CurrentView = VIEW_COMPONENTS[view]
  return (
    <>
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to content
      </a>
      <TopBar />
      <nav class="views" aria-label="Views">
        {VIEWS.map(([name, title]) => (
          <a key={name} href={buildHref(name, worldName.value)} aria-current={name === view ? 'page' : undefined}>
            {title}
            {name === 'requests' && journalEntries.value.length > 0 ? (
              <span class="count">{journalEntries.value[0]?.sequence}</span>
            ) : null}
          </a>
        ))}
        <a href={`docs?world=${worldName.value}`}>API documents</a>
      </nav>
      <main id="main" tabIndex={-1}>
        <ConnectionError />
        <CurrentView />
      </main>
      <Tour />
      <CallDrawer />
      <Toast />
    </>
  )
}

/** Moves the focus without changing the URL fragment, which holds the view and the world. */
function focusMain(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
