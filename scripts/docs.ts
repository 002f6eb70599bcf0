/**
 * Writes the pages of docs/ that are made from the code; `--check` writes nothing and fails when one is stale. `--proven`
 * is about the page that takes a run of the tests, and about that one only.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkCatalogue } from './check-catalogue.ts'
import { hazardCatalogue } from './hazard-catalogue.ts'
import { provenCatalogue } from './proven-catalogue.ts'
import { requirementCatalogue } from './requirement-catalogue.ts'
import { quirkCatalogue } from './quirk-catalogue.ts'

const PAGES: Readonly<Record<string, () => string>> = {
  'checks.md': checkCatalogue,
  'hazards.md': hazardCatalogue,
  'quirks.md': quirkCatalogue,
  'requirements.md': requirementCatalogue,
}

const PROVEN = { 'proven.md': provenCatalogue }

for (const [name, write] of Object.entries(process.argv.includes('--proven') ? PROVEN : PAGES)) {
  const path = join(import.meta.dirname, '..', 'docs', name)
  const page = write()
  if (!process.argv.includes('--check')) writeFileSync(path, page)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== page) {
    console.error(`stale: docs/${name}; run "npm run docs" or "npm run proven" and commit it`)
    process.exitCode = 1
  }
}
