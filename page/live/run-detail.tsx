import { useSignal } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ApiButton } from '../components/buttons.tsx'
import { EmptyState, Panel, StatusBadge } from '../components/panel.tsx'
import { useResource } from '../components/use-resource.ts'
import { buildWorldPath, getJson } from '../control-api.ts'
import { formatInstant, parseInstant } from '../instants.ts'
import { timeTravelAt } from '../state/clock.ts'
import { runStore, selectedRun } from '../state/run-store.ts'
import { flowNames, flows, health, worldName, worldPath } from '../state/world.ts'
import { VendorComparison } from './vendor-comparison.tsx'
import { fetchVendorResponses, type VendorResponse } from './vendor-responses.ts'

type Run = components['schemas']['Run']

interface RunDetails {
  readonly run: Run
  readonly responses: readonly VendorResponse[]
}

/** The selected run as each vendor returns it. */
export function RunDetail() {
  const details = useSignal<RunDetails | null>(null)
  const number = selectedRun.value
  const error = useResource(
    () => (selectedRun.value === null || !isCreated(selectedRun.value) ? null : loadRunDetails(selectedRun.value)),
    (body) => (details.value = body),
  )
  if (number === null) {
    return (
      <Panel id="run" title="Run details by vendor">
        <EmptyState title="No run selected">Select a run in the table or on the timeline.</EmptyState>
      </Panel>
    )
  }
  const message = isCreated(number) ? error : 'The run was created later than the time shown.'
  const { value } = details
  const shown = message === null && value?.run.number === number ? value : null
  return (
    <Panel
      id="run"
      title={`Run ${number}`}
      hint={`${formatFlowName(number)}details by vendor`}
      request={{ method: 'GET', path: buildRunPath(number) }}
      tools={shown === null ? undefined : <RunActions run={shown.run} />}
    >
      {message === null ? null : <EmptyState title="No run details">{message}</EmptyState>}
      {shown === null ? null : <VendorComparison run={shown.run} responses={shown.responses} />}
    </Panel>
  )
}

const RUN_ACTIONS = [
  ['Answer', { step: true }],
  ['Complete', { end: 'completed' }],
  ['Expire', { end: 'expired' }],
  ['Fail', { end: 'failed' }],
] as const

function RunActions({ run: { number, status } }: { readonly run: Run }) {
  const isActive = timeTravelAt.value === null && (status === 'queued' || status === 'running')
  return (
    <>
      <StatusBadge status={status} />
      {(isActive ? RUN_ACTIONS : []).map(([title, body]) => (
        <ApiButton<Run>
          key={title}
          request={{ method: 'POST', path: buildWorldPath(worldName.value, `/runs/${number}`), body }}
          onDone={(run) => `Run ${run.number} is ${run.status}.`}
          kind="quiet"
        >
          {title}
        </ApiButton>
      ))}
    </>
  )
}

async function loadRunDetails(number: number): Promise<RunDetails> {
  const clockPath = buildWorldPath(worldName.peek(), '/clock')
  const path = worldPath.peek()
  const at = timeTravelAt.value
  const run = await getJson<Run>(buildRunPath(number))
  const clock = await getJson<components['schemas']['Clock']>(clockPath)
  runStore.putRuns([run])
  const responses = await fetchVendorResponses({
    run,
    flow: flows.peek().find(({ index }) => index === run.flow),
    worldPath: path,
    vendors: health.peek()?.vendors ?? [],
    at: at ?? parseInstant(clock.now),
  })
  return { run, responses }
}

/** Returns the name that the page uses for the flow of a run, with a separator; each vendor may give it another one. */
function formatFlowName(number: number): string {
  const flow = runStore.getRun(number)?.flow
  return flow === undefined ? '' : `${flowNames.value[flow] ?? `Flow ${flow}`}: `
}

function isCreated(number: number): boolean {
  const at = timeTravelAt.value
  return at === null || (runStore.getRun(number)?.createdAt ?? 0) <= at
}

function buildRunPath(number: number): string {
  const at = timeTravelAt.value
  return buildWorldPath(worldName.value, `/runs/${number}${at === null ? '' : `?at=${formatInstant(at)}`}`)
}
