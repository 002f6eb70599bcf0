import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Returns the licences of the packages in a bundle, which must be distributed with it; a text that several packages share
 * follows all their names.
 * @throws when a package states no licence
 */
export function collectLicences(root: string, bundledFiles: readonly string[]): string {
  const names = bundledFiles.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/[^\0]*$/.exec(file)?.[1] ?? [])
  const namesByText = new Map<string, string[]>()
  for (const name of [...new Set(names)].toSorted()) {
    const text = readLicence(join(root, 'node_modules', name)).trim()
    namesByText.set(text, [...(namesByText.get(text) ?? []), name])
  }
  return [...namesByText].map(([text, sharing]) => `${sharing.join(', ')}\n\n${text}\n`).join('\n----\n\n')
}

/** Returns the text of a package's licence file; without one, the licence and the author that its manifest names. */
function readLicence(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(\.\w+)?$/i.test(file))
  if (name !== undefined) return readFileSync(join(folder, name), 'utf8')
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
  const { license, author } = manifest
  if (typeof license !== 'string' || typeof author !== 'string')
    throw new Error(`${folder} states no licence; its code cannot be distributed`)
  return `${license}, ${author}`
}

const SPECIFIER = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']/g

/** Returns the modules and declarations below a folder that no import leads to from the roots. */
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
