import { bearerAdmission } from '../../http/bearer.ts'
import { Problem } from '../../http/problem.ts'
import type { Admission } from '../../http/vendor.ts'
import { credential } from './face.ts'

const bearer = bearerAdmission([credential])

/** A token belongs to a user; one without a workspace may ask who they are, and nothing else (Me page). */
export const admission: Admission = {
  identify: (incoming, door) => bearer.identify(incoming, door),
  permit: (caller, operation, errand) => bearer.permit(caller, operation, errand),
  enter(caller, operation) {
    if (caller.standing !== 'no-workspace' || operation.id === 'me') return
    throw new Problem('refused', { text: 'No workspace configured for this account.' })
  },
}
