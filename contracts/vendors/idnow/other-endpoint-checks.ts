import {
  buildPath,
  type CheckRequest,
  type Exchange,
  isClientError,
  isSuccess,
  type PathAndQueryValues,
} from '../../kit/http/exchange.ts'
import type { Check } from '../../kit/check.ts'
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
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { computePageLength, countPages } from '../../kit/oracles/list-items.ts'
import { buildDatablocksRequest, buildTokenRequest } from './sandbox.ts'
import { readScope } from './sessions.ts'
import { sessions } from './walks.ts'

const FLOWS_PATH = '/api/v1/flows/{environment}'
const DISCOVERY_PATH = '/oidc/.well-known/openid-configuration'

/** The first flows, as many as a page may hold. */
const flows: Probe<Exchange> = {
  name: 'listing the flows',
  run: async (context) => {
    const exchange = await context.client.sendRequest(buildFlowsRequest(context, { size: '100' }))
    if (isSuccess(exchange) && Array.isArray(getPath(exchange.body, 'content'))) return exchange
    throw createBlocked(`GET ${exchange.request.path} answered ${exchange.status} without flows`)
  },
}

/** What stands beside the sessions: flows, data, tokens. */
export const otherEndpointChecks: readonly Check[] = [
  {
    source: { kind: 'vendor', statement: 'listFlows' },
    id: 'PAGE-038',
    level: 'MUST',
    title: 'The flow of the sessions is among the flows of its environment, in pages that add up',
    unit: 'page of flows',
    hint: 'let the run read the flows',
    run: checkFlowPages,
  },
  {
    source: { kind: 'vendor', statement: 'DataBlocks.dataBlocks' },
    id: 'PAGE-039',
    level: 'MUST',
    title: 'The data of a session stands in the order in which it came, and what was deleted has no content',
    unit: 'block of data',
    hint: 'a session with data',
    run: checkDatablocks,
  },
  {
    source: { kind: 'vendor', statement: 'readOpenIdConfiguration' },
    id: 'PAGE-040',
    level: 'MUST',
    title: 'The discovery document names where tokens come from and where the keys are, and the keys are there',
    unit: 'member of the discovery document',
    hint: 'let the run read it',
    run: checkDiscovery,
  },
  {
    source: { kind: 'vendor', statement: 'issueToken/401' },
    id: 'PAGE-041',
    level: 'SHOULD',
    title: 'A wrong secret, and a grant that nobody documents, get no token',
    unit: 'question for a token',
    hint: 'leave to ask by POST',
    needs: ['writes'],
    security: true,
    run: async ({ client, knownIds }) => {
      const [known, made] = [knownIds['clientId'], { client_id: INVALID_VALUE, client_secret: 'made up' }]
      const answers = [
        await client.sendRequest(buildTokenRequest({ grant_type: 'password', ...made })),
        await client.sendRequest(buildTokenRequest(made)),
      ]
      if (known !== undefined) {
        const form = { ...made, grant_type: 'client_credentials', client_id: known }
        answers.push(await client.sendRequest(buildTokenRequest(form)))
      }
      if (answers.every(({ status }) => status === 404)) throw createNotApplicable('tokens come from another host')
      return checkEach(answers, (exchange): Violation | null => {
        const example = exchange.request.body ?? ''
        if (getString(exchange.body, 'access_token') !== undefined)
          return { message: 'a token for nobody', example: example, exchange }
        return isClientError(exchange) ? null : { message: `status ${exchange.status}`, example: example, exchange }
      })
    },
  },
]

function buildFlowsRequest(context: CheckContext, query: PathAndQueryValues['query']): CheckRequest {
  const { environment } = readScope(context)
  return {
    operation: 'listFlows',
    path: buildPath(FLOWS_PATH, { path: { environment }, ...(query && { query }) }),
    intent: 'valid',
  }
}

async function checkFlowPages(context: CheckContext): Promise<Judgement> {
  const [all, { flowId }] = [await context.probeOnce(flows), readScope(context)]
  const small = await context.client.sendRequest(buildFlowsRequest(context, { size: '3', page: '2' }))
  const pages = [
    { exchange: all, size: 100, index: 0 },
    { exchange: small, size: 3, index: 1 },
  ]
  const added = checkEach(pages, ({ exchange, size, index }): Violation | null => {
    const [total, told] = [getNumber(exchange.body, 'page', 'totalElements') ?? 0, getObjects(exchange.body, 'content')]
    const example = `page ${JSON.stringify(getPath(exchange.body, 'page'))}, ${told.length} flows`
    const right =
      told.length === computePageLength({ total, size, index }) &&
      getNumber(exchange.body, 'page', 'totalPages') === countPages(total, size)
    return right ? null : { message: 'the page does not add up', pointer: '/page', example: example, exchange }
  })
  const total = getNumber(all.body, 'page', 'totalElements') ?? 0
  const known = getObjects(all.body, 'content').some((one) => isSameId(getString(one, 'id'), flowId))
  const lost = known || total > 100 ? [] : [{ message: 'the flow is not listed', example: flowId, exchange: all }]
  return mergeJudgements([added, { evidence: 0, violations: lost }])
}

async function checkDatablocks(context: CheckContext): Promise<Judgement> {
  const ended = (await context.probeOnce(sessions)).filter(
    ({ item }) => getString(item, 'sessionStatus') === 'COMPLETED',
  )
  const judged: Judgement[] = []
  for (const { id } of ended.slice(0, 3)) {
    const exchange = await context.client.sendRequest(buildDatablocksRequest(readScope(context).environment, id))
    const all = getObjects(exchange.body, 'dataBlocks')
    judged.push(
      checkEach(all, (block, index): Violation | null => {
        const example = `${id}: ${getString(block, 'datablockId')}`
        const [own, next] = [
          parseInstant(getString(block, 'createdAt')),
          parseInstant(getString(all[index + 1], 'createdAt')),
        ]
        if (own !== null && next !== null && compareInstants(own, next) > 0)
          return {
            message: 'a later block stands before an earlier one',
            pointer: '/dataBlocks',
            example: example,
            exchange,
          }
        const isDeleted = getString(block, 'status') === 'DELETED'
        return isDeleted && getPath(block, 'content') !== null
          ? {
              message: 'a deleted block still has its content',
              pointer: '/dataBlocks/*/content',
              example: example,
              exchange,
            }
          : null
      }),
    )
  }
  return mergeJudgements(judged)
}

async function checkDiscovery({ client }: CheckContext): Promise<Judgement> {
  const own = {
    operation: 'readOpenIdConfiguration',
    path: DISCOVERY_PATH,
    credential: 'none',
    intent: 'open',
  } as const
  const exchange = await client.sendRequest(own)
  if (exchange.status === 404) throw createNotApplicable('tokens come from another host')
  const named = checkEach(['issuer', 'token_endpoint', 'jwks_uri'], (name) =>
    URL.canParse(getString(exchange.body, name) ?? '')
      ? null
      : { message: `${name} is no address`, pointer: `/${name}`, exchange },
  )
  const link = getString(exchange.body, 'jwks_uri') ?? ''
  if (!URL.canParse(link)) return named
  // Wherever the document points, the request goes to the target.
  const path = `/oidc${new URL(link).pathname.split('/oidc').at(-1)}`
  const keys = await client.sendRequest({ operation: 'readJwks', path, credential: 'none', intent: 'open' })
  const found = isSuccess(keys) && getObjects(keys.body, 'keys').length > 0
  const violations = found ? [] : [{ message: 'no keys where they should be', example: path, exchange: keys }]
  return mergeJudgements([named, { evidence: 1, violations }])
}
