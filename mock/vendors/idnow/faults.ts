import type { Listing } from '../../http/listing.ts'
import type { ArtificialProblems } from '../../http/faults/refusal.ts'
import type { Issue } from '../../http/problem.ts'

const LIST: Listing = {
  rows: '/content',
  page: 'page',
  size: 'size',
  total: { at: '/page/totalElements', pages: '/page/totalPages', size: '/page/size' },
}

export const listings: Readonly<Record<string, Listing>> = {
  listSessions: { ...LIST, id: '/sessionId' },
  listFlows: LIST,
  listDatablocks: { rows: '/dataBlocks' },
}

const WRONG_PAGE: Issue = { in: 'query', at: 'page', rule: 'minimum', expected: { limit: 1 } }

/** What IDnow says when a fault rule makes it refuse; who issues tokens speaks as RFC 6749 says. */
export const artificial: ArtificialProblems = ({ id, method }) =>
  id === 'issueToken'
    ? {
        400: { code: 'refused', text: 'invalid_request' },
        401: { code: 'refused', text: 'invalid_client' },
        500: { code: 'internal' },
      }
    : {
        400: method === 'get' ? { code: 'invalid', issues: [WRONG_PAGE] } : { code: 'malformed-body' },
        401: { code: 'unauthenticated' },
        403: { code: 'forbidden' },
        404: { code: 'not-found' },
        500: { code: 'internal' },
      }
