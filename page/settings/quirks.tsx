import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiForm } from '../components/buttons.tsx'
import { Choice } from '../components/inputs.tsx'
import { EmptyState, Panel } from '../components/panel.tsx'
import { useResource } from '../components/use-resource.ts'
import { buildWorldPath, getJson } from '../control-api.ts'
import { worldName } from '../state/world.ts'

type Quirk = components['schemas']['Quirk']

/** The quirks with their positions in the world, and a form that sets one. */
export function Quirks() {
  const quirks = useSignal<readonly Quirk[]>([])
  const selected = useSignal<string | null>(null)
  const position = useSignal<string | null>(null)
  const buildPath = () => `/_twin/v1/quirks?world=${encodeURIComponent(worldName.value)}`
  const error = useResource(
    () => getJson<components['schemas']['Quirks']>(buildPath()),
    (body) => ({ quirks: quirks.value } = body),
  )
  const quirk = quirks.value.find(({ id }) => id === selected.value) ?? quirks.value[0]
  return (
    <Panel
      id="quirks"
      title="Quirks"
      hint="Behaviour that vendors leave open or describe in contradictory ways"
      request={{ method: 'GET', path: buildPath() }}
    >
      {error === null ? null : <EmptyState title="Cannot load the quirks">{error}</EmptyState>}
      {quirk === undefined ? null : (
        <QuirkForm
          quirk={quirk}
          ids={quirks.value.map(({ id }) => id)}
          position={position.value ?? quirk.current}
          onSelect={(id) => ([selected.value, position.value] = [id, null])}
          onPosition={(value) => (position.value = value)}
          onDone={(positions) => {
            quirks.value = quirks.value.map((one) => ({ ...one, current: positions[one.id] ?? one.current }))
            position.value = null
          }}
        />
      )}
      <dl class="positions">
        {quirks.value.map(({ id, current }) => (
          <div key={id}>
            <dt class="mono">{id}</dt>
            <dd>{current}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

type Positions = Readonly<Record<string, string>>

interface QuirkFormProps {
  readonly quirk: Quirk
  readonly ids: readonly string[]
  /** The position that the form shows. */
  readonly position: string
  readonly onSelect: (id: string) => void
  readonly onPosition: (position: string) => void
  readonly onDone: (positions: Positions) => void
}

/** Sets a quirk to one of its positions, whose meaning the form states. */
function QuirkForm({ quirk, ids, position, onSelect, onPosition, onDone }: QuirkFormProps) {
  const { id, question, positions } = quirk
  const meaning = positions.find((one) => one.position === position)?.meaning
  return (
    <ApiForm<Positions>
      label="Set a quirk"
      submitTitle="Set"
      request={{ method: 'PATCH', path: buildWorldPath(worldName.value, '/quirks'), body: { [id]: position } }}
      onDone={(body) => {
        onDone(body)
        return `${id} is ${body[id]}.`
      }}
    >
      <Choice label="Quirk" value={id} options={ids.map((name) => [name, name] as const)} onChange={onSelect} />
      <Choice
        label="Position"
        value={position}
        options={positions.map((one) => [one.position, formatPosition(one.position, quirk)] as const)}
        onChange={onPosition}
      />
      <p>{question}</p>
      <p>{meaning === undefined ? '' : `"${position}": ${meaning}`}</p>
    </ApiForm>
  )
}

function formatPosition(position: string, quirk: Quirk): string {
  const marks = [...(position === quirk.default ? ['default'] : []), ...(position === quirk.current ? ['current'] : [])]
  return marks.length === 0 ? position : `${position} (${marks.join(', ')})`
}
