import { createBearerAuth } from '../../http/bearer-auth.ts'
import type { IncomingRequest } from '../../http/request.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { VendorAuth } from '../../http/vendor.ts'
import { findContentTypeError, JSON_API, isAcceptUnsupported } from '../../wire/json-api.ts'
import { parseMediaType } from '../../wire/media-type.ts'
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { World } from '../../world/world.ts'
import { credential } from './info.ts'
import { quirks } from './quirks.ts'

const bearerAuth = createBearerAuth([credential])

/** Keys of an organization; one of a partner opens the management resources only, which nobody serves. */
export const auth: VendorAuth = {
  authenticate: (request, door) => bearerAuth.authenticate(request, door),
  authorize(caller, operation, errand) {
    if (caller.credentialStatus === 'no-workspace') {
      throw new Problem('unauthenticated', { note: 'a partner key opens the management resources only' })
    }
    bearerAuth.authorize(caller, operation, errand)
  },
}

/** Media types by the rules of JSON:API, and plain JSON as a quirk says. */
export function negotiate(request: IncomingRequest, operation: OperationFacts, world: World): void {
  if (isAcceptUnsupported(request.getHeader('accept'))) throw new Problem('not-acceptable')
  if (Object.keys(operation.requestBody).length === 0) return
  const header = request.getHeader('content-type')
  const violation = findContentTypeError(header)
  if (violation === undefined) return
  const { parameter } = violation
  if (parameter !== undefined) {
    throw new Problem('unsupported-media-type', { text: `${JSON_API} takes no parameter ${parameter}` })
  }
  const isPlainJson = parseMediaType(header ?? '').type === 'application/json'
  if (isPlainJson && getQuirkPosition(world, quirks.plainJson) === 'accepted') return
  throw new Problem('unsupported-media-type', { text: `send the body as ${JSON_API}` })
}
