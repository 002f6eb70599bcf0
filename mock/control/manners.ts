import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { parseCredential } from '../wire/credentials.ts'
import { parseMediaType } from '../wire/media-type.ts'
import { type AccessPolicy, assertAllowedOrigin, assertWritable, assertToken } from './door.ts'
import { problems } from './problems.ts'

/** How the control API receives whoever asks it, whatever it is asked. */
export function createControlDefaults(getAccessPolicy: () => AccessPolicy) {
  return {
    name: 'control',
    isOutsideWorlds: true,
    prefixes: ['/_twin'],
    auth: {
      authenticate(incoming) {
        assertAllowedOrigin(incoming, getAccessPolicy())
        const credential = parseCredential(incoming.getHeader('authorization'))
        return { token: credential?.scheme === 'bearer' ? credential.value : null, credentialStatus: 'member' }
      },
      authorize({ token }, operation) {
        // Whoever looks after containers asks for health without a credential.
        if (operation.id !== 'readHealth') assertToken(token, getAccessPolicy())
        assertWritable(operation, getAccessPolicy())
      },
    },
    negotiate(incoming, { requestBody }) {
      if (Object.keys(requestBody).length === 0) return
      if (parseMediaType(incoming.getHeader('content-type') ?? '').type !== 'application/json') {
        throw new Problem('unsupported-media-type')
      }
    },
    supportsHead: true,
    problems,
    demo: { basePath: '/_twin/v1', credential: '', authorization: '', buildExamplePath: () => '/_twin/v1/health' },
    quirks: [],
  } as const satisfies Omit<Vendor, 'operations' | 'handlers'>
}
