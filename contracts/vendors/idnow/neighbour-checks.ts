import { type AddressValues, address, type Call } from '../../kit/call.ts'
import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, numberAt, objectsAt, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { compareInstants, readInstant } from '../../kit/oracles/instant.ts'
import { lengthOfPage, pagesOf } from '../../kit/oracles/page-arithmetic.ts'
import { blocked, notApplicable } from '../../kit/outcome.ts'
import { sameId } from '../../kit/same-id.ts'
import { blocksCall, tokenCall } from './creation.ts'
import { placeOf } from './sessions.ts'
import { sessions } from './walks.ts'

const FLOWS = '/api/v1/flows/{environment}'
const DISCOVERY = '/oidc/.well-known/openid-configuration'

function stated(statement: string): { readonly source: Source } {
  return { source: { kind: 'vendor', statement } }
}

/** The first flows, as many as a page may hold. */
const flows: Observation<Exchange> = {
  name: 'listing the flows',
  make: async (context) => {
    const exchange = await context.client.send(flowsCall(context, { size: '100' }))
    if (isSuccess(exchange) && Array.isArray(at(exchange.body, 'content'))) return exchange
    throw blocked(`GET ${exchange.call.path} answered ${exchange.status} without flows`)
  },
}

/** What stands beside the sessions: flows, data, tokens. */
export const neighbourChecks: readonly Check[] = [
  {
    ...stated('listFlows'),
    id: 'PAGE-038',
    level: 'MUST',
    title: 'The flow of the sessions is among the flows of its environment, in pages that add up',
    unit: 'page of flows',
    remedy: 'let the run read the flows',
    judge: flowPages,
  },
  {
    ...stated('DataBlocks.dataBlocks'),
    id: 'PAGE-039',
    level: 'MUST',
    title: 'The data of a session stands in the order in which it came, and what was deleted has no content',
    unit: 'block of data',
    remedy: 'a session with data',
    judge: blocks,
  },
  {
    ...stated('readOpenIdConfiguration'),
    id: 'PAGE-040',
    level: 'MUST',
    title: 'The discovery document names where tokens come from and where the keys are, and the keys are there',
    unit: 'member of the discovery document',
    remedy: 'let the run read it',
    judge: discovery,
  },
  {
    ...stated('issueToken/401'),
    id: 'PAGE-041',
    level: 'SHOULD',
    title: 'A wrong secret, and a grant that nobody documents, get no token',
    unit: 'question for a token',
    remedy: 'leave to ask by POST',
    needs: ['writes'],
    security: true,
    judge: async ({ client, given }) => {
      const [known, made] = [given['clientId'], { client_id: GARBAGE, client_secret: 'made up' }]
      const answers = [
        await client.send(tokenCall({ grant_type: 'password', ...made })),
        await client.send(tokenCall(made)),
      ]
      if (known !== undefined) {
        const form = { ...made, grant_type: 'client_credentials', client_id: known }
        answers.push(await client.send(tokenCall(form)))
      }
      if (answers.every(({ status }) => status === 404)) throw notApplicable('tokens come from another host')
      return judgeEach(answers, (exchange): Violation | null => {
        const witness = exchange.call.body ?? ''
        if (textAt(exchange.body, 'access_token') !== undefined)
          return { what: 'a token for nobody', witness, exchange }
        return isRefusal(exchange) ? null : { what: `status ${exchange.status}`, witness, exchange }
      })
    },
  },
]

function flowsCall(context: Context, query: AddressValues['query']): Call {
  const { environment } = placeOf(context)
  return {
    operation: 'listFlows',
    path: address(FLOWS, { path: { environment }, ...(query && { query }) }),
    intent: 'valid',
  }
}

async function flowPages(context: Context): Promise<Judgement> {
  const [all, { flowId }] = [await context.observe(flows), placeOf(context)]
  const small = await context.client.send(flowsCall(context, { size: '3', page: '2' }))
  const pages = [
    { exchange: all, size: 100, index: 0 },
    { exchange: small, size: 3, index: 1 },
  ]
  const added = judgeEach(pages, ({ exchange, size, index }): Violation | null => {
    const [total, told] = [numberAt(exchange.body, 'page', 'totalElements') ?? 0, objectsAt(exchange.body, 'content')]
    const witness = `page ${JSON.stringify(at(exchange.body, 'page'))}, ${told.length} flows`
    const right =
      told.length === lengthOfPage({ total, size, index }) &&
      numberAt(exchange.body, 'page', 'totalPages') === pagesOf(total, size)
    return right ? null : { what: 'the page does not add up', pointer: '/page', witness, exchange }
  })
  const total = numberAt(all.body, 'page', 'totalElements') ?? 0
  const known = objectsAt(all.body, 'content').some((one) => sameId(textAt(one, 'id'), flowId))
  const lost = known || total > 100 ? [] : [{ what: 'the flow is not listed', witness: flowId, exchange: all }]
  return together([added, { evidence: 0, violations: lost }])
}

async function blocks(context: Context): Promise<Judgement> {
  const ended = (await context.observe(sessions)).filter(({ item }) => textAt(item, 'sessionStatus') === 'COMPLETED')
  const judged: Judgement[] = []
  for (const { id } of ended.slice(0, 3)) {
    const exchange = await context.client.send(blocksCall(placeOf(context).environment, id))
    const all = objectsAt(exchange.body, 'dataBlocks')
    judged.push(
      judgeEach(all, (block, index): Violation | null => {
        const witness = `${id}: ${textAt(block, 'datablockId')}`
        const [own, next] = [readInstant(textAt(block, 'createdAt')), readInstant(textAt(all[index + 1], 'createdAt'))]
        if (own !== null && next !== null && compareInstants(own, next) > 0)
          return { what: 'a later block stands before an earlier one', pointer: '/dataBlocks', witness, exchange }
        const isDeleted = textAt(block, 'status') === 'DELETED'
        return isDeleted && at(block, 'content') !== null
          ? { what: 'a deleted block still has its content', pointer: '/dataBlocks/*/content', witness, exchange }
          : null
      }),
    )
  }
  return together(judged)
}

async function discovery({ client }: Context): Promise<Judgement> {
  const own = { operation: 'readOpenIdConfiguration', path: DISCOVERY, credential: 'none', intent: 'open' } as const
  const exchange = await client.send(own)
  if (exchange.status === 404) throw notApplicable('tokens come from another host')
  const named = judgeEach(['issuer', 'token_endpoint', 'jwks_uri'], (name) =>
    URL.canParse(textAt(exchange.body, name) ?? '')
      ? null
      : { what: `${name} is no address`, pointer: `/${name}`, exchange },
  )
  const link = textAt(exchange.body, 'jwks_uri') ?? ''
  if (!URL.canParse(link)) return named
  // Wherever the document points, the request goes to the target.
  const path = `/oidc${new URL(link).pathname.split('/oidc').at(-1)}`
  const keys = await client.send({ operation: 'readJwks', path, credential: 'none', intent: 'open' })
  const found = isSuccess(keys) && objectsAt(keys.body, 'keys').length > 0
  const violations = found ? [] : [{ what: 'no keys where they should be', witness: path, exchange: keys }]
  return together([named, { evidence: 1, violations }])
}
