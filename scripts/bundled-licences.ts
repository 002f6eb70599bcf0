import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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
