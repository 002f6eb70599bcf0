import { operations } from '../../spec/generated/control.operations.ts'
import type { operations as Operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { defineVendor, type Vendor } from '../http/vendor.ts'
import { parseCredential } from '../wire/credentials.ts'
import { parseMediaType } from '../wire/media-type.ts'
import { assertAllowedOrigin, assertToken, assertWritable } from './access-policy.ts'
import { type ControlDeps, createControlHandlers } from './handlers.ts'
import { rejectUnsafeKeys } from './input.ts'
import { problems } from './problems.ts'

/** Creates the control API, which runs through the same pipeline as the vendors. */
export function createControlVendor(deps: ControlDeps): Vendor {
  const { getAccessPolicy } = deps
  return defineVendor<Operations>({
    name: 'control',
    isOutsideWorlds: true,
    prefixes: ['/_twin'],
    auth: {
      authenticate(request) {
        assertAllowedOrigin(request, getAccessPolicy())
        const credential = parseCredential(request.getHeader('authorization'))
        return { token: credential?.scheme === 'bearer' ? credential.value : null, credentialStatus: 'member' }
      },
      authorize({ token }, operation) {
        // Container health checks send no credential.
        if (operation.id !== 'readHealth') assertToken(token, getAccessPolicy())
        assertWritable(operation, getAccessPolicy())
      },
    },
    negotiate(request, { requestBody }) {
      if (Object.keys(requestBody).length === 0) return
      if (parseMediaType(request.getHeader('content-type') ?? '').type !== 'application/json') {
        throw new Problem('unsupported-media-type')
      }
    },
    supportsHead: true,
    demo: { basePath: '/_twin/v1', credential: '', authorization: '', buildExamplePath: () => '/_twin/v1/health' },
    quirks: [],
    operations,
    handlers: createControlHandlers(deps),
    problems,
    normalizeBody: rejectUnsafeKeys,
  })
}
