import { useSignal } from '@preact/signals'
import { CopyButton } from '../components/buttons.tsx'
import { Button } from '../components/inputs.tsx'
import { formatCount } from '../format-count.ts'
import { findMutants } from './mutants.ts'
import type { Finding, ReportCheck } from './read-report.ts'

/** Outcomes that are shown first, worst first. */
const ATTENTION_KINDS = ['fail', 'error', 'blocked', 'inconclusive', 'expected-failure']
const KIND_ORDER = [...ATTENTION_KINDS, 'pass', 'not-applicable', 'not-selected']

/** The checks that need attention, or all checks of a report. */
export function CheckList({ checks, vendor }: { readonly checks: readonly ReportCheck[]; readonly vendor: string }) {
  const isAll = useSignal(false)
  const sorted = checks.toSorted((left, right) => getRank(left) - getRank(right))
  const shown = isAll.value ? sorted : sorted.filter(({ outcome }) => ATTENTION_KINDS.includes(outcome.kind))
  return (
    <>
      {shown.length === 0 ? <p class="hint">No failed or inconclusive checks.</p> : null}
      <ul class="checks">
        {shown.map((check) => (
          <CheckRow key={check.id} check={check} vendor={vendor} />
        ))}
      </ul>
      <Button kind="quiet" isPressed={isAll.value} onClick={() => (isAll.value = !isAll.value)}>
        {isAll.value ? 'Only failed and inconclusive checks' : `All ${checks.length} checks`}
      </Button>
    </>
  )
}

function getRank({ outcome }: ReportCheck): number {
  return KIND_ORDER.indexOf(outcome.kind)
}

function CheckRow({ check, vendor }: { readonly check: ReportCheck; readonly vendor: string }) {
  const { id, level, title, outcome } = check
  const { kind, evidence, reason, findings = [] } = outcome
  return (
    <li class="check-row">
      <span class={`outcome outcome-${kind}`}>{kind}</span>
      <span class="mono">{id}</span>
      <span class="level">{level}</span>
      <span class="check-title">{title}</span>
      {evidence === undefined ? null : <span class="muted">{formatCount(evidence, 'observation')}</span>}
      {reason === undefined ? null : <p class="hint">{reason}</p>}
      {findings.map((finding) => (
        <FindingBlock key={`${finding.observed} ${finding.pointer}`} finding={finding} />
      ))}
      <MutantList mutants={findMutants(id, vendor)} />
    </li>
  )
}

/** The mutants that the check detects in Flowtwin's own tests. */
function MutantList({ mutants }: { readonly mutants: readonly string[] }) {
  if (mutants.length === 0) return null
  return (
    <details class="mutants">
      <summary>Detects {formatCount(mutants.length, 'mutant')}</summary>
      <ul>
        {mutants.map((mutant) => (
          <li key={mutant}>{mutant}</li>
        ))}
      </ul>
    </details>
  )
}

function FindingBlock({ finding }: { readonly finding: Finding }) {
  const { expected, observed, operation, pointer, examples, count, request } = finding
  return (
    <div class="finding">
      <p>
        <b>Expected:</b> {expected}
      </p>
      <p>
        <b>Observed{count > 1 ? ` ${count} times` : ''}:</b> {observed}
      </p>
      <p class="mono muted wrap">
        {[operation, pointer, ...examples].filter((text) => text !== null && text !== '').join(' · ')}
      </p>
      {request === null ? null : <CopyButton text={request.curl} label="Copy as curl" />}
    </div>
  )
}
