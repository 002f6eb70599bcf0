import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiForm } from '../components/buttons.tsx'
import { Choice, Field } from '../components/inputs.tsx'
import { Panel } from '../components/panel.tsx'
import { buildWorldPath } from '../control-api.ts'
import { runStore, selectRun } from '../state/run-store.ts'
import { flowNames, flows, health, refreshFlows, worldName } from '../state/world.ts'

type Schemas = components['schemas']

const ENDS = [
  ['', 'As the flow goes'],
  ['completed', 'Completed'],
  ['expired', 'Expired'],
  ['failed', 'Failed'],
  ['cancelled', 'Cancelled'],
  ['never', 'Never: stays queued'],
] as const

const PHONE_PATTERN = String.raw`\+[0-9]{8,15}`
const PHONE_HINT = 'with + and country code'

/** Inserts a run of a contact, a contact alone, or a flow. */
export function InsertForms() {
  if (health.value?.readOnly === true) return null
  return (
    <div class="columns even">
      <InsertRun />
      <InsertContact />
      <AddFlow />
    </div>
  )
}

function InsertRun() {
  const flow = useSignal(0)
  const contact = useSignal('')
  const phone = useSignal('')
  const end = useSignal<(typeof ENDS)[number][0]>('')
  const createdAt = useSignal('')
  const isNumber = /^\d+$/.test(contact.value)
  const body = {
    flow: flow.value,
    contact: isNumber
      ? Number(contact.value)
      : { name: contact.value, ...(phone.value === '' ? {} : { phone: phone.value }) },
    ...(end.value === '' ? {} : { end: end.value }),
    ...(createdAt.value === '' ? {} : { createdAt: createdAt.value }),
  }
  const options = flows.value.map(({ index }) => [index, flowNames.value[index] ?? `Flow ${index}`] as const)
  return (
    <Panel id="insert-run" title="Insert a run">
      <ApiForm<Schemas['InsertedRuns']>
        label="Insert a run"
        submitTitle="Insert run"
        request={{ method: 'POST', path: buildWorldPath(worldName.value, '/runs'), body }}
        onDone={({ runs, scheduled }) => {
          const [run] = runs
          if (run === undefined) return `Scheduled ${scheduled} run.`
          runStore.putRuns([run])
          selectRun(run.number)
          return `Inserted run ${run.number}.`
        }}
      >
        <Choice label="Flow" value={flow.value} options={options} onChange={(index) => (flow.value = index)} />
        <Field title="Contact" value={contact} hint="a name, or the number of a contact" required />
        {isNumber ? null : <Field title="Phone" value={phone} pattern={PHONE_PATTERN} hint={PHONE_HINT} />}
        <Choice label="End" value={end.value} options={ENDS} onChange={(value) => (end.value = value)} />
        <Field title="Created at" value={createdAt} hint="world time such as 2026-01-15T08:00:00Z; empty for now" />
      </ApiForm>
    </Panel>
  )
}

function InsertContact() {
  const name = useSignal('')
  const phone = useSignal('')
  const body = { name: name.value, phone: phone.value }
  return (
    <Panel id="insert-contact" title="Insert a contact">
      <ApiForm<Schemas['Contact']>
        label="Insert a contact"
        submitTitle="Insert contact"
        request={{ method: 'POST', path: buildWorldPath(worldName.value, '/contacts'), body }}
        onDone={(contact) => {
          name.value = ''
          phone.value = ''
          return `Inserted contact ${contact.number}.`
        }}
      >
        <Field title="Name" value={name} required />
        <Field title="Phone" value={phone} pattern={PHONE_PATTERN} hint={PHONE_HINT} required />
      </ApiForm>
    </Panel>
  )
}

const DURATION_PATTERN = String.raw`([0-9]+[mhd])+`
const UUID_PATTERN = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'

function AddFlow() {
  const name = useSignal('')
  const timeToLive = useSignal('')
  const questions = useSignal('')
  const vendor = useSignal('qyvo')
  const id = useSignal('')
  const keys = questions.value.split(/[\s,]+/).filter((key) => key !== '')
  const body = {
    name: name.value,
    ...(timeToLive.value === '' ? {} : { ttl: timeToLive.value }),
    ...(keys.length === 0 ? {} : { questions: keys.map((key) => ({ key })) }),
    ...(id.value === '' ? {} : { ids: { [vendor.value]: id.value } }),
  }
  const vendors = (health.value?.vendors ?? []).map((one) => [one.name, one.name] as const)
  return (
    <Panel id="add-flow" title="Add a flow">
      <ApiForm<Schemas['Flow']>
        label="Add a flow"
        submitTitle="Add flow"
        request={{ method: 'POST', path: buildWorldPath(worldName.value, '/flows'), body }}
        onDone={({ index }) => {
          name.value = ''
          id.value = ''
          void refreshFlows()
          return `Added flow ${index}.`
        }}
      >
        <Field title="Name" value={name} required />
        <Field
          title="Expires after"
          value={timeToLive}
          pattern={DURATION_PATTERN}
          hint="such as 30m or 24h; empty for 30m"
        />
        <Field title="Questions" value={questions} hint="keys such as wants_coupon, reason; empty for generated ones" />
        <Choice
          label="Vendor of the id"
          value={vendor.value}
          options={vendors}
          onChange={(one) => (vendor.value = one)}
        />
        <Field title="Id" value={id} pattern={UUID_PATTERN} hint="a UUID at this vendor; empty for generated ids" />
      </ApiForm>
    </Panel>
  )
}
