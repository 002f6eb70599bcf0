import { useSignal } from '@preact/signals'
import { worldPath } from '../control.ts'
import { Empty } from '../parts/empty.tsx'
import { Panel } from '../parts/panel.tsx'
import { Copy } from '../parts/copy.tsx'
import { curlOf } from '../control.ts'
import { showcaseCall } from '../state/showcase.ts'
import { entries, type Entry, health, worldName } from '../state/world.ts'
import { RequestRow } from './request-row.tsx'

const MOST = 100

/** What clients ask of the vendors, while they ask it. */
export function RequestsView() {
  const vendor = useSignal('')
  const text = useSignal('')
  const trouble = useSignal(false)
  const found = entries.value.filter((entry) =>
    fits(entry, { vendor: vendor.value, text: text.value, trouble: trouble.value }),
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
      call={{ method: 'GET', path: worldPath(worldName.value, '/journal') }}
    >
      {found.length === 0 ? <Nothing /> : <List found={found} />}
    </Panel>
  )
}

function List({ found }: { readonly found: readonly Entry[] }) {
  return (
    <>
      <ol class="requests" aria-label="Requests">
        {found.slice(0, MOST).map((entry) => (
          <RequestRow key={entry.sequence} entry={entry} />
        ))}
      </ol>
      {found.length > MOST ? <p class="muted">and {found.length - MOST} older ones</p> : null}
    </>
  )
}

function Nothing() {
  if (entries.value.length > 0) return <Empty title="No request fits">Choose another vendor or another text.</Empty>
  const call = showcaseCall()
  return (
    <Empty title="Nobody has asked anything yet">
      Point a client at this server, or try one:
      {call === null ? null : (
        <span class="call">
          <code>{curlOf(call)}</code>
          <Copy text={curlOf(call)} />
        </span>
      )}
    </Empty>
  )
}

function fits(
  entry: Entry,
  wanted: { readonly vendor: string; readonly text: string; readonly trouble: boolean },
): boolean {
  if (wanted.vendor !== '' && entry.vendor !== wanted.vendor) return false
  if (!`${entry.target} ${entry.operation ?? ''}`.includes(wanted.text)) return false
  if (!wanted.trouble) return true
  const { note, hints, fault, ignoredParameters, unreadMembers, status } = entry
  const said = [note, fault, ...hints, ...ignoredParameters, ...unreadMembers].filter((one) => one !== null)
  return said.length > 0 || (status !== null && status >= 400)
}
