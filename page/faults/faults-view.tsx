import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { ask, type Call, Refused, worldPath } from '../control.ts'
import { Action } from '../parts/action.tsx'
import { Empty } from '../parts/empty.tsx'
import { Panel } from '../parts/panel.tsx'
import { changed, worldName } from '../state/world.ts'
import { armed, type Rule, withoutCounts } from './armed.ts'
import { Hazards } from './hazards.tsx'
import { wordsOf } from './timing-words.ts'
import { NewFault } from './new-fault.tsx'

/** What is armed to go wrong, what it has done, and what else could. */
export function FaultsView() {
  const refusal = useSignal<string | null>(null)
  useSignalEffect(() => {
    // Each request may have been a hit.
    void changed.value
    let stale = false
    ask<components['schemas']['ArmedFaults']>({ method: 'GET', path: faultsPath() })
      .then(({ rules }) => {
        if (!stale) armed.value = rules
      })
      .catch((error: unknown) => {
        if (!stale) refusal.value = error instanceof Refused ? error.message : 'The server cannot be reached.'
      })
    return () => {
      stale = true
    }
  })
  return (
    <>
      <Panel
        id="faults"
        title="Armed faults"
        hint="Answers that a rule had a part in are marked with x-flowtwin-fault"
        call={{ method: 'GET', path: faultsPath() }}
        tools={
          armed.value.length === 0 ? null : (
            <Action
              kind="danger"
              call={{ method: 'DELETE', path: faultsPath() }}
              done={() => took([], 'Nothing is armed.')}
            >
              Disarm all
            </Action>
          )
        }
      >
        {refusal.value === null ? null : <Empty title="No faults to be had">{refusal.value}</Empty>}
        {armed.value.length === 0 ? (
          <Empty title="Nothing is armed">Arm a fault or a hazard below, and see how a client takes it.</Empty>
        ) : (
          <ul class="rules">
            {armed.value.map((rule) => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </ul>
        )}
      </Panel>
      <div class="columns even">
        <NewFault />
        <Hazards />
      </div>
    </>
  )
}

function RuleRow({ rule }: { readonly rule: Rule }) {
  const others = armed.value.filter(({ id }) => id !== rule.id).map(withoutCounts)
  const call: Call = { method: 'PUT', path: faultsPath(), body: { rules: others } }
  return (
    <li class="rule">
      <span class="mono">{rule.id}</span>
      <span>{rule.operation}</span>
      <span class="mono wrap">
        {rule.effect ?? ''} {rule.after === undefined ? '' : `then ${rule.after.map(({ kind }) => kind).join(', ')}`}
      </span>
      <span class="muted wrap">{wordsOf(rule.when)}</span>
      <span class="hits">
        <b>{rule.hits}</b> {rule.hits === 1 ? 'hit' : 'hits'} of {rule.calls}
      </span>
      <Action<{ readonly rules: readonly Rule[] }>
        kind="quiet"
        call={call}
        label={`Disarm ${rule.id}`}
        done={({ rules }) => took(rules, `Rule ${rule.id} is disarmed.`)}
      >
        Disarm
      </Action>
    </li>
  )
}

function took(rules: readonly Rule[], said: string): string {
  armed.value = rules
  return said
}

function faultsPath(): string {
  return worldPath(worldName.value, '/faults')
}
