import * as sent from '../../mock/http/response.ts'
import type { Vendor } from '../../mock/http/vendor.ts'
import { parseCredential } from '../../mock/wire/credentials.ts'
import { HOUR, addDuration } from '../../mock/world/time/instant.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

/** Further checks that see a fault with one vendor and not with another. */
interface Beside {
  /** Whether one who shows a bad credential is anonymous as well: then an open door is open for it, too. */
  readonly open: readonly string[]
  readonly html: readonly string[]
}

/** What can go wrong for every vendor alike: who is let in, and how answers are sent. */
export function accessMutants(vendor: Vendor, { open, html }: Beside): readonly MockMutant[] {
  return [
    {
      name: 'a credential that only looks issued is let in',
      kills: ['AUTH-002', 'AUTH-003'],
      spoil: wrong(vendor.auth, 'authenticate', (_, [incoming]) => ({
        token: parseCredential(incoming.getHeader('authorization'))?.value || null,
        credentialStatus: 'member' as const,
      })),
    },
    {
      name: 'nobody needs a credential',
      kills: ['AUTH-001'],
      also: open,
      spoil: wrong(vendor.auth, 'authorize', () => undefined),
    },
    {
      name: 'a refusal repeats the credential',
      kills: ['AUTH-005'],
      spoil: wrong(vendor.problems, 'unauthenticated', (truth, [problem, incoming, world]) => {
        const reply = truth(problem, incoming, world)
        const headers = { ...reply.headers, 'x-refused': incoming.getHeader('authorization') ?? '' }
        return { ...reply, headers }
      }),
    },
    {
      name: 'the Date header is an hour behind the world',
      kills: ['HTTP-020'],
      spoil: wrong(sent, 'formatDateHeader', (truth, [now]) => truth(addDuration(now, -HOUR))),
    },
    {
      name: 'refusals are pages for people',
      kills: ['ERR-001', 'HTTP-003'],
      also: html,
      spoil: wrong(sent, 'serializeReply', (truth, [reply, operation]) =>
        reply.status >= 400 ? truth({ ...reply, body: '<h1>No</h1>', type: 'text/html' }, operation) : AS_EVER,
      ),
    },
  ]
}
