import { positionOf } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

/** The two lines of source: version 9, which the documentation describes, and the newer one. */
export type Version = 'v9' | 'head'

export function versionOf(world: World): Version {
  return positionOf(world, quirks.version)
}

/** Whether the workspace hides addresses. */
export function isAnonymous(world: World): boolean {
  return positionOf(world, quirks.workspace) === 'anonymous'
}
