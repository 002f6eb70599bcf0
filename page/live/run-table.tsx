import { useSignal } from '@preact/signals'
import { formatDuration, formatTime } from '../instants.ts'
import { EmptyState, Panel, StatusBadge } from '../components/panel.tsx'
import { getViewedInstant, refreshTick } from '../state/clock.ts'
import {
  getStatusAt,
  runStore,
  selectedRun,
  selectRun,
  type Status,
  STATUSES,
  type TimelineRun,
} from '../state/run-store.ts'
import { flowNames } from '../state/world.ts'

const PAGE_SIZE = 10

interface VisibleRun {
  readonly run: TimelineRun
  readonly status: Status
}

/** The runs at the instant that is looked at, newest first. */
export function RunTable() {
  const filter = useSignal<Status | ''>('')
  const page = useSignal(0)
  void refreshTick.value
  const at = getViewedInstant()
  const { shown, total } = findRunsAt(at, { filter: filter.value, page: page.value })
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const tools = (
    <label>
      <span class="hidden">Status</span>
      <select
        value={filter.value}
        onChange={(event) => {
          filter.value = event.currentTarget.value as Status | ''
          page.value = 0
        }}
      >
        <option value="">every status</option>
        {STATUSES.map((status) => (
          <option key={status}>{status}</option>
        ))}
      </select>
    </label>
  )
  return (
    <Panel id="runs" title="Runs" hint={`${total} known here, newest first`} tools={tools}>
      {shown.length === 0 ? (
        <EmptyState title="No run to show">Let time pass, or choose another status or another time.</EmptyState>
      ) : (
        <Table visibleRuns={shown} at={at} />
      )}
      <Pager current={Math.min(page.value, pages - 1)} pages={pages} onPage={(next) => (page.value = next)} />
    </Panel>
  )
}

interface TableProps {
  readonly visibleRuns: readonly VisibleRun[]
  readonly at: number
}

function Table({ visibleRuns, at }: TableProps) {
  return (
    <table class="runs">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Flow</th>
          <th scope="col">Status</th>
          <th scope="col" class="when">
            Created
          </th>
          <th scope="col" class="wide">
            For
          </th>
        </tr>
      </thead>
      <tbody>
        {visibleRuns.map((one) => (
          <RunRow key={one.run.number} {...one} at={at} />
        ))}
      </tbody>
    </table>
  )
}

interface PagerProps {
  readonly current: number
  readonly pages: number
  readonly onPage: (page: number) => void
}

function Pager({ current, pages, onPage }: PagerProps) {
  return (
    <nav class="pager" aria-label="Pages of runs">
      <button type="button" class="quiet" disabled={current === 0} onClick={() => onPage(current - 1)}>
        Newer
      </button>
      <span>
        {current + 1} of {pages}
      </span>
      <button type="button" class="quiet" disabled={current >= pages - 1} onClick={() => onPage(current + 1)}>
        Older
      </button>
    </nav>
  )
}

function RunRow({ run, status, at }: VisibleRun & { readonly at: number }) {
  const { number, flow, createdAt, endedAt } = run
  const until = endedAt !== null && endedAt <= at ? endedAt : at
  return (
    <tr class={selectedRun.value === number ? 'chosen' : undefined}>
      <td>
        <button
          type="button"
          class="link"
          aria-pressed={selectedRun.value === number}
          aria-label={`Run ${number}`}
          onClick={() => selectRun(number)}
        >
          {number}
        </button>
      </td>
      <td class="name">{flowNames.value[flow] ?? flow}</td>
      <td>
        <StatusBadge status={status} />
      </td>
      <td class="when">{formatTime(createdAt)}</td>
      <td class="wide">{formatDuration(until - createdAt)}</td>
    </tr>
  )
}

/** One page of what fits, newest first, and how many there are in all. */
function findRunsAt(at: number, { filter, page }: { readonly filter: Status | ''; readonly page: number }) {
  const all = runStore.listOldestFirst()
  const shown: VisibleRun[] = []
  let total = 0
  for (let place = all.length - 1; place >= 0; place--) {
    const row = all[place]
    const status = row === undefined ? null : getStatusAt(row, at)
    if (row === undefined || status === null || (filter !== '' && status !== filter)) continue
    if (total >= page * PAGE_SIZE && shown.length < PAGE_SIZE) shown.push({ run: row, status })
    total++
  }
  return { shown, total }
}
