/**
 * Writes what is made from the code, pages of docs/ above all; `--check` writes nothing and fails when one is stale. `--proven`
 * is about the page that takes a run of the tests, and about that one only.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serializeMutantsByCheck } from './catalogues/mutants.ts'
import { renderCheckCatalogue } from './catalogues/check-catalogue.ts'
import { renderScenarioCatalogue } from './catalogues/scenario-catalogue.ts'
import { renderCoverageCatalogue } from './catalogues/coverage-catalogue.ts'
import { renderRequirementCatalogue } from './catalogues/requirement-catalogue.ts'
import { renderQuirkCatalogue } from './catalogues/quirk-catalogue.ts'

const PAGES: Readonly<Record<string, () => string>> = {
  'docs/checks.md': renderCheckCatalogue,
  'docs/hazards.md': renderScenarioCatalogue,
  'docs/quirks.md': renderQuirkCatalogue,
  'docs/requirements.md': renderRequirementCatalogue,
  'page/broken-servers.json': serializeMutantsByCheck,
}

const PROVEN = { 'docs/proven.md': renderCoverageCatalogue }

for (const [name, write] of Object.entries(process.argv.includes('--proven') ? PROVEN : PAGES)) {
  const path = join(import.meta.dirname, '..', name)
  const page = write()
  if (!process.argv.includes('--check')) writeFileSync(path, page)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== page) {
    console.error(`stale: ${name}; run "npm run docs" or "npm run proven" and commit it`)
    process.exitCode = 1
  }
}
