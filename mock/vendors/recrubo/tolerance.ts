import type { Issue } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const UNDOCUMENTED_ATTRIBUTES = ['/data/attributes/context', '/data/attributes/publicApiInitiated']

/** Whether a quirk lets something pass that the document forbids; each in its own place. */
export function isTolerated({ in: place, at, rule }: Issue, world: World): boolean {
  if (place === 'query') return isPageTolerated(at, rule, world)
  if (place !== 'body') return false
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return getQuirkPosition(world, quirks.clientId) === 'ignored'
  }
  if (rule === 'additionalProperties' && UNDOCUMENTED_ATTRIBUTES.includes(at)) {
    return getQuirkPosition(world, quirks.undocumentedAttributes) === 'ignored'
  }
  if (at === '/data/attributes/state' && rule === 'type')
    return getQuirkPosition(world, quirks.stateAsText) === 'parsed'
  return (
    at === '/data/attributes/initialMessage' &&
    rule === 'required' &&
    getQuirkPosition(world, quirks.missingMessage) === 'empty'
  )
}

function isPageTolerated(at: string, rule: string, world: World): boolean {
  if (!at.startsWith('page[')) return false
  if (rule === 'maximum') return getQuirkPosition(world, quirks.pageSizeOverLimit) === 'clamped'
  return getQuirkPosition(world, quirks.pageOutOfRange) === 'defaulted'
}
