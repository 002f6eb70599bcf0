import { useSignal } from '@preact/signals'
import { ask, Refused, worldPath } from '../control.ts'
import { Copy } from '../parts/copy.tsx'
import { Panel } from '../parts/panel.tsx'
import { say } from '../state/announcements.ts'
import { hrefOf } from '../state/address.ts'
import { readWorlds, type World, worldName } from '../state/world.ts'
import { linkOf, unpacked } from './capsule-link.ts'

/** The world as a link: whoever opens it with a Flowtwin of their own has the same world. */
export function ShareWorld() {
  const link = useSignal<string | null>(null)
  const path = worldPath(worldName.value, '/capsule')
  const make = async () => {
    link.value = await linkOf(await ask({ method: 'GET', path }))
  }
  return (
    <Panel
      id="share"
      title="Share this world"
      hint="A seed and what was done, packed into a link; no server sees it"
      call={{ method: 'GET', path }}
    >
      <p>
        <button type="button" class="primary" onClick={() => void make()}>
          Make a link to {worldName.value}
        </button>
      </p>
      {link.value === null ? null : (
        <div class="call">
          <code>{link.value.length > 240 ? `${link.value.slice(0, 240)}…` : link.value}</code>
          <Copy text={link.value} label={`Copy ${link.value.length} characters`} />
        </div>
      )}
    </Panel>
  )
}

/** Offers to open the world that came with the link. */
export function OpenCapsule({ text }: { readonly text: string }) {
  const name = useSignal('shared')
  const openIt = async () => {
    try {
      const body = { name: name.value, capsule: await unpacked(text) }
      const world = await ask<World>({ method: 'POST', path: '/_twin/v1/worlds', body })
      await readWorlds()
      location.hash = hrefOf('live', world.name)
      say(`World ${world.name} has been opened from the link.`)
    } catch (error) {
      say(
        error instanceof Refused ? `Refused: ${error.message}` : 'The link holds no world that can be read.',
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
        <button type="button" class="primary" onClick={() => void openIt()}>
          Open it
        </button>
      </div>
    </Panel>
  )
}
