/**
 * Writes spec/generated from spec/*.yaml: per vendor the types, the document for the contract suite, and the facts that
 * the mock server needs at run time; and mock/content/generated from Faker's locales. Only the types are committed;
 * `npm ci` writes the rest. `--check` writes nothing and fails when committed types are stale.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allLocales } from '@faker-js/faker'
import openapiTypescript, { astToString } from 'openapi-typescript'
import type { OpenApiDocument } from '../spec/open-api-document.ts'
import { runRedocly, DOCUMENTS } from './redocly.ts'
import { toOperationFacts } from './runtime-operations.ts'

const HEADER = '// Written by `npm run generate` from the YAML beside this folder; do not edit.\n'
const NAMES_HEADER = "// Written by `npm run generate` from Faker's locales; do not edit.\n"
/** Faker's locales by the language of contacts. */
const NAME_LOCALES = { en: 'en', nl: 'nl', de: 'de', fr: 'fr', pt: 'pt_BR' } as const
const root = join(import.meta.dirname, '..')

async function generateFiles(vendor: string, folder: string): Promise<readonly (readonly [string, string])[]> {
  const bundle = join(folder, `${vendor}.json`)
  runRedocly(root, ['bundle', vendor, '--output', bundle])
  const document = inlineExamples(JSON.parse(readFileSync(bundle, 'utf8')) as OpenApiDocument)
  const types = astToString(
    await openapiTypescript(JSON.stringify(document), { immutable: true, emptyObjectsUnknown: true }),
  )
  return [
    [`${vendor}.types.ts`, `${HEADER}${types.replace(/^\/\*\*[\s\S]*?\*\/\n/, '')}`],
    [
      `${vendor}.operations.ts`,
      `${HEADER}import type { OperationFacts } from '../operation-facts.ts'\n\n` +
        `export const operations: readonly OperationFacts[] = ${toParseCall(toOperationFacts(document))}\n`,
    ],
    [
      `${vendor}.document.ts`,
      `${HEADER}import type { OpenApiDocument } from '../open-api-document.ts'\n\n` +
        `export const document: OpenApiDocument = ${JSON.stringify(document)}\n`,
    ],
  ]
}

/** Replaces references to examples by the examples, because generators take a `$ref` in an example for example data. */
function inlineExamples({ components, ...document }: OpenApiDocument): OpenApiDocument {
  const { examples: shared = {}, ...others } = components
  const inline = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inline)
    if (typeof value !== 'object' || value === null) return value
    const [, name] = /^#\/components\/examples\/(.+)$/.exec(String((value as { readonly $ref?: unknown }).$ref)) ?? []
    if (name !== undefined) return shared[name]
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, inline(inner)]))
  }
  return inline({ ...document, components: others }) as OpenApiDocument
}

/** An engine parses JSON in a string faster than the same literal, which counts when a server starts. */
function toParseCall(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
}

/** Writes the tables of names: loading all of the locales takes ten times as long. */
function writeNames(): void {
  const names = Object.entries(NAME_LOCALES).map(([language, locale]) => {
    const { first_name, last_name, last_name_pattern } = allLocales[locale].person ?? {}
    return [language, { first_name, last_name, last_name_pattern }]
  })
  const folder = join(root, 'mock', 'content', 'generated')
  mkdirSync(folder, { recursive: true })
  writeChanged(
    join(folder, 'names.ts'),
    `${NAMES_HEADER}import type { PersonDefinition } from '@faker-js/faker'\n\n` +
      `type Names = Pick<PersonDefinition, 'first_name' | 'last_name' | 'last_name_pattern'>\n\n` +
      `export const names: { readonly en: Names; readonly [language: string]: Names } = ` +
      `${toParseCall(Object.fromEntries(names))}\n`,
  )
}

/** Writes a file whose content differs, so that processes that read the files meanwhile find them whole. */
function writeChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
}

async function runGenerate(): Promise<void> {
  const check = process.argv.includes('--check')
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-generate-'))
  const stale: string[] = []
  try {
    if (!check) writeNames()
    for (const vendor of DOCUMENTS) {
      for (const [name, text] of await generateFiles(vendor, folder)) {
        const path = join(root, 'spec', 'generated', name)
        if (!check) writeChanged(path, text)
        else if (name.endsWith('.types.ts') && (!existsSync(path) || readFileSync(path, 'utf8') !== text))
          stale.push(name)
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

await runGenerate()
