import { useSignal } from '@preact/signals'
import { CopyButton } from '../components/buttons.tsx'
import { findMutants } from './mutants.ts'
import type { Finding, ReportCheck } from './read-report.ts'

/** Outcomes that are shown first, worst first. */
const ATTENTION_KINDS = ['fail', 'error', 'blocked', 'inconclusive', 'expected-failure']
const KIND_ORDER = [...ATTENTION_KINDS, 'pass', 'not-applicable', 'not-selected']

/** The checks that need attention, or all checks of a report. */
export function CheckList({ checks, vendor }: { readonly checks: readonly ReportCheck[]; readonly vendor: string }) {
  const isAll = useSignal(false)
  const sorted = checks.toSorted((left, right) => KIND_ORDER.indexOf(left.kind) - KIND_ORDER.indexOf(right.kind))
  const shown = isAll.value ? sorted : sorted.filter(({ kind }) => ATTENTION_KINDS.includes(kind))
  return (
    <>
      {shown.length === 0 ? <p class="hint">No failed or inconclusive checks.</p> : null}
      <ul class="checks">
        {shown.map((check) => (
          <CheckRow key={check.id} check={check} vendor={vendor} />
        ))}
      </ul>
      <button type="button" class="quiet" aria-pressed={isAll.value} onClick={() => (isAll.value = !isAll.value)}>
        {isAll.value ? 'Only failed and inconclusive checks' : `All ${checks.length} checks`}
      </button>
    </>
  )
}

function CheckRow({ check, vendor }: { readonly check: ReportCheck; readonly vendor: string }) {
  const { id, level, title, kind, evidence, reason, findings } = check
  return (
    <li class="check-row">
      <span class={`outcome outcome-${kind}`}>{kind}</span>
      <span class="mono">{id}</span>
      <span class="level">{level}</span>
      <span class="check-title">{title}</span>
      {evidence === null ? null : (
        <span class="muted">
          {evidence} {evidence === 1 ? 'observation' : 'observations'}
        </span>
      )}
      {reason === null ? null : <p class="hint">{reason}</p>}
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
      <summary>
        Detects {mutants.length} {mutants.length === 1 ? 'mutant' : 'mutants'}
      </summary>
      <ul>
        {mutants.map((mutant) => (
          <li key={mutant}>{mutant}</li>
        ))}
      </ul>
    </details>
  )
}

function FindingBlock({ finding }: { readonly finding: Finding }) {
  const { expected, observed, operation, pointer, examples, count, curl } = finding
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
      {curl === null ? null : <CopyButton text={curl} label="Copy as curl" />}
    </div>
  )
}
