import { createBearerAuth } from '../../http/bearer-auth.ts'
import { Problem } from '../../http/problem.ts'
import type { VendorAuth } from '../../http/vendor.ts'
import { credential } from './info.ts'

const bearerAuth = createBearerAuth([credential])

/** Bearer tokens of users. A user without a workspace may call only the operation `me` (Me page). */
export const auth: VendorAuth = {
  ...bearerAuth,
  authorizeAfterRateLimit(caller, operation) {
    if (caller.credentialStatus !== 'no-workspace' || operation.id === 'me') return
    throw new Problem('refused', { text: 'No workspace configured for this account.' })
  },
}
