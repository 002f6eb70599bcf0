import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'

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
