import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { credentialOf } from '../wire/credentials.ts'
import { parseMediaType } from '../wire/media-type.ts'
import { type Door, guard, wantToken } from './door.ts'
import { problems } from './problems.ts'

/** How the control API receives whoever asks it, whatever it is asked. */
export function mannersOf(door: () => Door) {
  return {
    name: 'control',
    isOutside: true,
    prefixes: ['/_twin'],
    admission: {
      identify(incoming) {
        guard(incoming, door())
        const credential = credentialOf(incoming.header('authorization'))
        return { token: credential?.scheme === 'bearer' ? credential.value : null, standing: 'member' }
      },
      permit({ token }, { id }) {
        // Whoever looks after containers asks for health without a credential.
        if (id !== 'readHealth') wantToken(token, door())
      },
    },
    negotiate(incoming, { requestBody }) {
      if (Object.keys(requestBody).length === 0) return
      if (parseMediaType(incoming.header('content-type') ?? '').type !== 'application/json') {
        throw new Problem('unsupported-media-type')
      }
    },
    answersHead: true,
    problems,
    showcase: { basePath: '/_twin/v1', credential: '', authorization: '', example: () => '/_twin/v1/health' },
    quirks: [],
  } as const satisfies Omit<Vendor, 'operations' | 'handlers'>
}
