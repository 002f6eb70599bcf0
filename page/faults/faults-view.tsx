import { ApiButton } from '../components/buttons.tsx'
import { EmptyState, Panel } from '../components/panel.tsx'
import { useResource } from '../components/use-resource.ts'
import { buildWorldPath, getJson } from '../control-api.ts'
import { formatCount } from '../format-count.ts'
import { worldName } from '../state/world.ts'
import {
  type ActiveFaults,
  type ActiveRule,
  activeRules,
  buildRemoveRequest,
  describeCondition,
  storeRules,
} from './active-rules.ts'
import { NewFault } from './new-fault.tsx'
import { PagingScenarios } from './paging-scenarios.tsx'

/** The active fault rules with their hits, and the faults and paging scenarios that can be added. */
export function FaultsView() {
  const path = buildWorldPath(worldName.value, '/faults')
  const error = useResource(
    () => getJson<ActiveFaults>(buildWorldPath(worldName.value, '/faults')),
    ({ rules }) => (activeRules.value = rules),
  )
  const clearAll = (
    <ApiButton
      kind="danger"
      request={{ method: 'DELETE', path }}
      question="Remove all fault rules?"
      onDone={() => storeRules('Removed all fault rules.')({ rules: [] })}
    >
      Clear all
    </ApiButton>
  )
  const isEmpty = activeRules.value.length === 0
  return (
    <>
      <Panel
        id="faults"
        title="Active faults"
        hint="Affected responses have the header x-flowtwin-fault"
        request={{ method: 'GET', path }}
        tools={isEmpty ? undefined : clearAll}
      >
        {error === null ? null : <EmptyState title="Cannot load the faults">{error}</EmptyState>}
        {isEmpty ? (
          <EmptyState title="No active faults">Add a fault or a paging scenario below.</EmptyState>
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

function RuleRow({
  rule: { id, operation, effect = '', sideEffects, when, hits, calls },
}: {
  readonly rule: ActiveRule
}) {
  return (
    <li class="rule">
      <span class="mono">{id}</span>
      <span>{operation}</span>
      <span class="mono wrap">
        {effect} {sideEffects === undefined ? '' : `then ${sideEffects.map(({ kind }) => kind).join(', ')}`}
      </span>
      <span class="muted wrap">{describeCondition(when)}</span>
      <span class="hits">
        {formatCount(hits, 'hit')} in {formatCount(calls, 'call')}
      </span>
      <ApiButton
        kind="quiet"
        request={buildRemoveRequest(id)}
        label={`Remove ${id}`}
        onDone={storeRules(`Removed rule ${id}.`)}
      >
        Remove
      </ApiButton>
    </li>
  )
}
