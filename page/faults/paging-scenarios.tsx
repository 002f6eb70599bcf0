import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiButton } from '../components/buttons.tsx'
import { Panel } from '../components/panel.tsx'
import { showToast } from '../components/toast.tsx'
import { buildWorldPath, getJson, toErrorMessage } from '../control-api.ts'
import { buildHref } from '../state/route.ts'
import { health, refreshWorlds, type World, worldName } from '../state/world.ts'
import { storeRules } from './active-rules.ts'

type PagingScenario = components['schemas']['Scenario']

/** Named problems of lists that change while a client pages through them. */
export function PagingScenarios() {
  const scenarios = useSignal<readonly PagingScenario[]>([])
  useEffect(() => {
    getJson<components['schemas']['Scenarios']>('/_twin/v1/scenarios')
      .then((body) => (scenarios.value = body.scenarios))
      .catch((error: unknown) => showToast(toErrorMessage(error), 'error'))
  }, [])
  return (
    <Panel
      id="paging-scenarios"
      title="Paging scenarios"
      hint="Lists that change while they are read, and the effect on clients that do not handle it"
      request={{ method: 'GET', path: '/_twin/v1/scenarios' }}
    >
      <ul class="options scenarios">
        {scenarios.value.map((scenario) => (
          <ScenarioRow key={scenario.id} scenario={scenario} />
        ))}
      </ul>
    </Panel>
  )
}

/** A scenario with rules is added to the open world; one without rules needs a world of its own. */
function ScenarioRow({ scenario }: { readonly scenario: PagingScenario }) {
  const { id, description, symptom, remedy, vendors } = scenario
  const served = new Set<string>(health.value?.vendors.map(({ name }) => name))
  const withRules = vendors.filter(({ vendor, rules }) => rules.length > 0 && served.has(vendor))
  return (
    <li>
      <details>
        <summary>
          {id} <span class="chip warning">{symptom}</span>
        </summary>
        <p>{description}</p>
        <p class="muted">{remedy}</p>
      </details>
      <span class="group">
        {withRules.map(({ vendor }) => (
          <ApiButton
            key={vendor}
            request={{
              method: 'POST',
              path: buildWorldPath(worldName.value, '/scenarios'),
              body: { scenario: id, vendor },
            }}
            label={`Add ${id} for ${vendor}`}
            onDone={storeRules(`Added ${id} for ${vendor}. List its runs to see the effect.`)}
          >
            {vendor}
          </ApiButton>
        ))}
        {withRules.length > 0 ? null : (
          <ApiButton<World>
            request={{ method: 'POST', path: '/_twin/v1/worlds', body: { name: id, scenario: id } }}
            label={`New world for ${id}`}
            onDone={({ name }) => {
              void refreshWorlds()
              location.hash = buildHref('live', name)
              return `Created world "${name}" with this scenario and opened it.`
            }}
          >
            New world
          </ApiButton>
        )}
      </span>
    </li>
  )
}
