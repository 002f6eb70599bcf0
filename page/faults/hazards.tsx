import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ask } from '../control.ts'
import { Action } from '../parts/action.tsx'
import { Panel } from '../parts/panel.tsx'
import { armed, arming, type Rule } from './armed.ts'

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
        {hazards.value.map(({ id, about, symptom, remedy, rules }) => (
          <li key={id}>
            <details>
              <summary>
                {id} <span class="chip remark">{symptom}</span>
              </summary>
              <p>{about}</p>
              <p class="muted">{remedy}</p>
            </details>
            <span class="group">
              {Object.entries(rules).map(([vendor, own]) => (
                <Action<{ readonly rules: readonly Rule[] }>
                  key={vendor}
                  call={arming(own)}
                  label={`Arm ${id} for ${vendor}`}
                  done={(told) => {
                    armed.value = told.rules
                    return `${id} is armed for ${vendor}: read its list of runs.`
                  }}
                >
                  {vendor}
                </Action>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
