import type { ComponentType } from 'preact'
import { DeliveryView } from './delivery/delivery-view.tsx'
import { FaultsView } from './faults/faults-view.tsx'
import { LiveView } from './live/live-view.tsx'
import { Toast } from './components/toast.tsx'
import { ReportView } from './report/report-view.tsx'
import { RequestsView } from './requests/requests-view.tsx'
import { route, buildHref, type View, VIEWS } from './state/route.ts'
import { timeTravelAt } from './state/clock.ts'
import { journalEntries, worldName } from './state/world.ts'
import { TopBar } from './top-bar.tsx'
import { ConnectionError } from './connection-error.tsx'
import { WorldsView } from './worlds/worlds-view.tsx'

const VIEW_COMPONENTS: Readonly<Record<View, ComponentType>> = {
  live: LiveView,
  requests: RequestsView,
  faults: FaultsView,
  audit: DeliveryView,
  worlds: WorldsView,
  report: ReportView,
}

/** The whole page. */
export function App() {
  const { view } = route.value
  const Part = VIEW_COMPONENTS[view]
  return (
    <>
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to content
      </a>
      <TopBar />
      <nav class="views" aria-label="Parts of the page">
        {VIEWS.map(([name, title]) => (
          <a key={name} href={buildHref(name, worldName.value)} aria-current={name === view ? 'page' : undefined}>
            {title}
            {name === 'requests' && journalEntries.value.length > 0 ? (
              <span class="count">{journalEntries.value[0]?.sequence}</span>
            ) : null}
          </a>
        ))}
        <a href={`/_twin/docs?world=${worldName.value}`}>API documents</a>
      </nav>
      <main id="main" tabIndex={-1} class={timeTravelAt.value === null ? undefined : 'past'}>
        <ConnectionError />
        <Part />
      </main>
      <Toast />
    </>
  )
}

/** The fragment holds the page's address, so a link into the page must not change it. */
function focusMain(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
