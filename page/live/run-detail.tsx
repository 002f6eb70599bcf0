import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { requestJson, ApiError, buildWorldPath } from '../control-api.ts'
import { parseInstant, formatInstant } from '../instants.ts'
import { ApiButton } from '../components/buttons.tsx'
import { EmptyState, Panel, StatusBadge } from '../components/panel.tsx'
import { runStore, selectedRun } from '../state/run-store.ts'
import { timeTravelAt, clockReading } from '../state/clock.ts'
import { changeCount, flows, health, worldName, worlds } from '../state/world.ts'
import { VendorComparison } from './vendor-comparison.tsx'
import { fetchVendorResponses, type VendorResponse } from './vendor-responses.ts'

type Run = components['schemas']['Run']

interface RunDetails {
  readonly run: Run
  readonly responses: readonly VendorResponse[]
}

/** One run, side by side as the four vendors tell it. */
export function RunDetail() {
  const known = useSignal<RunDetails | null>(null)
  const refusal = useSignal<string | null>(null)
  useSignalEffect(() => {
    const number = selectedRun.value
    void changeCount.value
    const at = timeTravelAt.value
    if (number === null) {
      known.value = null
      return undefined
    }
    const row = runStore.getRun(number)
    if (row !== undefined && at !== null && row.createdAt > at) {
      known.value = null
      refusal.value = 'This run had not begun then.'
      return undefined
    }
    let stale = false
    loadRunDetails(number, at)
      .then((found) => {
        if (stale) return
        known.value = found
        refusal.value = null
      })
      .catch((error: unknown) => {
        if (stale) return
        known.value = null
        refusal.value = error instanceof ApiError ? error.message : 'The server cannot be reached.'
      })
    return () => {
      stale = true
    }
  })
  const number = selectedRun.value
  if (number === null) {
    return (
      <Panel id="run" title="One run, four tellings">
        <EmptyState title="No run chosen">
          Choose one in the table or on the timeline to read it as each vendor tells it.
        </EmptyState>
      </Panel>
    )
  }
  const call = {
    method: 'GET',
    path: buildWorldPath(worldName.value, `/runs/${number}${buildAtQuery(timeTravelAt.value)}`),
  } as const
  return (
    <Panel
      id="run"
      title={`Run ${number}`}
      hint="One run, as each vendor tells it"
      request={call}
      tools={<RunActions known={known.value} />}
    >
      {refusal.value === null ? null : <EmptyState title="Nothing to tell">{refusal.value}</EmptyState>}
      {known.value === null ? null : <VendorComparison run={known.value.run} responses={known.value.responses} />}
    </Panel>
  )
}

function RunActions({ known }: { readonly known: RunDetails | null }) {
  if (known === null) return null
  const { run } = known
  if (timeTravelAt.value !== null || (run.status !== 'queued' && run.status !== 'running'))
    return <StatusBadge status={run.status} />
  const path = buildWorldPath(worldName.value, `/runs/${run.number}`)
  const describeRun = (now: Run) => `Run ${now.number} is ${now.status}.`
  return (
    <>
      <StatusBadge status={run.status} />
      <ApiButton request={{ method: 'POST', path, body: { step: true } }} onDone={describeRun} kind="quiet">
        Answer
      </ApiButton>
      <ApiButton request={{ method: 'POST', path, body: { end: 'completed' } }} onDone={describeRun} kind="quiet">
        Complete
      </ApiButton>
      <ApiButton request={{ method: 'POST', path, body: { end: 'expired' } }} onDone={describeRun} kind="quiet">
        Expire
      </ApiButton>
      <ApiButton request={{ method: 'POST', path, body: { end: 'failed' } }} onDone={describeRun} kind="quiet">
        Fail
      </ApiButton>
    </>
  )
}

async function loadRunDetails(number: number, at: number | null): Promise<RunDetails> {
  const name = worldName.peek()
  const run = await requestJson<Run>({
    method: 'GET',
    path: buildWorldPath(name, `/runs/${number}${buildAtQuery(at)}`),
  })
  const world = worlds.peek().find((one) => one.name === name) ?? { name, path: '' }
  const clock = await requestJson<components['schemas']['Clock']>({
    method: 'GET',
    path: buildWorldPath(name, '/clock'),
  })
  runStore.putRuns([run])
  const tellings = await fetchVendorResponses({
    run,
    flow: flows.peek().find(({ index }) => index === run.flow),
    world,
    vendors: health.peek()?.vendors ?? [],
    at: at ?? parseInstant(clock.now),
  })
  return { run, responses: tellings }
}

function buildAtQuery(at: number | null): string {
  return at === null || clockReading.value === null ? '' : `?at=${formatInstant(at)}`
}
