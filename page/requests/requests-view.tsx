import { useSignal } from '@preact/signals'
import { buildWorldPath } from '../control-api.ts'
import { EmptyState, Panel } from '../components/panel.tsx'
import { CopyButton } from '../components/buttons.tsx'
import { formatCurl } from '../control-api.ts'
import { buildDemoRequest, health, journalEntries, type JournalEntry, worldName } from '../state/world.ts'
import { RequestRow } from './request-row.tsx'

const MAX_REQUESTS = 100

/** What clients ask of the vendors, while they ask it. */
export function RequestsView() {
  const vendor = useSignal('')
  const text = useSignal('')
  const trouble = useSignal(false)
  const found = journalEntries.value.filter((entry) =>
    matchesFilter(entry, { vendor: vendor.value, text: text.value, trouble: trouble.value }),
  )
  const tools = (
    <>
      <select aria-label="Vendor" value={vendor.value} onChange={(event) => (vendor.value = event.currentTarget.value)}>
        <option value="">every vendor</option>
        {health.value?.vendors.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <input
        type="search"
        aria-label="Path or operation contains"
        placeholder="path or operation"
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={trouble.value}
          onChange={(event) => (trouble.value = event.currentTarget.checked)}
        />
        only with something to say
      </label>
    </>
  )
  return (
    <Panel
      id="requests"
      title="Requests"
      hint="What clients ask of the vendors in this world, newest first"
      tools={tools}
      request={{ method: 'GET', path: buildWorldPath(worldName.value, '/journal') }}
    >
      {found.length === 0 ? <NoRequests /> : <RequestList found={found} />}
    </Panel>
  )
}

function RequestList({ found }: { readonly found: readonly JournalEntry[] }) {
  return (
    <>
      <ol class="requests" aria-label="Requests">
        {found.slice(0, MAX_REQUESTS).map((entry) => (
          <RequestRow key={entry.sequence} entry={entry} />
        ))}
      </ol>
      {found.length > MAX_REQUESTS ? <p class="muted">and {found.length - MAX_REQUESTS} older ones</p> : null}
    </>
  )
}

function NoRequests() {
  if (journalEntries.value.length > 0)
    return <EmptyState title="No request fits">Choose another vendor or another text.</EmptyState>
  const call = buildDemoRequest()
  return (
    <EmptyState title="Nobody has asked anything yet">
      Point a client at this server, or try one:
      {call === null ? null : (
        <span class="call">
          <code>{formatCurl(call)}</code>
          <CopyButton text={formatCurl(call)} />
        </span>
      )}
    </EmptyState>
  )
}

function matchesFilter(
  entry: JournalEntry,
  wanted: { readonly vendor: string; readonly text: string; readonly trouble: boolean },
): boolean {
  if (wanted.vendor !== '' && entry.vendor !== wanted.vendor) return false
  if (!`${entry.target} ${entry.operation ?? ''}`.includes(wanted.text)) return false
  if (!wanted.trouble) return true
  const { note, hints, fault, ignoredParameters, unreadFields, status } = entry
  const said = [note, fault, ...hints, ...ignoredParameters, ...unreadFields].filter((one) => one !== null)
  return said.length > 0 || (status !== null && status >= 400)
}
