import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

/** The two lines of source: version 9, which the documentation describes, and the newer one. */
export type ServerVersion = 'v9' | 'head'

export function getServerVersion(world: World): ServerVersion {
  return getQuirkPosition(world, quirks.version)
}

/** Whether the workspace hides addresses. */
export function isAnonymousWorkspace(world: World): boolean {
  return getQuirkPosition(world, quirks.workspace) === 'anonymous'
}
