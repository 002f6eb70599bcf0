import { useSignalEffect } from '@preact/signals'
import { dayOf, instantOf, timeOf } from '../instants.ts'
import { Action } from '../parts/action.tsx'
import { Panel } from '../parts/panel.tsx'
import { address, hrefOf } from '../state/address.ts'
import { changed, health, readWorlds, type World, worldName, worlds } from '../state/world.ts'
import { worldPath } from '../control.ts'
import { NewWorld } from './new-world.tsx'
import { OpenCapsule, ShareWorld } from './share-world.tsx'

/** The worlds of this server, and what can be done with them. */
export function WorldsView() {
  useSignalEffect(() => {
    void changed.value
    readWorlds().catch(() => {})
  })
  const mayChange = health.value?.readOnly !== true
  return (
    <>
      {address.value.capsule === null ? null : <OpenCapsule text={address.value.capsule} />}
      <Panel
        id="worlds"
        title="Worlds"
        hint="Each has its own runs, clock, faults, quotas and journal; clients choose one by path, header or credential"
        call={{ method: 'GET', path: '/_twin/v1/worlds' }}
      >
        <ul class="cards">
          {worlds.value.map((world) => (
            <WorldCard key={world.name} world={world} />
          ))}
        </ul>
      </Panel>
      <div class="columns even">
        {mayChange ? <NewWorld /> : null}
        <ShareWorld />
      </div>
    </>
  )
}

function WorldCard({ world }: { readonly world: World }) {
  const { name, seed, runs, now, clock, operations, path } = world
  const here = name === worldName.value
  const again = () => void readWorlds()
  return (
    <li class={here ? 'card here' : 'card'}>
      <h3>{name}</h3>
      <dl>
        <dt>Time</dt>
        <dd>
          {dayOf(instantOf(now))} {timeOf(instantOf(now))}, {clock}
        </dd>
        <dt>Made of</dt>
        <dd>
          seed {seed}, {runs} runs, {operations} {operations === 1 ? 'operation' : 'operations'}
        </dd>
        <dt>Path</dt>
        <dd class="mono">{path === '' ? '/' : path}</dd>
      </dl>
      <div class="group">
        {here ? (
          <span class="chip">shown</span>
        ) : (
          <a class="button" href={hrefOf('live', name)} aria-label={`Show ${name}`}>
            Show
          </a>
        )}
        <Action
          call={{ method: 'POST', path: worldPath(name, '/reset') }}
          label={`Reset ${name}`}
          done={() => {
            again()
            return `World ${name} is where it began.`
          }}
        >
          Reset
        </Action>
        {name === 'default' ? null : (
          <Action
            kind="danger"
            call={{ method: 'DELETE', path: worldPath(name) }}
            label={`Delete ${name}`}
            done={() => {
              if (here) location.hash = hrefOf('worlds', 'default')
              again()
              return `World ${name} is forgotten.`
            }}
          >
            Delete
          </Action>
        )}
      </div>
    </li>
  )
}
