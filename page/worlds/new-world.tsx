import { useSignal } from '@preact/signals'
import type { ApiRequest } from '../control-api.ts'
import { ApiButton } from '../components/buttons.tsx'
import { Panel } from '../components/panel.tsx'
import { buildHref } from '../state/route.ts'
import { readWorlds, type World, worldName } from '../state/world.ts'

/** Makes a world: anew, or as one is now. */
export function NewWorld() {
  const name = useSignal('')
  const from = useSignal<'new' | 'fork'>('fork')
  const seed = useSignal('42')
  const runs = useSignal('1000')
  const every = useSignal('2m')
  const anew = {
    name: name.value,
    seed: /^-?\d{1,15}$/.test(seed.value) ? Number(seed.value) : seed.value,
    runs: Number(runs.value),
    every: every.value,
  }
  const body = from.value === 'fork' ? { name: name.value, from: worldName.value } : anew
  const call: ApiRequest = { method: 'POST', path: '/_twin/v1/worlds', body }
  const handleCreated = (world: World) => {
    name.value = ''
    void readWorlds()
    location.hash = buildHref('live', world.name)
    return `World ${world.name} exists, and is shown.`
  }
  return (
    <Panel id="new-world" title="New world">
      <div class="form">
        <fieldset>
          <legend>Begin</legend>
          <label class="check">
            <input type="radio" name="from" checked={from.value === 'fork'} onChange={() => (from.value = 'fork')} />
            as {worldName.value} is now (a fork)
          </label>
          <label class="check">
            <input type="radio" name="from" checked={from.value === 'new'} onChange={() => (from.value = 'new')} />
            anew
          </label>
        </fieldset>
        <Field title="Name" value={name} hint="lower-case letters, digits and hyphens" />
        {from.value === 'new' ? (
          <>
            <Field title="Seed" value={seed} />
            <Field title="Runs at the start" value={runs} />
            <Field title="Time between arrivals" value={every} />
          </>
        ) : null}
        <ApiButton kind="primary" request={call} onDone={handleCreated} disabled={name.value === ''}>
          {from.value === 'fork' ? `Fork ${worldName.value}` : 'Create'}
        </ApiButton>
      </div>
    </Panel>
  )
}

function Field({
  title,
  value,
  hint,
}: {
  readonly title: string
  readonly value: { value: string }
  readonly hint?: string
}) {
  return (
    <label class="field">
      <span>{title}</span>
      <input value={value.value} onInput={(event) => (value.value = event.currentTarget.value)} />
      {hint === undefined ? null : <small>{hint}</small>}
    </label>
  )
}
