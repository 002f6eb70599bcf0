import { useSignal } from '@preact/signals'
import { ApiButton } from '../components/buttons.tsx'
import { Panel } from '../components/panel.tsx'
import { health } from '../state/world.ts'
import { activeRules, buildRulesRequest, type ActiveRule } from './active-rules.ts'

const EFFECTS = [
  ['status=503', 'A proxy answers 503'],
  ['throttle=30s', 'Throttled for half a minute'],
  ['delay=2s', 'Two seconds late'],
  ['reset', 'The connection is reset'],
  ['truncate=50%', 'Half of the body'],
  ['invalid-json', 'JSON that lacks its end'],
  ['content-type=text/html', 'Another media type'],
  ['stale=5m', 'Five minutes behind'],
  ['drip=64/100ms', 'In drops'],
] as const

const TIMES = [
  ['always', 'every call', undefined],
  ['first', 'the first call', { first: 1 }],
  ['third', 'every third call', { every: 3 }],
  ['fifth', 'a fifth of the calls', { probability: 0.2 }],
] as const

/** Arms one fault for all operations of a vendor. */
export function NewFault() {
  const chosen = useSignal<string | null>(null)
  const often = useSignal<(typeof TIMES)[number][0]>('always')
  const vendors = health.value?.vendors.map(({ name }) => name) ?? []
  const vendor = chosen.value ?? vendors[0] ?? ''
  const when = TIMES.find(([name]) => name === often.value)?.[2]
  return (
    <Panel id="new-fault" title="Arm a fault" hint="For every operation of a vendor in which it can come about">
      <div class="group">
        <select aria-label="Vendor" value={vendor} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          {vendors.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <select
          aria-label="How often"
          value={often.value}
          onChange={(event) => (often.value = event.currentTarget.value as typeof often.value)}
        >
          {TIMES.map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <ul class="choices">
        {EFFECTS.map(([effect, title]) => {
          const id = `${vendor}-${effect.replace(/[^a-z0-9]+/g, '-').replace(/-$/, '')}`
          const rule = { id, operation: `${vendor}.*`, effect, ...(when === undefined ? {} : { when }) }
          return (
            <li key={effect}>
              <span>
                {title} <code class="muted">{effect}</code>
              </span>
              <ApiButton<{ readonly rules: readonly ActiveRule[] }>
                request={buildRulesRequest([rule])}
                label={`Arm ${effect} for ${vendor}`}
                onDone={({ rules }) => {
                  activeRules.value = rules
                  return `${effect} is armed for ${vendor}.`
                }}
              >
                Arm
              </ApiButton>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
