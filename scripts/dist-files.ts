import { build, type Metafile, type Plugin } from 'esbuild'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What a bundle was split into, by file name. */
interface SplitBundle {
  /** The folder that all files are in. */
  readonly folder: string
  readonly outputs: ReadonlyMap<string, Metafile['outputs'][string]>
}

/**
 * Makes one file of each entry and of everything that it imports at once, unless an entry before it has that. A chunk
 * that has gone into a file only hands on from there what others import of it: so there is one of everything.
 * @param entries sources, the one that is loaded first in front
 */
export async function mergeChunks(folder: string, { outputs }: Metafile, entries: readonly string[]): Promise<void> {
  const split = { folder, outputs: new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output])) }
  const merged = new Set<string>()
  for (const entry of entries) {
    const [file] = [...split.outputs].find(([, { entryPoint }]) => entryPoint === entry) ?? []
    if (file === undefined) throw new Error(`${entry} is no entry of the bundle`)
    const parts = listStaticImports(split, file).filter((part) => !merged.has(part))
    await mergeInto(split, file, parts)
    for (const part of parts) merged.add(part)
  }
}

/** A file and what it imports, directly or not; what is imported first stands first. */
function listStaticImports(split: SplitBundle, file: string, visited = new Set<string>()): readonly string[] {
  for (const { path, kind, external } of split.outputs.get(file)?.imports ?? []) {
    const name = basename(path)
    if (kind === 'import-statement' && external !== true && !visited.has(name)) listStaticImports(split, name, visited)
  }
  visited.add(file)
  return [...visited]
}

async function mergeInto({ folder, outputs }: SplitBundle, into: string, parts: readonly string[]): Promise<void> {
  const exported = parts.map((part, at) => ({
    part,
    names: (outputs.get(part)?.exports ?? []).map((name) => ({ name, whole: part === into ? name : `_${at}_${name}` })),
  }))
  const listNames = (write: (name: { readonly name: string; readonly whole: string }) => string) =>
    exported.map(({ part, names }) => ({ part, list: names.map(write).join(', ') }))
  const all = listNames(({ name, whole }) => `${name} as ${whole}`)
  const { outputFiles } = await build({
    stdin: {
      contents: all.map(({ part, list }) => `export { ${list} } from './${part}'`).join('\n'),
      resolveDir: folder,
    },
    outfile: join(folder, into),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    sourcemap: 'external',
    legalComments: 'inline',
    plugins: [createAllowPlugin(folder, new Set(parts))],
  })
  for (const { path, contents } of outputFiles) writeFileSync(path, contents)
  for (const { part, list } of listNames(({ name, whole }) => `${whole} as ${name}`)) {
    if (part === into) continue
    writeFileSync(join(folder, part), `export { ${list} } from './${into}'\n`)
    rmSync(join(folder, `${part}.map`))
  }
}

/** Lets these files in and leaves everything else outside, where it is. */
function createAllowPlugin(folder: string, parts: ReadonlySet<string>): Plugin {
  return {
    name: 'only these',
    setup(bundle) {
      bundle.onResolve({ filter: /.*/ }, ({ path, kind }) =>
        kind === 'import-statement' && path.startsWith('./') && parts.has(basename(path))
          ? { path: join(folder, basename(path)), sideEffects: true }
          : { path, external: true },
      )
      bundle.onLoad({ filter: /\.js$/ }, ({ path }) => ({
        // Its map leads on to the sources.
        contents: `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=${basename(path)}.map`,
      }))
    },
  }
}

/**
 * The licences of the packages whose code went into a bundle; they ask to be passed on with it.
 * @throws when a package carries no licence file
 */
export function collectLicences(root: string, bundledFiles: readonly string[]): string {
  const names = bundledFiles.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/[^\0]*$/.exec(file)?.[1] ?? [])
  return [...new Set(names)]
    .toSorted()
    .map((name) => `${name}\n\n${readLicence(join(root, 'node_modules', name)).trim()}\n`)
    .join('\n----\n\n')
}

function readLicence(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(\.\w+)?$/i.test(file))
  if (name === undefined) throw new Error(`${folder} has no licence file; its code cannot be passed on`)
  return readFileSync(join(folder, name), 'utf8')
}

const SPECIFIER = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']/g

/** Files below a folder that nobody gets to from the roots: modules by imports, declarations by those of declarations. */
export function findUnreached(folder: string, roots: readonly string[]): readonly string[] {
  const reached = new Set<string>()
  const visitFile = (file: string) => {
    if (reached.has(file) || !existsSync(file)) return
    reached.add(file)
    const ending = file.endsWith('.d.ts') ? '.d.ts' : '.js'
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(SPECIFIER)) {
      visitFile(join(dirname(file), specifier).replace(/(\.d)?\.ts$|\.js$/, ending))
    }
  }
  for (const root of roots) visitFile(root)
  return listFilesBelow(folder).filter((file) => /\.(js|d\.ts)$/.test(file) && !reached.has(file))
}

export function listFilesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
