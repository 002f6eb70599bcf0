import type { Issue } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const UNDOCUMENTED = ['/data/attributes/context', '/data/attributes/publicApiInitiated']

/** Whether a quirk lets something pass that the document forbids; each in its own place. */
export function forgives({ in: place, at, rule }: Issue, world: World): boolean {
  if (place === 'query') return forgivesPage(at, rule, world)
  if (place !== 'body') return false
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return positionOf(world, quirks.clientId) === 'ignored'
  }
  if (rule === 'additionalProperties' && UNDOCUMENTED.includes(at)) {
    return positionOf(world, quirks.undocumentedAttributes) === 'ignored'
  }
  if (at === '/data/attributes/state' && rule === 'type') return positionOf(world, quirks.stateAsText) === 'parsed'
  return (
    at === '/data/attributes/initialMessage' &&
    rule === 'required' &&
    positionOf(world, quirks.missingMessage) === 'empty'
  )
}

function forgivesPage(at: string, rule: string, world: World): boolean {
  if (!at.startsWith('page[')) return false
  if (rule === 'maximum') return positionOf(world, quirks.pageSizeOverLimit) === 'clamped'
  return positionOf(world, quirks.pageOutOfRange) === 'defaulted'
}
