import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

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
