import { ClockControls, ClockEventList } from './clock-controls.tsx'
import { InsertForms } from './insert-forms.tsx'
import { RunDetail } from './run-detail.tsx'
import { RunTable } from './run-table.tsx'
import { TimelinePanel } from './timeline-panel.tsx'

/** The runs of the open world as its clock runs. */
export function LiveView() {
  return (
    <>
      <ClockControls />
      <ClockEventList />
      <TimelinePanel />
      <div class="columns">
        <RunTable />
        <RunDetail />
      </div>
      <InsertForms />
    </>
  )
}
