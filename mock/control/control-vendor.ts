import { operations } from '../../spec/generated/control.operations.ts'
import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { AccessPolicy } from '../http/access-policy.ts'
import { Problem } from '../http/problem.ts'
import { type BodyLimits, DEFAULT_BODY_LIMITS, getAuthority, type IncomingRequest, MIB } from '../http/request.ts'
import { defineVendor, type Vendor } from '../http/vendor.ts'
import { parseCredential } from '../wire/credentials.ts'
import { parseMediaType } from '../wire/media-type.ts'
import { type ControlDeps, createControlHandlers } from './handlers.ts'
import { rejectUnsafeKeys } from './input.ts'
import { problems } from './problems.ts'

/** Stored values of vendors' requests are nested deeper in a snapshot. */
const SNAPSHOT_LIMITS: BodyLimits = { maxBytes: 32 * MIB, maxDepth: 120, maxMembers: 1_000_000 }
const INSERT_LIMITS: BodyLimits = { ...DEFAULT_BODY_LIMITS, maxBytes: 8 * MIB, maxMembers: 100_000 }

/** POST operations that change nothing. */
const READ_ONLY_OPERATIONS: ReadonlySet<string> = new Set(['waitForJournal', 'verifyJournal'])

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
    negotiate(request, { method, requestBody }) {
      // The pipeline rejects a method that the path lacks; the operation is another one of the path then.
      if (Object.keys(requestBody).length === 0 || request.method !== method.toUpperCase()) return
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
    bodyLimits: { createWorld: SNAPSHOT_LIMITS, importSnapshot: SNAPSHOT_LIMITS, insertRuns: INSERT_LIMITS },
  })
}

/** Rejects requests from web pages of other origins. @throws {Problem} "forbidden" */
function assertAllowedOrigin(request: IncomingRequest, { exposure }: AccessPolicy): void {
  const origin = exposure === 'in-process' ? null : request.getHeader('origin')
  if (origin !== null && getAuthority(origin) !== getAuthority(request.origin)) {
    throw new Problem('forbidden', { text: 'requests from web pages of another origin are not allowed' })
  }
}

/** @throws {Problem} "forbidden" for a client on the network without the token */
function assertToken(credential: string | null, { exposure, token }: AccessPolicy): void {
  if (exposure === 'network' && (token === null || credential !== token)) {
    throw new Problem('forbidden', {
      text: 'the control API requires a token on network addresses; send the bearer token that "flowtwin serve" printed',
    })
  }
}

/** @throws {Problem} "forbidden" for a change to a read-only server */
function assertWritable({ id, method }: Pick<OperationFacts, 'id' | 'method'>, { isReadOnly }: AccessPolicy): void {
  if (!isReadOnly || method === 'get' || READ_ONLY_OPERATIONS.has(id)) return
  throw new Problem('forbidden', {
    text: 'the server is read-only; start it without "--page read-only" to change worlds',
  })
}
