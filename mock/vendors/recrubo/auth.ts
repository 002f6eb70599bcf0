import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { createBearerAuth } from '../../http/bearer-auth.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { IncomingRequest } from '../../http/request.ts'
import type { VendorAuth } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { findContentTypeError, isAcceptUnsupported, JSON_API, parseMediaType } from '../../wire/media-type.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

/** The API key of the organization. */
export const credential = createIssuedToken('recrubo', 22)

const bearerAuth = createBearerAuth([credential])

/** API keys of an organization. A partner key covers the management resources only, which are not served. */
export const auth: VendorAuth = {
  ...bearerAuth,
  authorize(caller, operation, accessRequest) {
    if (caller.credentialStatus === 'no-workspace') {
      throw new Problem('unauthenticated', { note: 'a partner key gives access to the management resources only' })
    }
    bearerAuth.authorize(caller, operation, accessRequest)
  },
}

/**
 * Checks media types by the rules of JSON:API. Plain JSON passes if the quirk `recrubo.plain-json` allows it.
 * @throws {Problem} "not-acceptable" or "unsupported-media-type"
 */
export function negotiate(request: IncomingRequest, operation: OperationFacts, world: World): void {
  if (isAcceptUnsupported(request.getHeader('accept'))) throw new Problem('not-acceptable')
  if (Object.keys(operation.requestBody).length === 0) return
  const contentType = request.getHeader('content-type')
  const error = findContentTypeError(contentType)
  if (error === undefined) return
  if (error.parameter !== undefined) {
    throw new Problem('unsupported-media-type', { text: `${JSON_API} takes no parameter ${error.parameter}` })
  }
  const isPlainJson = parseMediaType(contentType ?? '').type === 'application/json'
  if (isPlainJson && getQuirkPosition(world, quirks['recrubo.plain-json']) === 'accepted') return
  throw new Problem('unsupported-media-type', { text: `send the body as ${JSON_API}` })
}
