import { bearerAdmission } from '../../http/bearer.ts'
import type { Incoming } from '../../http/incoming.ts'
import { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Admission } from '../../http/vendor.ts'
import { contentTypeRefusal, JSON_API, refusesAccept } from '../../wire/json-api.ts'
import { parseMediaType } from '../../wire/media-type.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { World } from '../../world/world.ts'
import { credential } from './face.ts'
import { quirks } from './quirks.ts'

const organizationKeys = bearerAdmission([credential])

/** Keys of an organization; one of a partner opens the management resources only, which nobody serves. */
export const admission: Admission = {
  identify: (incoming, door) => organizationKeys.identify(incoming, door),
  permit(caller, operation, errand) {
    if (caller.standing === 'no-workspace') {
      throw new Problem('unauthenticated', { note: 'a partner key opens the management resources only' })
    }
    organizationKeys.permit(caller, operation, errand)
  },
}

/** Media types by the rules of JSON:API, and plain JSON as a quirk says. */
export function negotiate(incoming: Incoming, operation: OperationFacts, world: World): void {
  if (refusesAccept(incoming.header('accept'))) throw new Problem('not-acceptable')
  if (Object.keys(operation.requestBody).length === 0) return
  const header = incoming.header('content-type')
  const refusal = contentTypeRefusal(header)
  if (refusal === undefined) return
  const { parameter } = refusal
  if (parameter !== undefined) {
    throw new Problem('unsupported-media-type', { text: `${JSON_API} takes no parameter ${parameter}` })
  }
  const isPlain = parseMediaType(header ?? '').type === 'application/json'
  if (isPlain && positionOf(world, quirks.plainJson) === 'accepted') return
  throw new Problem('unsupported-media-type', { text: `send the body as ${JSON_API}` })
}
