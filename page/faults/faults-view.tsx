import { useSignal, useSignalEffect } from '@preact/signals'
import type { components } from '../../spec/generated/control.types.ts'
import { requestJson, type ApiRequest, ApiError, buildWorldPath } from '../control-api.ts'
import { ApiButton } from '../components/buttons.tsx'
import { EmptyState, Panel } from '../components/panel.tsx'
import { changeCount, worldName } from '../state/world.ts'
import { type ActiveRule, activeRules, describeTiming, toNewRule } from './active-rules.ts'
import { PagingScenarios } from './paging-scenarios.tsx'
import { NewFault } from './new-fault.tsx'

/** What is armed to go wrong, what it has done, and what else could. */
export function FaultsView() {
  const refusal = useSignal<string | null>(null)
  useSignalEffect(() => {
    // Each request may have been a hit.
    void changeCount.value
    let stale = false
    requestJson<components['schemas']['ActiveFaults']>({ method: 'GET', path: buildFaultsPath() })
      .then(({ rules }) => {
        if (!stale) activeRules.value = rules
      })
      .catch((error: unknown) => {
        if (!stale) refusal.value = error instanceof ApiError ? error.message : 'The server cannot be reached.'
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
        request={{ method: 'GET', path: buildFaultsPath() }}
        tools={
          activeRules.value.length === 0 ? null : (
            <ApiButton
              kind="danger"
              request={{ method: 'DELETE', path: buildFaultsPath() }}
              onDone={() => applyRules([], 'Nothing is armed.')}
            >
              Disarm all
            </ApiButton>
          )
        }
      >
        {refusal.value === null ? null : <EmptyState title="No faults to be had">{refusal.value}</EmptyState>}
        {activeRules.value.length === 0 ? (
          <EmptyState title="Nothing is armed">
            Arm a fault or a hazard below, and see how a client takes it.
          </EmptyState>
        ) : (
          <ul class="rules">
            {activeRules.value.map((rule) => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </ul>
        )}
      </Panel>
      <div class="columns even">
        <NewFault />
        <PagingScenarios />
      </div>
    </>
  )
}

function RuleRow({ rule }: { readonly rule: ActiveRule }) {
  const others = activeRules.value.filter(({ id }) => id !== rule.id).map(toNewRule)
  const call: ApiRequest = { method: 'PUT', path: buildFaultsPath(), body: { rules: others } }
  return (
    <li class="rule">
      <span class="mono">{rule.id}</span>
      <span>{rule.operation}</span>
      <span class="mono wrap">
        {rule.effect ?? ''}{' '}
        {rule.sideEffects === undefined ? '' : `then ${rule.sideEffects.map(({ kind }) => kind).join(', ')}`}
      </span>
      <span class="muted wrap">{describeTiming(rule.when)}</span>
      <span class="hits">
        <b>{rule.hits}</b> {rule.hits === 1 ? 'hit' : 'hits'} of {rule.calls}
      </span>
      <ApiButton<{ readonly rules: readonly ActiveRule[] }>
        kind="quiet"
        request={call}
        label={`Disarm ${rule.id}`}
        onDone={({ rules }) => applyRules(rules, `Rule ${rule.id} is disarmed.`)}
      >
        Disarm
      </ApiButton>
    </li>
  )
}

function applyRules(rules: readonly ActiveRule[], said: string): string {
  activeRules.value = rules
  return said
}

function buildFaultsPath(): string {
  return buildWorldPath(worldName.value, '/faults')
}
