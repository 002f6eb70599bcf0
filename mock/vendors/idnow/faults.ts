import type { FaultProblems } from '../../http/faults/error-response.ts'
import type { Issue } from '../../http/problem.ts'
import type { ListLayout } from '../../http/vendor.ts'

const PAGED_LISTING: ListLayout = {
  rows: '/content',
  page: 'page',
  size: 'size',
  total: { at: '/page/totalElements', pages: '/page/totalPages', size: '/page/size' },
}

/** The list responses, for faults that change rows, totals and pages. */
export const listings: Readonly<Record<string, ListLayout>> = {
  listSessions: { ...PAGED_LISTING, id: '/sessionId' },
  listFlows: PAGED_LISTING,
  listDatablocks: { rows: '/dataBlocks' },
}

const INVALID_PAGE: Issue = { in: 'query', at: 'page', rule: 'minimum', expected: { limit: 1 } }

/** The problems that a fault rule can raise, by status; the token endpoint has the error codes of RFC 6749. */
export const faultProblems: FaultProblems = ({ id, method }) =>
  id === 'issueToken'
    ? {
        400: { code: 'refused', text: 'invalid_request' },
        401: { code: 'refused', text: 'invalid_client' },
        500: { code: 'internal' },
      }
    : {
        400: method === 'get' ? { code: 'invalid', issues: [INVALID_PAGE] } : { code: 'malformed-body' },
        401: { code: 'unauthenticated' },
        403: { code: 'forbidden' },
        404: { code: 'not-found' },
        500: { code: 'internal' },
      }
