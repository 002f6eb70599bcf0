import { ApiButton } from '../components/buttons.tsx'
import { EmptyState, Panel } from '../components/panel.tsx'
import { useResource } from '../components/use-resource.ts'
import { buildWorldPath } from '../control-api.ts'
import { formatCount } from '../format-count.ts'
import { formatDay, formatTime, parseInstant } from '../instants.ts'
import { buildHref, route } from '../state/route.ts'
import { health, refreshWorlds, type World, worldName, worlds } from '../state/world.ts'
import { NewWorld } from './new-world.tsx'
import { OpenSnapshot, ShareWorld } from './share-world.tsx'

/** All worlds of the server, with forms to create and share one. */
export function WorldsView() {
  const error = useResource(refreshWorlds, () => {})
  return (
    <>
      {route.value.snapshot === null ? null : <OpenSnapshot text={route.value.snapshot} />}
      <Panel
        id="worlds"
        title="Worlds"
        hint="Each has its own runs, clock, faults, rate limits and journal; clients select one by path, header or credential"
        request={{ method: 'GET', path: '/_twin/v1/worlds' }}
      >
        {error === null ? null : <EmptyState title="Cannot load the worlds">{error}</EmptyState>}
        <ul class="cards">
          {worlds.value.map((world) => (
            <WorldCard key={world.name} world={world} />
          ))}
        </ul>
      </Panel>
      <div class="columns even">
        {health.value?.readOnly === true ? null : <NewWorld />}
        <ShareWorld />
      </div>
    </>
  )
}

function WorldCard({ world }: { readonly world: World }) {
  const { name, seed, runs, now, clock, operationCount, path } = world
  const isOpen = name === worldName.value
  return (
    <li class={isOpen ? 'card current' : 'card'}>
      <h3>{name}</h3>
      <dl>
        <dt>Time</dt>
        <dd>
          {formatDay(parseInstant(now))} {formatTime(parseInstant(now))}, {clock}
        </dd>
        <dt>Data</dt>
        <dd>
          seed {seed}, {runs} runs, {formatCount(operationCount, 'operation')}
        </dd>
        <dt>Path</dt>
        <dd class="mono">{path === '' ? '/' : path}</dd>
      </dl>
      <div class="group">
        {isOpen ? (
          <span class="chip">open</span>
        ) : (
          <a class="button" href={buildHref('live', name)} aria-label={`Open ${name}`}>
            Open
          </a>
        )}
        <ApiButton
          request={{ method: 'POST', path: buildWorldPath(name, '/reset'), body: {} }}
          label={`Reset ${name}`}
          question={`Reset "${name}" to its initial state? Its runs, faults and journal are lost.`}
          onDone={() => {
            void refreshWorlds()
            return `Reset world "${name}" to its initial state.`
          }}
        >
          Reset
        </ApiButton>
        {name === 'default' ? null : (
          <ApiButton
            kind="danger"
            request={{ method: 'DELETE', path: buildWorldPath(name) }}
            label={`Delete ${name}`}
            question={`Delete "${name}" and all its data?`}
            onDone={() => {
              if (isOpen) location.hash = buildHref('worlds', 'default')
              void refreshWorlds()
              return `Deleted world "${name}".`
            }}
          >
            Delete
          </ApiButton>
        )}
      </div>
    </li>
  )
}
