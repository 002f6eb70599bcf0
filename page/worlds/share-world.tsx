import { useSignal } from '@preact/signals'
import { CopyButton } from '../components/buttons.tsx'
import { Button, TextInput } from '../components/inputs.tsx'
import { Panel } from '../components/panel.tsx'
import { showToast } from '../components/toast.tsx'
import { ApiError, buildWorldPath, getJson, requestJson } from '../control-api.ts'
import { buildHref } from '../state/route.ts'
import { refreshWorlds, type World, worldName } from '../state/world.ts'
import { buildSnapshotLink, decodeSnapshot } from './snapshot-link.ts'

const MAX_SHOWN_CHARACTERS = 240

/** Creates a link that contains the whole world. */
export function ShareWorld() {
  const link = useSignal<string | null>(null)
  const path = buildWorldPath(worldName.value, '/snapshot')
  const createLink = async () => {
    link.value = await buildSnapshotLink(await getJson(path))
  }
  return (
    <Panel
      id="share"
      title="Share this world"
      hint="A link with the seed, parameters and operations of the world; browsers do not send them to a server"
      request={{ method: 'GET', path }}
    >
      <p>
        <Button kind="primary" onClick={() => void createLink()}>
          Create a link to {worldName.value}
        </Button>
      </p>
      {link.value === null ? null : (
        <div class="call">
          <code>
            {link.value.slice(0, MAX_SHOWN_CHARACTERS)}
            {link.value.length > MAX_SHOWN_CHARACTERS ? '…' : ''}
          </code>
          <CopyButton text={link.value} label={`Copy ${link.value.length} characters`} />
        </div>
      )}
    </Panel>
  )
}

/** Opens the world of a link under a chosen name. */
export function OpenSnapshot({ text }: { readonly text: string }) {
  const name = useSignal('shared')
  const openSnapshot = async () => {
    try {
      const body = { name: name.value, snapshot: await decodeSnapshot(text) }
      const world = await requestJson<World>({ method: 'POST', path: '/_twin/v1/worlds', body })
      await refreshWorlds()
      location.hash = buildHref('live', world.name)
      showToast(`Opened world "${world.name}" from the link.`)
    } catch (error) {
      showToast(error instanceof ApiError ? error.message : 'The link does not contain a valid snapshot.', 'error')
    }
  }
  return (
    <Panel
      id="snapshot"
      title="This link contains a world"
      hint="Opening it creates a new world; existing worlds do not change"
    >
      <div class="input-group">
        <TextInput label="Name of the world" value={name} />
        <Button kind="primary" onClick={() => void openSnapshot()}>
          Open world
        </Button>
      </div>
    </Panel>
  )
}
