import { normalizePlaceholders } from './router-paths.ts'
import type { Vendor } from './vendor.ts'

/** Refuses vendors that would answer on one and the same path. */
export function assertNoPathCollisions(vendors: readonly Vendor[]): void {
  const owners = new Map<string, string>()
  for (const { name, operations } of vendors) {
    for (const path of new Set(operations.map((operation) => normalizePlaceholders(operation.path)))) {
      const owner = owners.get(path)
      if (owner !== undefined) throw new Error(`${owner} and ${name} both serve ${path}; serve one of them with --only`)
      owners.set(path, name)
    }
  }
}
