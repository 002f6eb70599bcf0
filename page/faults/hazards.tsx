import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ask, worldPath } from '../control.ts'
import { Action } from '../parts/action.tsx'
import { Panel } from '../parts/panel.tsx'
import { hrefOf } from '../state/address.ts'
import { health, readWorlds, type World, worldName } from '../state/world.ts'
import { armed, type Rule } from './armed.ts'

type Hazard = components['schemas']['Hazard']

/** Named ways in which reading a list page by page goes wrong, to be armed with one click. */
export function Hazards() {
  const hazards = useSignal<readonly Hazard[]>([])
  useSignalEffect(() => {
    ask<{ readonly hazards: readonly Hazard[] }>({ method: 'GET', path: '/_twin/v1/hazards' })
      .then((told) => {
        hazards.value = told.hazards
      })
      .catch(() => {})
  })
  return (
    <Panel
      id="hazards"
      title="Paging hazards"
      hint="What happens to lists while they are read, and to clients that do not reckon with it"
      call={{ method: 'GET', path: '/_twin/v1/hazards' }}
    >
      <ul class="choices hazards">
        {hazards.value.map((hazard) => (
          <HazardRow key={hazard.id} hazard={hazard} />
        ))}
      </ul>
    </Panel>
  )
}

/** Rules are armed in the world that is shown; a hazard without any is a world of its own. */
function HazardRow({ hazard }: { readonly hazard: Hazard }) {
  const { id, about, symptom, remedy, vendors } = hazard
  const served = new Set<string>(health.value?.vendors.map(({ name }) => name))
  const armable = vendors.filter(({ vendor, rules }) => rules.length > 0 && served.has(vendor))
  return (
    <li>
      <details>
        <summary>
          {id} <span class="chip remark">{symptom}</span>
        </summary>
        <p>{about}</p>
        <p class="muted">{remedy}</p>
      </details>
      <span class="group">
        {armable.map(({ vendor }) => (
          <Action<{ readonly rules: readonly Rule[] }>
            key={vendor}
            call={{ method: 'POST', path: worldPath(worldName.value, '/hazards'), body: { hazard: id, vendor } }}
            label={`Arm ${id} for ${vendor}`}
            done={({ rules }) => {
              armed.value = rules
              return `${id} is armed for ${vendor}: read its list of runs.`
            }}
          >
            {vendor}
          </Action>
        ))}
        {armable.length > 0 ? null : (
          <Action<World>
            call={{ method: 'POST', path: '/_twin/v1/worlds', body: { name: id, hazard: id } }}
            label={`New world for ${id}`}
            done={({ name }) => {
              void readWorlds()
              location.hash = hrefOf('live', name)
              return `World ${name} shows it.`
            }}
          >
            New world
          </Action>
        )}
      </span>
    </li>
  )
}
