/**
 * Writes spec/generated from spec/*.yaml: per vendor the types, the document for the contract suite, and the facts that
 * the mock server needs at run time. Only the types are committed; `npm ci` writes the rest. `--check` writes nothing
 * and fails when committed types are stale.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'
import type { OpenApiDocument } from '../spec/open-api-document.ts'
import { runRedocly, DOCUMENTS } from './redocly.ts'
import { toOperationFacts } from './runtime-operations.ts'

const HEADER = '// Written by `npm run generate` from the YAML beside this folder; do not edit.\n'
const root = join(import.meta.dirname, '..')

async function generateFiles(vendor: string, folder: string): Promise<readonly (readonly [string, string])[]> {
  const bundle = join(folder, `${vendor}.json`)
  runRedocly(root, ['bundle', vendor, '--output', bundle])
  const document = JSON.parse(readFileSync(bundle, 'utf8')) as OpenApiDocument
  const types = astToString(
    await openapiTypescript(JSON.stringify(document), { immutable: true, emptyObjectsUnknown: true }),
  )
  return [
    [`${vendor}.types.ts`, `${HEADER}${types.replace(/^\/\*\*[\s\S]*?\*\/\n/, '')}`],
    [
      `${vendor}.operations.ts`,
      `${HEADER}import type { OperationFacts } from '../operation-facts.ts'\n\n` +
        `export const operations: readonly OperationFacts[] = ${toLiteral(toOperationFacts(document))}\n`,
    ],
    [
      `${vendor}.document.ts`,
      `${HEADER}import type { OpenApiDocument } from '../open-api-document.ts'\n\n` +
        `export const document: OpenApiDocument = ${toLiteral(document)}\n`,
    ],
  ]
}

/** JSON is JavaScript; the cast keeps the compiler from inferring a type as large as the document. */
function toLiteral(value: unknown): string {
  return JSON.stringify(value)
}

async function runGenerate(): Promise<void> {
  const check = process.argv.includes('--check')
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-generate-'))
  const stale: string[] = []
  try {
    for (const vendor of DOCUMENTS) {
      for (const [name, text] of await generateFiles(vendor, folder)) {
        const path = join(root, 'spec', 'generated', name)
        if (!check) writeFileSync(path, text)
        else if (name.endsWith('.types.ts') && readIfExists(path) !== text) stale.push(name)
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  if (stale.length > 0) {
    console.error(`stale: ${stale.join(', ')}; run "npm run generate" and commit spec/generated`)
    process.exitCode = 1
  }
}

function readIfExists(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

await runGenerate()
