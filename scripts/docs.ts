/**
 * Writes what is made from the code, pages of docs/ above all; `--check` writes nothing and fails when one is stale. `--proven`
 * is about the page that takes a run of the tests, and about that one only.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { proofsOfChecks } from './broken-servers.ts'
import { checkCatalogue } from './check-catalogue.ts'
import { hazardCatalogue } from './hazard-catalogue.ts'
import { provenCatalogue } from './proven-catalogue.ts'
import { requirementCatalogue } from './requirement-catalogue.ts'
import { quirkCatalogue } from './quirk-catalogue.ts'

const PAGES: Readonly<Record<string, () => string>> = {
  'docs/checks.md': checkCatalogue,
  'docs/hazards.md': hazardCatalogue,
  'docs/quirks.md': quirkCatalogue,
  'docs/requirements.md': requirementCatalogue,
  'page/broken-servers.json': proofsOfChecks,
}

const PROVEN = { 'docs/proven.md': provenCatalogue }

for (const [name, write] of Object.entries(process.argv.includes('--proven') ? PROVEN : PAGES)) {
  const path = join(import.meta.dirname, '..', name)
  const page = write()
  if (!process.argv.includes('--check')) writeFileSync(path, page)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== page) {
    console.error(`stale: ${name}; run "npm run docs" or "npm run proven" and commit it`)
    process.exitCode = 1
  }
}
