import { useSignal } from '@preact/signals'
import { ApiForm } from '../components/buttons.tsx'
import { Field } from '../components/inputs.tsx'
import { Panel } from '../components/panel.tsx'
import { buildHref } from '../state/route.ts'
import { refreshWorlds, type World, worldName } from '../state/world.ts'
import { type OwnDataFile, OwnDataInput } from './own-data-file.tsx'

const SOURCES = [
  ['fork', 'Fork'],
  ['generated', 'New data'],
  ['file', 'Own data from a file'],
] as const

type Source = (typeof SOURCES)[number][0]

/** Creates a world with generated data, from a file of own data, or as a fork of the open one. */
export function NewWorld() {
  const name = useSignal('')
  const source = useSignal<Source>('fork')
  const file = useSignal<OwnDataFile | null>(null)
  const fileError = useSignal<string | null>(null)
  const seed = useSignal('42')
  const runs = useSignal('1000')
  const every = useSignal('2m')
  const bodies: Readonly<Record<Source, object>> = {
    fork: { from: worldName.value },
    generated: {
      seed: /^-?\d{1,15}$/.test(seed.value) ? Number(seed.value) : seed.value,
      runs: Number(runs.value),
      every: every.value,
    },
    file: { data: file.value?.data ?? {} },
  }
  const body = { name: name.value, ...bodies[source.value] }
  return (
    <Panel id="new-world" title="New world">
      <ApiForm<World>
        label="New world"
        submitTitle={source.value === 'fork' ? `Fork ${worldName.value}` : 'Create'}
        request={{ method: 'POST', path: '/_twin/v1/worlds', body }}
        onDone={(world) => {
          name.value = ''
          void refreshWorlds()
          location.hash = buildHref('live', world.name)
          return `Created world "${world.name}" and opened it.`
        }}
      >
        <fieldset>
          <legend>Data</legend>
          {SOURCES.map(([value, title]) => (
            <label key={value} class="check">
              <input
                type="radio"
                name="from"
                checked={source.value === value}
                onChange={() => (source.value = value)}
              />
              {value === 'fork' ? `Fork of ${worldName.value} at its present state` : title}
            </label>
          ))}
        </fieldset>
        <Field
          title="Name"
          value={name}
          hint="lower-case letters, digits and hyphens"
          pattern="[a-z0-9][a-z0-9\-]{0,62}"
          required
        />
        {source.value === 'file' ? <OwnDataInput file={file} error={fileError} /> : null}
        {fileError.value === null || source.value !== 'file' ? null : (
          <p class="form-error" role="alert">
            {fileError.value}
          </p>
        )}
        {source.value !== 'generated' ? null : (
          <>
            <Field title="Seed" value={seed} />
            <Field title="Number of runs" value={runs} pattern="[0-9]+" hint="a number" required />
            <Field title="Time between new runs" value={every} />
          </>
        )}
      </ApiForm>
    </Panel>
  )
}
