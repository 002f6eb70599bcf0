import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiButton, ApiForm } from '../components/buttons.tsx'
import { Field, Select } from '../components/inputs.tsx'
import { Panel } from '../components/panel.tsx'
import { health } from '../state/world.ts'
import { type ActiveFaults, buildAddRequest, storeRules } from './active-rules.ts'

const EFFECTS = [
  ['status=503', 'Status 503 from a proxy'],
  ['throttle=30s', 'Rate limited for 30 s'],
  ['delay=2s', 'Delay of 2 s'],
  ['reset', 'Connection reset'],
  ['truncate=50%', 'Truncated body'],
  ['invalid-json', 'Invalid JSON'],
  ['content-type=text/html', 'Wrong media type'],
  ['stale=5m', 'Stale data (5 min)'],
  ['drip=64/100ms', 'Slow body'],
] as const

type Condition = components['schemas']['FaultCondition']
const CONDITIONS: readonly (readonly [string, string, Condition?])[] = [
  ['always', 'every call'],
  ['first', 'the first call', { first: 1 }],
  ['third', 'every third call', { every: 3 }],
  ['fifth', '20 % of calls', { probability: 0.2 }],
]

/** Adds a fault rule for all operations of a vendor. */
export function NewFault() {
  const selectedVendor = useSignal<string | null>(null)
  const condition = useSignal('always')
  const operation = useSignal('')
  const ownEffect = useSignal('')
  const vendors = health.value?.vendors.map(({ name }) => [name, name] as const) ?? []
  const vendor = selectedVendor.value ?? vendors[0]?.[0] ?? ''
  const when = CONDITIONS.find(([name]) => name === condition.value)?.[2]
  return (
    <Panel id="new-fault" title="Add a fault" hint="Applies to all matching operations of the vendor">
      <div class="group">
        <Select label="Vendor" value={vendor} options={vendors} onChange={(name) => (selectedVendor.value = name)} />
        <Select
          label="Condition"
          value={condition.value}
          options={CONDITIONS}
          onChange={(name) => (condition.value = name)}
        />
      </div>
      <ul class="options">
        {EFFECTS.map(([effect, title]) => {
          const id = `${vendor}-${effect.replace(/[^a-z0-9]+/g, '-').replace(/-$/, '')}`
          const rule = { id, operation: `${vendor}.*`, effect, ...(when === undefined ? {} : { when }) }
          return (
            <li key={effect}>
              <span>
                {title} <code class="muted">{effect}</code>
              </span>
              <ApiButton
                request={buildAddRequest(rule)}
                label={`Add ${effect} for ${vendor}`}
                onDone={storeRules(`Added ${effect} for ${vendor}.`)}
              >
                Add
              </ApiButton>
            </li>
          )
        })}
      </ul>
      <h3>Any fault</h3>
      <ApiForm<ActiveFaults>
        label="Any fault"
        submitTitle="Add fault"
        request={buildAddRequest({
          operation: `${vendor}.${operation.value === '' ? '*' : operation.value}`,
          effect: ownEffect.value,
          ...(when === undefined ? {} : { when }),
        })}
        onDone={storeRules(`Added ${ownEffect.value} for ${vendor}.`)}
      >
        <Field title="Operation" value={operation} hint="such as listRuns; empty for all of the vendor" />
        <Field
          title="Effect"
          value={ownEffect}
          hint="such as status=502 or delay=2s; docs/faults.md lists them"
          required
        />
      </ApiForm>
    </Panel>
  )
}
