import { useSignal } from '@preact/signals'
import { durationOf, timeOf } from '../instants.ts'
import { Empty } from '../parts/empty.tsx'
import { Panel } from '../parts/panel.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { beat } from '../state/beat.ts'
import { chosenRun, choose } from '../state/choice.ts'
import { lookedAt } from '../state/clock.ts'
import { flowNames } from '../state/flow-names.ts'
import { type Row, type Status, STATUSES, statusAt } from '../state/rows.ts'
import { rows } from '../state/rows-of-world.ts'

const PAGE = 10

interface Shown {
  readonly row: Row
  readonly status: Status
}

/** The runs at the instant that is looked at, newest first. */
export function RunTable() {
  const filter = useSignal<Status | ''>('')
  const page = useSignal(0)
  void beat.value
  const at = lookedAt()
  const { shown, total } = foundAt(at, { filter: filter.value, page: page.value })
  const pages = Math.max(1, Math.ceil(total / PAGE))
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
        <Empty title="No run to show">Let time pass, or choose another status or another time.</Empty>
      ) : (
        <Table found={shown} at={at} />
      )}
      <Pager current={Math.min(page.value, pages - 1)} pages={pages} to={(next) => (page.value = next)} />
    </Panel>
  )
}

interface TableProps {
  readonly found: readonly Shown[]
  readonly at: number
}

function Table({ found, at }: TableProps) {
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
        {found.map((one) => (
          <RunRow key={one.row.number} {...one} at={at} />
        ))}
      </tbody>
    </table>
  )
}

interface PagerProps {
  readonly current: number
  readonly pages: number
  readonly to: (page: number) => void
}

function Pager({ current, pages, to }: PagerProps) {
  return (
    <nav class="pager" aria-label="Pages of runs">
      <button type="button" class="quiet" disabled={current === 0} onClick={() => to(current - 1)}>
        Newer
      </button>
      <span>
        {current + 1} of {pages}
      </span>
      <button type="button" class="quiet" disabled={current >= pages - 1} onClick={() => to(current + 1)}>
        Older
      </button>
    </nav>
  )
}

function RunRow({ row, status, at }: Shown & { readonly at: number }) {
  const { number, flow, createdAt, endedAt } = row
  const until = endedAt !== null && endedAt <= at ? endedAt : at
  return (
    <tr class={chosenRun.value === number ? 'chosen' : undefined}>
      <td>
        <button
          type="button"
          class="link"
          aria-pressed={chosenRun.value === number}
          aria-label={`Run ${number}`}
          onClick={() => choose(number)}
        >
          {number}
        </button>
      </td>
      <td class="name">{flowNames.value[flow] ?? flow}</td>
      <td>
        <StatusBadge status={status} />
      </td>
      <td class="when">{timeOf(createdAt)}</td>
      <td class="wide">{durationOf(until - createdAt)}</td>
    </tr>
  )
}

/** One page of what fits, newest first, and how many there are in all. */
function foundAt(at: number, { filter, page }: { readonly filter: Status | ''; readonly page: number }) {
  const all = rows.ordered()
  const shown: Shown[] = []
  let total = 0
  for (let place = all.length - 1; place >= 0; place--) {
    const row = all[place]
    const status = row === undefined ? null : statusAt(row, at)
    if (row === undefined || status === null || (filter !== '' && status !== filter)) continue
    if (total >= page * PAGE && shown.length < PAGE) shown.push({ row, status })
    total++
  }
  return { shown, total }
}
