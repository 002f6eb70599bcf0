import { useSignal } from '@preact/signals'
import { CopyButton } from '../components/buttons.tsx'
import { findMutants } from './mutants.ts'
import type { Finding, ReportCheck } from './read-report.ts'

/** Worst first; those that were not to be judged at all come last. */
const OUTCOME_ORDER = [
  'fail',
  'error',
  'blocked',
  'inconclusive',
  'expected-failure',
  'pass',
  'not-applicable',
  'not-selected',
]

/** The checks of a report: what broke first, everything else on request. */
export function CheckList({ checks, vendor }: { readonly checks: readonly ReportCheck[]; readonly vendor: string }) {
  const all = useSignal(false)
  const sorted = checks.toSorted((left, right) => OUTCOME_ORDER.indexOf(left.kind) - OUTCOME_ORDER.indexOf(right.kind))
  const broken = sorted.filter(({ kind }) => OUTCOME_ORDER.indexOf(kind) < OUTCOME_ORDER.indexOf('pass'))
  const shown = all.value ? sorted : broken
  return (
    <>
      {broken.length === 0 && !all.value ? <p class="hint">Nothing that was judged has failed.</p> : null}
      <ul class="checks">
        {shown.map((check) => (
          <CheckRow key={check.id} check={check} vendor={vendor} />
        ))}
      </ul>
      <button type="button" class="quiet" aria-pressed={all.value} onClick={() => (all.value = !all.value)}>
        {all.value ? 'Only what needs a look' : `All ${checks.length} checks`}
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
      {evidence === null ? null : <span class="muted">judged by {evidence}</span>}
      {reason === null ? null : <p class="hint">{reason}</p>}
      {findings.map((finding) => (
        <FindingBlock key={`${finding.observed} ${finding.pointer}`} finding={finding} />
      ))}
      <MutantList servers={findMutants(id, vendor)} />
    </li>
  )
}

/** Why the check can be believed: the servers that are broken on purpose, and that it has to notice. */
function MutantList({ servers }: { readonly servers: readonly string[] }) {
  if (servers.length === 0) return null
  return (
    <details class="proof">
      <summary>
        Noticed in {servers.length} broken {servers.length === 1 ? 'server' : 'servers'} of our tests
      </summary>
      <ul>
        {servers.map((server) => (
          <li key={server}>{server}</li>
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
        {[operation, pointer, ...examples].filter((one) => one !== null && one !== '').join(' · ')}
      </p>
      {curl === null ? null : <CopyButton text={curl} label="Copy as curl" />}
    </div>
  )
}
