/** Builds the files of the browser page from page/: once for the package, on each request in a clone. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { stringify } from 'yaml'

const root = join(import.meta.dirname, '..')
const source = join(root, 'page')

/** Entry point of each bundled file. */
const BUILT_FILES: Readonly<Record<string, string>> = {
  'page.js': 'main.tsx',
  'page.css': 'style/page.css',
  'docs.js': 'documents/main.ts',
  'docs.css': 'style/docs.css',
}

const COPIED_FILES = ['index.html', 'docs.html', 'icon.svg', 'mutants.json'] as const
const EXPLORER_FILE = 'openapi-explorer.js'

/** Returns the text of a built file; undefined for a file that is served unchanged from page/. */
export async function buildPageFile(name: string): Promise<string | undefined> {
  if (name === EXPLORER_FILE) return readFileSync(resolveExplorer(), 'utf8')
  const entry = BUILT_FILES[name]
  return entry === undefined ? undefined : (await bundlePage(join(source, entry))).text
}

/** Writes all files of the page into a folder. @returns the source files of the bundles, for their licences */
export async function writePage(folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true })
  const inputs: string[] = []
  for (const [name, entry] of Object.entries(BUILT_FILES)) {
    const built = await bundlePage(join(source, entry))
    writeFileSync(join(folder, name), built.text)
    inputs.push(...built.inputs)
  }
  for (const name of COPIED_FILES) copyFileSync(join(source, name), join(folder, name))
  copyFileSync(resolveExplorer(), join(folder, EXPLORER_FILE))
  return [...inputs, ...listExplorerPackages().map((name) => `node_modules/${name}/package.json`)]
}

/** Serializes a document with narrow indentation, which is a sixth of its size. */
export function serializeYaml(document: unknown): string {
  return stringify(document, { aliasDuplicateObjects: false, indent: 1, indentSeq: false, lineWidth: 0 })
}

async function bundlePage(entry: string): Promise<{ readonly text: string; readonly inputs: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  })
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) }
}

function resolveExplorer(): string {
  const main = createRequire(import.meta.url).resolve('openapi-explorer')
  return join(dirname(main), '..', 'browser', 'openapi-explorer.min.js')
}

/** Returns the installed packages that the explorer's bundle contains. */
function listExplorerPackages(): readonly string[] {
  const modules = join(root, 'node_modules')
  const text = readFileSync(join(modules, 'openapi-explorer', 'package.json'), 'utf8')
  const { dependencies } = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> }
  return ['openapi-explorer', ...Object.keys(dependencies)].filter((name) => existsSync(join(modules, name)))
}
