import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vendors } from '../../mock/vendors/index.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Proof } from '../../test/proven.ts'

const INTRODUCTION = `<!-- Written by \`npm run proven\` from what the tests have seen; do not edit. -->

# What is proven of the mock server

Every answer that a test gets from the mock is held against the vendor's document, whatever the test is about. This page says
which answers the tests have seen. **Success** and **refusals** list statuses; what a document describes and no test has seen
stands behind "not"; 405 and 500 are left out, because the first belongs to no operation and the second only to bugs. **Paging**: asked with pages, sizes or cursors. **Access**: refused to somebody it is not for. **Time**: asked
at more than one instant of the world. A dash means that there is nothing to prove.

Whether what is said is also true (order, totals, filters, walks) is for the checks of [the suite](checks.md), which judge the mock at
every test run, and for the tests of each vendor.
`

const TESTS = ['test/vendors', 'test/specs', 'test/http']
const root = join(import.meta.dirname, '..')

/** The page, from a run of the tests that ask the vendors' operations. */
export function renderCoverageCatalogue(): string {
  const proofs = collectProofs()
  const parts = vendors.map(({ name, operations }) => {
    const rows = operations.map((operation) =>
      renderOperationRow(
        operation,
        proofs.filter((proof) => proof.vendor === name && proof.operation === operation.id),
      ),
    )
    return `## ${name}\n\n| operation | success | refusals | paging | access | time |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return [INTRODUCTION, ...parts].join('\n')
}

function collectProofs(): readonly Proof[] {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-proofs-'))
  const file = join(folder, 'proofs.jsonl')
  try {
    execFileSync(join(root, 'node_modules', '.bin', 'vitest'), ['run', ...TESTS], {
      cwd: root,
      env: { ...process.env, FLOWTWIN_PROOFS: file },
      stdio: 'pipe',
    })
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
    return lines.map((line) => JSON.parse(line) as Proof)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function renderOperationRow(operation: OperationFacts, proofs: readonly Proof[]): string {
  const seen = new Set(proofs.map(({ status }) => String(status)))
  const documented = Object.keys(operation.responses).filter((status) => status !== '405' && status !== '500')
  const isSuccess = (status: string) => Number(status) < 400
  const isAccessRefused = [401, 403].some((status) => seen.has(String(status)))
  const isGuarded = documented.some((status) => ['401', '403'].includes(status))
  const isPaged = operation.parameters.some(({ name }) => /^(page|size|cursor)/.test(name))
  const cells = [
    `\`${operation.id}\``,
    renderStatuses(documented.filter(isSuccess), seen),
    renderStatuses(
      documented.filter((status) => !isSuccess(status)),
      seen,
    ),
    isPaged ? toYesNo(proofs.some(({ paged }) => paged)) : '–',
    isGuarded ? toYesNo(isAccessRefused) : '–',
    toYesNo(new Set(proofs.map(({ date }) => date)).size > 1),
  ]
  return `| ${cells.join(' | ')} |`
}

function renderStatuses(documented: readonly string[], seen: ReadonlySet<string>): string {
  const proven = documented.filter((status) => seen.has(status))
  const missing = documented.filter((status) => !seen.has(status))
  if (documented.length === 0) return '–'
  return [proven.join(' '), missing.length === 0 ? '' : `not ${missing.join(' ')}`].filter(Boolean).join('; ')
}

function toYesNo(proven: boolean): string {
  return proven ? 'yes' : 'no'
}
