/**
 * Writes the files that are generated from the code: pages of docs/ and the mutants by check. `--check` writes nothing and
 * fails when a file is stale. `--coverage` covers only the page that needs a test run.
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
  'docs/scenarios.md': renderScenarioCatalogue,
  'docs/quirks.md': renderQuirkCatalogue,
  'docs/requirements.md': renderRequirementCatalogue,
  'page/mutants.json': serializeMutantsByCheck,
}

const COVERAGE_PAGES = { 'docs/coverage.md': renderCoverageCatalogue }

for (const [name, write] of Object.entries(process.argv.includes('--coverage') ? COVERAGE_PAGES : PAGES)) {
  const path = join(import.meta.dirname, '..', name)
  const page = write()
  if (!process.argv.includes('--check')) writeFileSync(path, page)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== page) {
    console.error(`stale: ${name}; run "npm run docs" or "npm run docs:coverage" and commit it`)
    process.exitCode = 1
  }
}
