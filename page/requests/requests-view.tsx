import { useSignal } from '@preact/signals'
import { CopyButton } from '../components/buttons.tsx'
import { Select, TextInput } from '../components/inputs.tsx'
import { EmptyState, Panel } from '../components/panel.tsx'
import { type ApiRequest, buildWorldPath, formatCurl } from '../control-api.ts'
import { health, journalEntries, type JournalEntry, worldName, worldPath } from '../state/world.ts'
import { collectHints, RequestRow } from './request-row.tsx'

const MAX_REQUESTS = 100

/** The vendor requests of the open world as they arrive, newest first. */
export function RequestsView() {
  const vendor = useSignal('')
  const text = useSignal('')
  const onlyHints = useSignal(false)
  const entries = journalEntries.value.filter(
    (entry) =>
      (vendor.value === '' || entry.vendor === vendor.value) &&
      `${entry.target} ${entry.operation ?? ''}`.includes(text.value) &&
      (!onlyHints.value || hasHints(entry)),
  )
  const names = health.value?.vendors.map(({ name }) => [name, name] as const) ?? []
  const tools = (
    <>
      <Select
        label="Vendor"
        value={vendor.value}
        options={[['', 'All vendors'], ...names]}
        onChange={(name) => (vendor.value = name)}
      />
      <TextInput label="Path or operation contains" value={text} type="search" placeholder="path or operation" />
      <label class="check">
        <input
          type="checkbox"
          checked={onlyHints.value}
          onChange={(event) => (onlyHints.value = event.currentTarget.checked)}
        />
        only with hints
      </label>
    </>
  )
  return (
    <Panel
      id="requests"
      title="Requests"
      hint="Requests to the vendors' APIs in this world, newest first"
      tools={tools}
      request={{ method: 'GET', path: buildWorldPath(worldName.value, '/journal') }}
    >
      {entries.length === 0 ? (
        <NoRequests />
      ) : (
        <ol class="requests" aria-label="Requests">
          {entries.slice(0, MAX_REQUESTS).map((entry) => (
            <RequestRow key={entry.sequence} entry={entry} />
          ))}
        </ol>
      )}
      {entries.length > MAX_REQUESTS ? <p class="muted">and {entries.length - MAX_REQUESTS} older requests</p> : null}
    </Panel>
  )
}

function NoRequests() {
  if (journalEntries.value.length > 0)
    return <EmptyState title="No matching requests">Select another vendor or change the text.</EmptyState>
  const request = buildDemoRequest()
  return (
    <EmptyState title="No requests yet">
      Point a client at this server, or try this request:
      {request === null ? null : (
        <span class="call">
          <code>{formatCurl(request)}</code>
          <CopyButton text={formatCurl(request)} />
        </span>
      )}
    </EmptyState>
  )
}

function hasHints(entry: JournalEntry): boolean {
  return collectHints(entry).length > 0 || (entry.status ?? 0) >= 400
}

const DEMO_PATHS = [
  ['rapidpro', '/api/v2/runs.json'],
  ['recrubo', '/public/v2/flow-runs'],
  ['qyvo', '/api/v1/dropdowns/flows'],
  ['idnow', '/api/v1/flows/live'],
] as const

/** Builds a request that returns data, to the first served vendor of the list; null before the server's state is loaded. */
function buildDemoRequest(): ApiRequest | null {
  for (const [name, path] of DEMO_PATHS) {
    const vendor = health.value?.vendors.find((served) => served.name === name)
    if (vendor === undefined) continue
    return { method: 'GET', path: `${worldPath.value}${path}`, headers: { authorization: vendor.authorization } }
  }
  return null
}
