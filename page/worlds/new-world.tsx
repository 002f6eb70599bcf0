import { type Signal, useSignal } from '@preact/signals'
import { ApiButton } from '../components/buttons.tsx'
import { TextInput } from '../components/inputs.tsx'
import { Panel } from '../components/panel.tsx'
import { buildHref } from '../state/route.ts'
import { refreshWorlds, type World, worldName } from '../state/world.ts'

/** Creates a world with new data, or as a fork of the open one. */
export function NewWorld() {
  const name = useSignal('')
  const isFork = useSignal(true)
  const seed = useSignal('42')
  const runs = useSignal('1000')
  const every = useSignal('2m')
  const body = isFork.value
    ? { name: name.value, from: worldName.value }
    : {
        name: name.value,
        seed: /^-?\d{1,15}$/.test(seed.value) ? Number(seed.value) : seed.value,
        runs: Number(runs.value),
        every: every.value,
      }
  return (
    <Panel id="new-world" title="New world">
      <div class="form">
        <fieldset>
          <legend>Data</legend>
          <label class="check">
            <input type="radio" name="from" checked={isFork.value} onChange={() => (isFork.value = true)} />
            Fork of {worldName.value} at its present state
          </label>
          <label class="check">
            <input type="radio" name="from" checked={!isFork.value} onChange={() => (isFork.value = false)} />
            New data
          </label>
        </fieldset>
        <Field title="Name" value={name} hint="lower-case letters, digits and hyphens" />
        {isFork.value ? null : (
          <>
            <Field title="Seed" value={seed} />
            <Field title="Number of runs" value={runs} />
            <Field title="Time between new runs" value={every} />
          </>
        )}
        <ApiButton<World>
          kind="primary"
          request={{ method: 'POST', path: '/_twin/v1/worlds', body }}
          disabled={name.value === ''}
          onDone={(world) => {
            name.value = ''
            void refreshWorlds()
            location.hash = buildHref('live', world.name)
            return `Created world "${world.name}" and opened it.`
          }}
        >
          {isFork.value ? `Fork ${worldName.value}` : 'Create'}
        </ApiButton>
      </div>
    </Panel>
  )
}

interface FieldProps {
  readonly title: string
  readonly value: Signal<string>
  readonly hint?: string
}

function Field({ title, value, hint }: FieldProps) {
  return (
    <label class="field">
      <span>{title}</span>
      <TextInput value={value} />
      {hint === undefined ? null : <small>{hint}</small>}
    </label>
  )
}
