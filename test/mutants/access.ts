import * as response from '../../mock/http/response.ts'
import type { Vendor } from '../../mock/http/vendor.ts'
import { parseCredential } from '../../mock/wire/credentials.ts'
import { HOUR, addDuration } from '../../mock/world/time.ts'
import { CALL_ORIGINAL, type MockMutant, breakFunction } from './break-function.ts'

/** Checks that kill a mutant for some vendors only. */
interface ExtraChecks {
  /** Checks that fail with disabled authentication. */
  readonly open: readonly string[]
  readonly html: readonly string[]
}

/** Creates the mutants of authentication and response headers that every vendor has. */
export function createAccessMutants(vendor: Vendor, { open, html }: ExtraChecks): readonly MockMutant[] {
  return [
    {
      name: 'any well-formed credential is accepted',
      killedBy: ['AUTH-002', 'AUTH-003'],
      mutate: breakFunction(vendor.auth, 'authenticate', (_, [request]) => ({
        token: parseCredential(request.getHeader('authorization'))?.value || null,
        credentialStatus: 'member' as const,
      })),
    },
    {
      name: 'credentials are not checked',
      killedBy: ['AUTH-001'],
      alsoKilledBy: open,
      mutate: breakFunction(vendor.auth, 'authorize', () => undefined),
    },
    {
      name: 'an authentication error echoes the credential',
      killedBy: ['AUTH-005'],
      mutate: breakFunction(vendor.problems, 'unauthenticated', (original, [problem, request, world]) => {
        const reply = original(problem, request, world)
        const headers = { ...reply.headers, 'x-refused': request.getHeader('authorization') ?? '' }
        return { ...reply, headers }
      }),
    },
    {
      name: 'the Date header is one hour behind the clock',
      killedBy: ['HTTP-020'],
      mutate: breakFunction(response, 'formatDateHeader', (original, [now]) => original(addDuration(now, -HOUR))),
    },
    {
      name: 'errors are returned as HTML',
      killedBy: ['ERR-001', 'HTTP-003'],
      alsoKilledBy: html,
      mutate: breakFunction(response, 'serializeReply', (original, [reply, operation]) =>
        reply.status >= 400 ? original({ ...reply, body: '<h1>No</h1>', type: 'text/html' }, operation) : CALL_ORIGINAL,
      ),
    },
  ]
}
