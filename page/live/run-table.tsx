import { useSignal } from '@preact/signals'
import { Button, Select } from '../components/inputs.tsx'
import { EmptyState, Panel, StatusBadge } from '../components/panel.tsx'
import { formatDuration, formatTimeOn, type Microseconds } from '../instants.ts'
import { displayedAt } from '../state/clock.ts'
import {
  getStatusAt,
  runStore,
  selectedRun,
  selectRun,
  type Status,
  STATUSES,
  type TimelineRun,
} from '../state/run-store.ts'
import { flowNames, totalRuns } from '../state/world.ts'

const PAGE_SIZE = 10

type StatusFilter = Status | ''
const FILTER_OPTIONS = [
  ['', 'All statuses'] as const,
  ...STATUSES.map((status) => [status, status] as const),
] satisfies readonly (readonly [StatusFilter, string])[]

interface RunRow {
  readonly run: TimelineRun
  readonly status: Status
}

/** The runs at the displayed instant, newest first. */
export function RunTable() {
  const filter = useSignal<StatusFilter>('')
  const page = useSignal(0)
  void runStore.version.value
  const at = displayedAt.value
  const { rows, total } = findRunsAt(at, filter.value, page.value)
  const pageCount = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const current = Math.min(page.value, pageCount - 1)
  const selectStatus = (status: StatusFilter) => {
    filter.value = status
    page.value = 0
  }
  return (
    <Panel
      id="runs"
      title="Runs"
      hint={formatLoadedCount()}
      tools={<Select label="Status" value={filter.value} options={FILTER_OPTIONS} onChange={selectStatus} />}
    >
      {rows.length === 0 ? (
        <EmptyState title="No matching runs">Advance the clock, or select another status or time.</EmptyState>
      ) : (
        <table class="runs">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Flow</th>
              <th scope="col">Status</th>
              <th scope="col">Created</th>
              <th scope="col" class="duration">
                Duration
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RunTableRow key={row.run.number} {...row} at={at} />
            ))}
          </tbody>
        </table>
      )}
      <nav class="pager" aria-label="Pages of runs">
        <Button kind="quiet" disabled={current === 0} onClick={() => (page.value = current - 1)}>
          Newer
        </Button>
        <span>
          {current + 1} of {pageCount}
        </span>
        <Button kind="quiet" disabled={current === pageCount - 1} onClick={() => (page.value = current + 1)}>
          Older
        </Button>
      </nav>
    </Panel>
  )
}

function RunTableRow({ run, status, at }: RunRow & { readonly at: Microseconds }) {
  const { number, flow, createdAt, endedAt } = run
  const isSelected = selectedRun.value === number
  return (
    <tr class={isSelected ? 'selected' : undefined}>
      <td>
        <Button kind="link" isPressed={isSelected} label={`Run ${number}`} onClick={() => selectRun(number)}>
          {number}
        </Button>
      </td>
      <td class="name">{flowNames.value[flow] ?? flow}</td>
      <td>
        <StatusBadge status={status} />
      </td>
      <td class="created">{formatTimeOn(createdAt, at)}</td>
      <td class="duration">{formatDuration(Math.min(endedAt ?? at, at) - createdAt)}</td>
    </tr>
  )
}

function formatLoadedCount(): string {
  if (totalRuns.value === Infinity) return 'Loading runs'
  return `${runStore.size} of ${Math.max(runStore.size, totalRuns.value)} runs loaded, newest first`
}

/** Returns one page of the matching runs, newest first, and the number of matching runs. */
function findRunsAt(at: Microseconds, filter: StatusFilter, page: number) {
  const oldestFirst = runStore.listOldestFirst()
  const rows: RunRow[] = []
  let total = 0
  for (let index = oldestFirst.length - 1; index >= 0; index--) {
    const run = oldestFirst[index]
    const status = run === undefined ? null : getStatusAt(run, at)
    if (run === undefined || status === null || (filter !== '' && status !== filter)) continue
    if (total >= page * PAGE_SIZE && rows.length < PAGE_SIZE) rows.push({ run, status })
    total++
  }
  return { rows, total }
}
