import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vendors } from '../../mock/vendors/index.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { ResponseProof } from '../../test/proven.ts'

const INTRODUCTION = `<!-- Written by \`npm run docs:coverage\` from a test run; do not edit. -->

# Test coverage of the mock server

Every response that a test receives from the mock is validated against the vendor's document. This page lists the responses that the
tests have received. **Success** and **errors** list statuses; documented statuses that no test has received follow "not"; 405 and 500 are
omitted, because 405 belongs to no operation and 500 only to bugs. **Paging**: requested with pages, sizes or cursors. **Access**: rejected
for a caller without permission. **Time**: requested at more than one instant of the world. A dash means that there is nothing to test.

Order, totals, filters and page walks are covered by [the contract suite](checks.md), which runs against the mock in every test run, and
by the tests of each vendor.
`

/** Test folders that send requests to the vendors' operations. */
const FOLDERS: readonly string[] = ['vendors', 'spec', 'http']
const root = join(import.meta.dirname, '..', '..')

/**
 * Renders docs/coverage.md from the tests of the vendors' operations: those of an earlier run that wrote the file in
 * FLOWTWIN_PROOFS, else of a run now.
 */
export function renderCoverageCatalogue(): string {
  const file = process.env['FLOWTWIN_PROOFS']
  const proofs = file === undefined ? runTests() : readProofs(file)
  const parts = vendors.map(({ name, operations }) => {
    const rows = operations.map((operation) =>
      renderOperationRow(
        operation,
        proofs.filter((proof) => proof.vendor === name && proof.operation === operation.id),
      ),
    )
    return `## ${name}\n\n| operation | success | errors | paging | access | time |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return [INTRODUCTION, ...parts].join('\n')
}

function runTests(): readonly ResponseProof[] {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-proofs-'))
  const file = join(folder, 'proofs.jsonl')
  const tests = FOLDERS.map((name) => `test/${name}`)
  try {
    execFileSync(
      join(root, 'node_modules', '.bin', 'vitest'),
      ['run', '--project', 'memory', '--project', 'unit', ...tests],
      { cwd: root, env: { ...process.env, FLOWTWIN_PROOFS: file }, stdio: 'pipe' },
    )
    return readProofs(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readProofs(file: string): readonly ResponseProof[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const proofs = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ResponseProof)
  return proofs.filter(({ folder }) => FOLDERS.includes(folder))
}

function renderOperationRow(operation: OperationFacts, proofs: readonly ResponseProof[]): string {
  const seen = new Set(proofs.map(({ status }) => String(status)))
  const documented = Object.keys(operation.responses).filter((status) => status !== '405' && status !== '500')
  const isSuccess = (status: string) => Number(status) < 400
  const isAccessRejected = [401, 403].some((status) => seen.has(String(status)))
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
    isGuarded ? toYesNo(isAccessRejected) : '–',
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
