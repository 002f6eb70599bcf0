import { createBearerAuth } from '../../http/bearer-auth.ts'
import { Problem } from '../../http/problem.ts'
import type { VendorAuth } from '../../http/vendor.ts'
import { credential } from './info.ts'

const bearerAuth = createBearerAuth([credential])

/** A token belongs to a user; one without a workspace may ask who they are, and nothing else (Me page). */
export const auth: VendorAuth = {
  authenticate: (request, door) => bearerAuth.authenticate(request, door),
  authorize: (caller, operation, errand) => bearerAuth.authorize(caller, operation, errand),
  authorizeAfterRateLimit(caller, operation) {
    if (caller.credentialStatus !== 'no-workspace' || operation.id === 'me') return
    throw new Problem('refused', { text: 'No workspace configured for this account.' })
  },
}
