import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ask, Refused, worldPath } from '../control.ts'
import { instantOf, textOf } from '../instants.ts'
import { Action } from '../parts/action.tsx'
import { Empty } from '../parts/empty.tsx'
import { Panel } from '../parts/panel.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { chosenRun } from '../state/choice.ts'
import { asOf, heard } from '../state/clock.ts'
import { rows } from '../state/rows-of-world.ts'
import { changed, flows, health, worldName, worlds } from '../state/world.ts'
import { Tellings } from './telling-table.tsx'
import { tell, type Telling } from './tellings.ts'

type Run = components['schemas']['Run']

interface Known {
  readonly run: Run
  readonly tellings: readonly Telling[]
}

/** One run, side by side as the four vendors tell it. */
export function RunDetail() {
  const known = useSignal<Known | null>(null)
  const refusal = useSignal<string | null>(null)
  useSignalEffect(() => {
    const number = chosenRun.value
    void changed.value
    const at = asOf.value
    if (number === null) {
      known.value = null
      return undefined
    }
    const row = rows.get(number)
    if (row !== undefined && at !== null && row.createdAt > at) {
      known.value = null
      refusal.value = 'This run had not begun then.'
      return undefined
    }
    let stale = false
    read(number, at)
      .then((found) => {
        if (stale) return
        known.value = found
        refusal.value = null
      })
      .catch((error: unknown) => {
        if (stale) return
        known.value = null
        refusal.value = error instanceof Refused ? error.message : 'The server cannot be reached.'
      })
    return () => {
      stale = true
    }
  })
  const number = chosenRun.value
  if (number === null) {
    return (
      <Panel id="run" title="One run, four tellings">
        <Empty title="No run chosen">
          Choose one in the table or on the timeline to read it as each vendor tells it.
        </Empty>
      </Panel>
    )
  }
  const call = { method: 'GET', path: worldPath(worldName.value, `/runs/${number}${atQuery(asOf.value)}`) } as const
  return (
    <Panel
      id="run"
      title={`Run ${number}`}
      hint="One run, as each vendor tells it"
      call={call}
      tools={<Endings known={known.value} />}
    >
      {refusal.value === null ? null : <Empty title="Nothing to tell">{refusal.value}</Empty>}
      {known.value === null ? null : <Tellings run={known.value.run} tellings={known.value.tellings} />}
    </Panel>
  )
}

function Endings({ known }: { readonly known: Known | null }) {
  if (known === null) return null
  const { run } = known
  if (asOf.value !== null || (run.status !== 'queued' && run.status !== 'running'))
    return <StatusBadge status={run.status} />
  const path = worldPath(worldName.value, `/runs/${run.number}`)
  const done = (now: Run) => `Run ${now.number} is ${now.status}.`
  return (
    <>
      <StatusBadge status={run.status} />
      <Action call={{ method: 'POST', path, body: { step: true } }} done={done} kind="quiet">
        Answer
      </Action>
      <Action call={{ method: 'POST', path, body: { end: 'completed' } }} done={done} kind="quiet">
        Complete
      </Action>
      <Action call={{ method: 'POST', path, body: { end: 'expired' } }} done={done} kind="quiet">
        Expire
      </Action>
      <Action call={{ method: 'POST', path, body: { end: 'failed' } }} done={done} kind="quiet">
        Fail
      </Action>
    </>
  )
}

async function read(number: number, at: number | null): Promise<Known> {
  const name = worldName.peek()
  const run = await ask<Run>({ method: 'GET', path: worldPath(name, `/runs/${number}${atQuery(at)}`) })
  const world = worlds.peek().find((one) => one.name === name) ?? { name, path: '' }
  const clock = await ask<components['schemas']['Clock']>({ method: 'GET', path: worldPath(name, '/clock') })
  rows.put([run])
  const tellings = await tell({
    run,
    flow: flows.peek().find(({ flow }) => flow === run.flow),
    world,
    vendors: health.peek()?.vendors ?? [],
    at: at ?? instantOf(clock.now),
  })
  return { run, tellings }
}

function atQuery(at: number | null): string {
  return at === null || heard.value === null ? '' : `?at=${textOf(at)}`
}
