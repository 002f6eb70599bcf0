import { readFileSync } from 'node:fs'

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/**
 * Optional dependencies (the binaries for other platforms) that a lock file names but does not lock; with one missing,
 * `npm ci` fails on that platform.
 */
export function findMissingFromLock(path: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as { packages: Readonly<Record<string, LockedPackage>> }
  const locked = new Set(Object.keys(packages).map((key) => key.replace(/^.*node_modules\//, '')))
  return Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !locked.has(name)),
  )
}
