import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiButton, ApiForm } from '../components/buttons.tsx'
import { Choice, Field } from '../components/inputs.tsx'
import { EmptyState, Panel } from '../components/panel.tsx'
import { useResource } from '../components/use-resource.ts'
import { buildWorldPath, getJson } from '../control-api.ts'
import { formatCount } from '../format-count.ts'
import { formatTime, parseInstant } from '../instants.ts'
import { health, worldName } from '../state/world.ts'

type Limits = components['schemas']['RateLimits']
type NewLimits = components['schemas']['NewRateLimits']

/** The rate limit of each vendor and its use, with a form that sets one. */
export function RateLimits() {
  const limits = useSignal<Limits | null>(null)
  const selected = useSignal<string | null>(null)
  const limit = useSignal('60')
  const window = useSignal('60s')
  const path = buildWorldPath(worldName.value, '/rate-limits')
  const error = useResource(
    () => getJson<Limits>(buildWorldPath(worldName.value, '/rate-limits')),
    (body) => (limits.value = body),
  )
  const vendors = health.value?.vendors.map(({ name }) => [name, name] as const) ?? []
  const vendor = selected.value ?? vendors[0]?.[0] ?? ''
  const { vendors: current = {}, buckets = [] } = limits.value ?? {}
  const body = { ...listCustomLimits(current), [vendor]: { limit: Number(limit.value), window: window.value } }
  return (
    <Panel
      id="rate-limits"
      title="Rate limits"
      hint="Documented limits of the vendors, unless you set others"
      request={{ method: 'GET', path }}
      tools={
        <ApiButton
          kind="quiet"
          request={{ method: 'DELETE', path }}
          label="Restore the documented limits"
          onDone={() => {
            void getJson<Limits>(path).then((restored) => (limits.value = restored))
            return 'Restored the documented limits.'
          }}
        >
          Restore
        </ApiButton>
      }
    >
      {error === null ? null : <EmptyState title="Cannot load the rate limits">{error}</EmptyState>}
      <dl class="positions">
        {Object.entries(current).map(([name, { source, limit: count, window: length }]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {count === null ? 'no limit' : `${formatCount(count, 'request')} in ${formatWindow(length)}, ${source}`}
            </dd>
          </div>
        ))}
        {buckets.map(({ vendor: name, key, used, remaining, resetsAt }) => (
          <div key={`${name} ${key}`}>
            <dt class="mono">{key}</dt>
            <dd>
              {used} used, {remaining} left, full again at {formatTime(parseInstant(resetsAt))}
            </dd>
          </div>
        ))}
      </dl>
      <ApiForm<Limits>
        label="Set a rate limit"
        submitTitle="Set"
        request={{ method: 'PUT', path, body }}
        onDone={(set) => {
          limits.value = set
          return `Set the rate limit of ${vendor}.`
        }}
      >
        <Choice label="Vendor" value={vendor} options={vendors} onChange={(name) => (selected.value = name)} />
        <Field title="Requests" value={limit} pattern="[1-9][0-9]*" hint="a number from 1" required />
        <Field title="In" value={window} hint="a duration such as 60s" required />
      </ApiForm>
    </Panel>
  )
}

/** Returns the limits that a request must repeat, since it replaces all of them. */
function listCustomLimits(vendors: Limits['vendors']): NewLimits {
  const limits: Record<string, NewLimits[string]> = {}
  for (const [name, { source, limit, window }] of Object.entries(vendors)) {
    if (source === 'off') limits[name] = 'off'
    else if (source === 'custom' && limit !== null && window !== null)
      limits[name] = { limit, window: formatWindow(window) }
  }
  return limits
}

/** Converts a window of a response, such as `PT60S`, to the format of a request, `60s`. */
function formatWindow(window: string | null): string {
  return (window ?? '').replace(/^PT/, '').toLowerCase()
}
