import type { ListLayout } from '../../http/vendor.ts'
import type { FaultProblems } from '../../http/faults/error-response.ts'
import type { Issue } from '../../http/problem.ts'
import { JSON_API } from '../../wire/media-type.ts'

const LIST: ListLayout = {
  rows: '/data',
  page: 'page[number]',
  size: 'page[size]',
  total: { at: '/meta/total', pages: '/meta/maxPage', size: '/meta/currentSize' },
}

export const listings: Readonly<Record<string, ListLayout>> = {
  listFlowRuns: { ...LIST, id: '/id' },
  listFlows: LIST,
  listMessageThreads: LIST,
  listWebhooks: LIST,
}

const WRONG_PARAMETER: Issue = { in: 'query', at: 'sort', rule: 'enum' }
const WRONG_TYPE: Issue = { in: 'body', at: '/data/type', rule: 'const' }

/** The problems that a fault rule can raise, by status. */
export const faultProblems: FaultProblems = ({ id }) => {
  const attribute = id.endsWith('FlowRun') ? 'state' : 'webhookUrl'
  const wrongValue: Issue = { in: 'body', at: `/data/attributes/${attribute}`, rule: 'type' }
  return {
    400: { code: 'invalid', issues: [WRONG_PARAMETER], text: 'the sort order cannot be used' },
    401: { code: 'unauthenticated' },
    403: { code: 'forbidden' },
    404: { code: 'not-found', text: 'not found' },
    406: { code: 'not-acceptable' },
    409: { code: 'refused', issues: [WRONG_TYPE] },
    415: { code: 'unsupported-media-type', text: `send the body as ${JSON_API}` },
    422: { code: 'refused', issues: [wrongValue] },
    500: { code: 'internal' },
  }
}
