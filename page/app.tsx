import type { ComponentType } from 'preact'
import { AuditView } from './audit/audit-view.tsx'
import { FaultsView } from './faults/faults-view.tsx'
import { LiveView } from './live/live-view.tsx'
import { Toast } from './parts/toast.tsx'
import { ReportView } from './report/report-view.tsx'
import { RequestsView } from './requests/requests-view.tsx'
import { address, hrefOf, type View, VIEWS } from './state/address.ts'
import { asOf } from './state/clock.ts'
import { entries, worldName } from './state/world.ts'
import { TopBar } from './top-bar.tsx'
import { Trouble } from './trouble.tsx'
import { WorldsView } from './worlds/worlds-view.tsx'

const PARTS: Readonly<Record<View, ComponentType>> = {
  live: LiveView,
  requests: RequestsView,
  faults: FaultsView,
  audit: AuditView,
  worlds: WorldsView,
  report: ReportView,
}

/** The whole page. */
export function App() {
  const { view } = address.value
  const Part = PARTS[view]
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>
        Skip to content
      </a>
      <TopBar />
      <nav class="views" aria-label="Parts of the page">
        {VIEWS.map(([name, title]) => (
          <a key={name} href={hrefOf(name, worldName.value)} aria-current={name === view ? 'page' : undefined}>
            {title}
            {name === 'requests' && entries.value.length > 0 ? (
              <span class="count">{entries.value[0]?.sequence}</span>
            ) : null}
          </a>
        ))}
        <a href={`/_twin/docs?world=${worldName.value}`}>API documents</a>
      </nav>
      <main id="main" tabIndex={-1} class={asOf.value === null ? undefined : 'past'}>
        <Trouble />
        <Part />
      </main>
      <Toast />
    </>
  )
}

/** The fragment holds the page's address, so a link into the page must not change it. */
function toMain(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
