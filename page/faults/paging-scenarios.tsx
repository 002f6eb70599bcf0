import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { requestJson, buildWorldPath } from '../control-api.ts'
import { ApiButton } from '../components/buttons.tsx'
import { Panel } from '../components/panel.tsx'
import { buildHref } from '../state/route.ts'
import { health, readWorlds, type World, worldName } from '../state/world.ts'
import { activeRules, type ActiveRule } from './active-rules.ts'

type PagingScenario = components['schemas']['Scenario']

/** Named ways in which reading a list page by page goes wrong, to be armed with one click. */
export function PagingScenarios() {
  const scenarios = useSignal<readonly PagingScenario[]>([])
  useSignalEffect(() => {
    requestJson<{ readonly scenarios: readonly PagingScenario[] }>({ method: 'GET', path: '/_twin/v1/scenarios' })
      .then((body) => {
        scenarios.value = body.scenarios
      })
      .catch(() => {})
  })
  return (
    <Panel
      id="hazards"
      title="Paging hazards"
      hint="What happens to lists while they are read, and to clients that do not reckon with it"
      request={{ method: 'GET', path: '/_twin/v1/scenarios' }}
    >
      <ul class="choices hazards">
        {scenarios.value.map((scenario) => (
          <ScenarioRow key={scenario.id} scenario={scenario} />
        ))}
      </ul>
    </Panel>
  )
}

/** Rules are armed in the world that is shown; a hazard without any is a world of its own. */
function ScenarioRow({ scenario }: { readonly scenario: PagingScenario }) {
  const { id, description, symptom, remedy, vendors } = scenario
  const served = new Set<string>(health.value?.vendors.map(({ name }) => name))
  const armable = vendors.filter(({ vendor, rules }) => rules.length > 0 && served.has(vendor))
  return (
    <li>
      <details>
        <summary>
          {id} <span class="chip remark">{symptom}</span>
        </summary>
        <p>{description}</p>
        <p class="muted">{remedy}</p>
      </details>
      <span class="group">
        {armable.map(({ vendor }) => (
          <ApiButton<{ readonly rules: readonly ActiveRule[] }>
            key={vendor}
            request={{
              method: 'POST',
              path: buildWorldPath(worldName.value, '/scenarios'),
              body: { scenario: id, vendor },
            }}
            label={`Arm ${id} for ${vendor}`}
            onDone={({ rules }) => {
              activeRules.value = rules
              return `${id} is armed for ${vendor}: read its list of runs.`
            }}
          >
            {vendor}
          </ApiButton>
        ))}
        {armable.length > 0 ? null : (
          <ApiButton<World>
            request={{ method: 'POST', path: '/_twin/v1/worlds', body: { name: id, scenario: id } }}
            label={`New world for ${id}`}
            onDone={({ name }) => {
              void readWorlds()
              location.hash = buildHref('live', name)
              return `World ${name} shows it.`
            }}
          >
            New world
          </ApiButton>
        )}
      </span>
    </li>
  )
}
