import type { Issue } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const UNDOCUMENTED_ATTRIBUTES = ['/data/attributes/context', '/data/attributes/publicApiInitiated']

/** Returns true if a quirk accepts a request that violates the schema in this way. */
export function isTolerated({ in: location, at, rule }: Issue, world: World): boolean {
  if (location === 'query') return isPageTolerated(at, rule, world)
  if (location !== 'body') return false
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return getQuirkPosition(world, quirks.clientId) === 'ignored'
  }
  if (rule === 'additionalProperties' && UNDOCUMENTED_ATTRIBUTES.includes(at)) {
    return getQuirkPosition(world, quirks.undocumentedAttributes) === 'ignored'
  }
  if (rule === 'type' && at === '/data/attributes/state') {
    return getQuirkPosition(world, quirks.stateAsText) === 'parsed'
  }
  if (rule === 'required' && at === '/data/attributes/initialMessage') {
    return getQuirkPosition(world, quirks.missingMessage) === 'empty'
  }
  return false
}

function isPageTolerated(at: string, rule: string, world: World): boolean {
  if (!at.startsWith('page[')) return false
  if (rule === 'maximum') return getQuirkPosition(world, quirks.pageSizeOverLimit) === 'clamped'
  return getQuirkPosition(world, quirks.pageOutOfRange) === 'defaulted'
}
