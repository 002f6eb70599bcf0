import { citeVendor, type Check, defineCheck, defineWriteCheck } from '../../kit/check.ts'
import { buildPath, type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import {
  checkEach,
  createBlocked,
  createNotApplicable,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import { getPath, getNumber, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId } from '../../kit/ids.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { computePageLength, countPages } from '../../kit/oracles/list-items.ts'
import { mapInOrder, sendAll } from '../../kit/checks/send.ts'
import { buildDatablocksRequest, buildTokenRequest } from './sandbox.ts'
import { FLOWS_PATH, readScope } from './sessions.ts'
import { sessions } from './walks.ts'

const DISCOVERY_PATH = '/oidc/.well-known/openid-configuration'
const TOKEN_HOST_DIFFERS = 'another host issues tokens'

/** Reads the first page of flows with the maximum size. */
const flows = defineProbe<Exchange>('listing the flows', async (context) => {
  const exchange = await context.client.sendRequest(buildFlowsRequest(context, { size: '100' }))
  if (isSuccess(exchange) && Array.isArray(getPath(exchange.body, 'content'))) return exchange
  throw createBlocked(`GET ${exchange.request.path} responded with ${exchange.status} without flows`)
})

/** Checks of the other endpoints: flows, data blocks, discovery, tokens. */
export const otherEndpointChecks: readonly Check[] = [
  defineCheck('PAGE-038', citeVendor('MUST', 'listFlows'), {
    title: 'The list of flows contains the flow of the sessions, and its page members are correct',
    evidence: ['page of flows', 'let the run read the flows'],
    run: checkFlowPages,
  }),
  defineCheck('PAGE-039', citeVendor('MUST', 'DataBlocks.dataBlocks'), {
    title: 'Data blocks are sorted by creation, and deleted ones have no content',
    evidence: ['data block', 'a session with data blocks'],
    run: checkDatablocks,
  }),
  defineCheck('PAGE-040', citeVendor('MUST', 'readOpenIdConfiguration'), {
    title: 'The discovery document has the token endpoint and a key set URL that returns keys',
    evidence: ['field of the discovery document', 'let the run read the discovery document'],
    run: checkDiscovery,
  }),
  defineWriteCheck('PAGE-041', citeVendor('SHOULD', 'issueToken/401'), {
    title: 'A wrong secret and an undocumented grant type get no token',
    evidence: ['token request', 'run with --writes'],
    security: true,
    run: async ({ client, knownIds }) => {
      const clientId = knownIds['clientId']
      const form = { client_id: INVALID_VALUE, client_secret: 'invented' }
      const forms = [
        { grant_type: 'password', ...form },
        form,
        ...(clientId === undefined ? [] : [{ ...form, grant_type: 'client_credentials', client_id: clientId }]),
      ]
      const exchanges = await sendAll(forms.map(buildTokenRequest), { client })
      if (exchanges.every(({ status }) => status === 404)) throw createNotApplicable(TOKEN_HOST_DIFFERS)
      return checkEach(exchanges, (exchange): Violation | null => {
        const example = exchange.request.body ?? ''
        if (getString(exchange.body, 'access_token') !== undefined)
          return { message: 'a token for an invalid request', example, exchange }
        return isClientError(exchange) ? null : { message: `status ${exchange.status}`, example, exchange }
      })
    },
  }),
]

function buildFlowsRequest(
  context: CheckContext,
  query: Readonly<Record<string, string>>,
  intent: CheckRequest['intent'] = 'valid',
): CheckRequest {
  const path = buildPath(FLOWS_PATH, { path: { environment: readScope(context).environment }, query })
  return { operation: 'listFlows', path, intent }
}

async function checkFlowPages(context: CheckContext): Promise<Judgement> {
  const [firstPage, { flowId }] = [await context.probeOnce(flows), readScope(context)]
  const smallPage = await context.client.sendRequest(buildFlowsRequest(context, { size: '3', page: '2' }, 'open'))
  const count = getNumber(firstPage.body, 'page', 'totalElements') ?? 0
  // A page beyond the last may be rejected.
  const isBeyondLast = count <= 3 && isClientError(smallPage)
  const pages = [
    { exchange: firstPage, size: 100, index: 0 },
    ...(isBeyondLast ? [] : [{ exchange: smallPage, size: 3, index: 1 }]),
  ]
  const pageJudgement = checkEach(pages, ({ exchange, size, index }): Violation | null => {
    const total = getNumber(exchange.body, 'page', 'totalElements') ?? 0
    const { length } = getObjects(exchange.body, 'content')
    const example = `page ${JSON.stringify(getPath(exchange.body, 'page'))}, ${length} flows`
    const isCorrect =
      length === computePageLength({ total, size, index }) &&
      getNumber(exchange.body, 'page', 'totalPages') === countPages(total, size)
    return isCorrect ? null : { message: 'the page members are wrong', pointer: '/page', example, exchange }
  })
  const isListed = getObjects(firstPage.body, 'content').some((flow) => isSameId(getString(flow, 'id'), flowId))
  const violations =
    isListed || count > 100 ? [] : [{ message: 'the flow is not listed', example: flowId, exchange: firstPage }]
  return mergeJudgements([pageJudgement, { evidence: 0, violations }])
}

async function checkDatablocks(context: CheckContext): Promise<Judgement> {
  const listed = await context.probeOnce(sessions)
  const completed = listed.filter(({ item }) => getString(item, 'sessionStatus') === 'COMPLETED')
  const judgements = await mapInOrder(completed.slice(0, 3), async ({ id }) => {
    const exchange = await context.client.sendRequest(buildDatablocksRequest(readScope(context).environment, id))
    const blocks = getObjects(exchange.body, 'dataBlocks')
    return checkEach(blocks, (block, index): Violation | null => {
      const example = `${id}: ${getString(block, 'datablockId')}`
      const [created, nextCreated] = [block, blocks[index + 1]].map((item) =>
        parseInstant(getString(item, 'createdAt')),
      )
      if (created && nextCreated && compareInstants(created, nextCreated) > 0)
        return { message: 'a block is listed before an earlier one', pointer: '/dataBlocks', example, exchange }
      const isDeleted = getString(block, 'status') === 'DELETED'
      return isDeleted && getPath(block, 'content') !== null
        ? { message: 'a deleted block has content', pointer: '/dataBlocks/*/content', example, exchange }
        : null
    })
  })
  return mergeJudgements(judgements)
}

async function checkDiscovery({ client }: CheckContext): Promise<Judgement> {
  const exchange = await client.sendRequest({
    operation: 'readOpenIdConfiguration',
    path: DISCOVERY_PATH,
    credential: 'none',
    intent: 'open',
  })
  if (exchange.status === 404) throw createNotApplicable(TOKEN_HOST_DIFFERS)
  const urlJudgement = checkEach(['issuer', 'token_endpoint', 'jwks_uri'], (name) =>
    URL.canParse(getString(exchange.body, name) ?? '')
      ? null
      : { message: `${name} is not a URL`, pointer: `/${name}`, exchange },
  )
  const link = getString(exchange.body, 'jwks_uri') ?? ''
  if (!URL.canParse(link)) return urlJudgement
  // The request goes to the target, whatever host the document names.
  const path = `/oidc${new URL(link).pathname.split('/oidc').at(-1)}`
  const keys = await client.sendRequest({ operation: 'readJwks', path, credential: 'none', intent: 'open' })
  const hasKeys = isSuccess(keys) && getObjects(keys.body, 'keys').length > 0
  const violations = hasKeys ? [] : [{ message: 'jwks_uri returns no keys', example: path, exchange: keys }]
  return mergeJudgements([urlJudgement, { evidence: 1, violations }])
}
