import { useSignal } from '@preact/signals'
import { requestJson, ApiError, buildWorldPath } from '../control-api.ts'
import { CopyButton } from '../components/buttons.tsx'
import { Panel } from '../components/panel.tsx'
import { showToast } from '../components/toast.tsx'
import { buildHref } from '../state/route.ts'
import { readWorlds, type World, worldName } from '../state/world.ts'
import { buildSnapshotLink, decodeSnapshot } from './snapshot-link.ts'

/** The world as a link: whoever opens it with a Flowtwin of their own has the same world. */
export function ShareWorld() {
  const link = useSignal<string | null>(null)
  const path = buildWorldPath(worldName.value, '/snapshot')
  const createLink = async () => {
    link.value = await buildSnapshotLink(await requestJson({ method: 'GET', path }))
  }
  return (
    <Panel
      id="share"
      title="Share this world"
      hint="A seed and what was done, packed into a link; no server sees it"
      request={{ method: 'GET', path }}
    >
      <p>
        <button type="button" class="primary" onClick={() => void createLink()}>
          Make a link to {worldName.value}
        </button>
      </p>
      {link.value === null ? null : (
        <div class="call">
          <code>{link.value.length > 240 ? `${link.value.slice(0, 240)}…` : link.value}</code>
          <CopyButton text={link.value} label={`Copy ${link.value.length} characters`} />
        </div>
      )}
    </Panel>
  )
}

/** Offers to open the world that came with the link. */
export function OpenSnapshot({ text }: { readonly text: string }) {
  const name = useSignal('shared')
  const openSnapshot = async () => {
    try {
      const body = { name: name.value, snapshot: await decodeSnapshot(text) }
      const world = await requestJson<World>({ method: 'POST', path: '/_twin/v1/worlds', body })
      await readWorlds()
      location.hash = buildHref('live', world.name)
      showToast(`World ${world.name} has been opened from the link.`)
    } catch (error) {
      showToast(
        error instanceof ApiError ? `Refused: ${error.message}` : 'The link holds no world that can be read.',
        'trouble',
      )
    }
  }
  return (
    <Panel id="capsule" title="This link holds a world" hint="It is opened beside the others; nothing is replaced">
      <div class="joined">
        <input
          aria-label="Name of the world"
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
        <button type="button" class="primary" onClick={() => void openSnapshot()}>
          Open it
        </button>
      </div>
    </Panel>
  )
}
