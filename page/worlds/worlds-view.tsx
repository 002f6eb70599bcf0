import { useSignalEffect } from '@preact/signals'
import { formatDay, parseInstant, formatTime } from '../instants.ts'
import { ApiButton } from '../components/buttons.tsx'
import { Panel } from '../components/panel.tsx'
import { route, buildHref } from '../state/route.ts'
import { changeCount, health, readWorlds, type World, worldName, worlds } from '../state/world.ts'
import { buildWorldPath } from '../control-api.ts'
import { NewWorld } from './new-world.tsx'
import { OpenSnapshot, ShareWorld } from './share-world.tsx'

/** The worlds of this server, and what can be done with them. */
export function WorldsView() {
  useSignalEffect(() => {
    void changeCount.value
    readWorlds().catch(() => {})
  })
  const mayChange = health.value?.readOnly !== true
  return (
    <>
      {route.value.snapshot === null ? null : <OpenSnapshot text={route.value.snapshot} />}
      <Panel
        id="worlds"
        title="Worlds"
        hint="Each has its own runs, clock, faults, quotas and journal; clients choose one by path, header or credential"
        request={{ method: 'GET', path: '/_twin/v1/worlds' }}
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
  const { name, seed, runs, now, clock, operationCount, path } = world
  const here = name === worldName.value
  const refreshWorlds = () => void readWorlds()
  return (
    <li class={here ? 'card here' : 'card'}>
      <h3>{name}</h3>
      <dl>
        <dt>Time</dt>
        <dd>
          {formatDay(parseInstant(now))} {formatTime(parseInstant(now))}, {clock}
        </dd>
        <dt>Made of</dt>
        <dd>
          seed {seed}, {runs} runs, {operationCount} {operationCount === 1 ? 'operation' : 'operations'}
        </dd>
        <dt>Path</dt>
        <dd class="mono">{path === '' ? '/' : path}</dd>
      </dl>
      <div class="group">
        {here ? (
          <span class="chip">shown</span>
        ) : (
          <a class="button" href={buildHref('live', name)} aria-label={`Show ${name}`}>
            Show
          </a>
        )}
        <ApiButton
          request={{ method: 'POST', path: buildWorldPath(name, '/reset') }}
          label={`Reset ${name}`}
          onDone={() => {
            refreshWorlds()
            return `World ${name} is where it began.`
          }}
        >
          Reset
        </ApiButton>
        {name === 'default' ? null : (
          <ApiButton
            kind="danger"
            request={{ method: 'DELETE', path: buildWorldPath(name) }}
            label={`Delete ${name}`}
            onDone={() => {
              if (here) location.hash = buildHref('worlds', 'default')
              refreshWorlds()
              return `World ${name} is forgotten.`
            }}
          >
            Delete
          </ApiButton>
        )}
      </div>
    </li>
  )
}
