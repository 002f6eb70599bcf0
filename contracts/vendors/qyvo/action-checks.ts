import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, citeVendor, defineWriteCheck } from '../../kit/check.ts'
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { mapInOrder, sendAndCheck } from '../../kit/checks/send.ts'
import type { CheckRequest, Exchange } from '../../kit/http/exchange.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, getString, isObject, type JsonObject } from '../../kit/json.ts'
import { checkEach, type Violation } from '../../kit/outcome.ts'
import { buildActionRequest, publishedFlow, testContact } from './sandbox.ts'

interface InvalidAction {
  readonly request: CheckRequest
  /** The field that breaks a rule. */
  readonly field: string
}

/** Actions with one invalid field each. */
const invalidActions = defineProbe<readonly (InvalidAction & { readonly exchange: Exchange })[]>(
  'sending actions with one invalid field',
  async (context) => {
    const actions = await buildInvalidActions(context)
    return await mapInOrder(actions, async (action) => {
      return { ...action, exchange: await context.client.sendRequest(action.request) }
    })
  },
)

async function buildInvalidActions({ probeOnce }: CheckContext): Promise<readonly InvalidAction[]> {
  const [flow_id, { id: contact_id, sentBody }] = [await probeOnce(publishedFlow), await probeOnce(testContact)]
  const { phone } = sentBody
  const [start, update] = [{ flow_id, contact_id }, { contact_id }]
  const build = (
    operation: Parameters<typeof buildActionRequest>[0],
    valid: JsonObject,
    changes: JsonObject,
  ): readonly InvalidAction[] =>
    Object.entries(changes).map(([field, value]) => {
      return { field, request: buildActionRequest(operation, { ...valid, [field]: value }, 'invalid') }
    })
  return [
    ...build('triggerFlow', start, { flow_id: [flow_id], context: 'flowtwin' }),
    ...build(
      'createContact',
      { phone },
      { phone: [phone], name: { a: 'b' }, email: INVALID_VALUE, tags: { a: 'b' }, metadata: 'text' },
    ),
    ...build('updateContact', update, { name: { a: 'b' }, email: INVALID_VALUE, tags: { a: 'b' }, metadata: 'text' }),
    ...build('getFlow', {}, { flow_id: INVALID_VALUE }),
    ...build('getContact', {}, { contact_id: INVALID_VALUE, email: INVALID_VALUE }),
    ...build('searchContacts', {}, { query: { a: 'b' }, tag: { a: 'b' } }),
    { field: 'flow_id', request: buildActionRequest('getFlow', {}, 'invalid') },
    { field: 'contact_id', request: buildActionRequest('updateContact', { name: 'Ann' }, 'invalid') },
  ]
}

const HINT = 'run with --writes'

/** Invalid members, several keys, unknown ids and success statuses of every action. */
export const actionChecks: readonly Check[] = [
  defineWriteCheck('POLL-057', citeVendor('MUST', 'updateContact/422'), {
    title: 'An action with a missing field, or with a field of another type or form, is rejected',
    evidence: ['action with an invalid field', HINT],
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(invalidActions), ({ exchange, request }) =>
        expectClientError(exchange, `${request.operation}: ${request.body}`),
      ),
  }),
  defineWriteCheck('POLL-058', citeVendor('SHOULD', 'ValidationError.errors'), {
    title: 'A validation error of an action has the invalid field in `errors`',
    evidence: ['validation error', HINT],
    run: async ({ probeOnce }) => {
      const rejected = (await probeOnce(invalidActions)).filter(
        // A business error has `error` instead.
        ({ exchange: { status, body } }) => status === 422 && getString(body, 'error') === undefined,
      )
      return checkEach(rejected, ({ field, exchange }): Violation | null => {
        const errors = getPath(exchange.body, 'errors')
        const isNamed = isObject(errors) && Object.keys(errors).some((name) => name.split('.')[0] === field)
        return isNamed
          ? null
          : { message: 'the invalid field is not in errors', pointer: '/errors', example: field, exchange }
      })
    },
  }),
  defineWriteCheck('POLL-059', citeVendor('MUST', 'getContact'), {
    title: 'getContact with two keys is rejected',
    evidence: ['lookup with two keys', HINT],
    run: sendAndCheck(
      async ({ probeOnce }) => {
        const { id, sentBody } = await probeOnce(testContact)
        const [phone, email] = [sentBody.phone, getString(sentBody, 'email') ?? '']
        const keys = [
          { contact_id: id, phone },
          { contact_id: id, email },
          { phone, email },
          { contact_id: id, phone, email },
        ]
        return keys.map((body) => buildActionRequest('getContact', body, 'invalid'))
      },
      (exchange) => expectClientError(exchange, exchange.request.body),
    ),
  }),
  defineWriteCheck('POLL-060', citeVendor('MUST', 'getFlow/404'), {
    title: 'getFlow with an unknown flow gets 404',
    evidence: ['unknown flow', HINT],
    run: sendAndCheck(
      () => [buildActionRequest('getFlow', { flow_id: UNKNOWN_UUID }, 'invalid')],
      (exchange) => expectStatus(exchange, 404),
    ),
  }),
  defineWriteCheck('POLL-061', citeVendor('MUST', 'createContact/201'), {
    title: 'createContact gets 201 for a new and for an existing contact, the other contact actions get 200',
    evidence: ['contact action', HINT],
    run: async ({ probeOnce, client }) => {
      const { id, sentBody, exchange } = await probeOnce(testContact)
      const requests = [
        buildActionRequest('createContact', { phone: sentBody.phone }),
        buildActionRequest('updateContact', { contact_id: id, tags: 'flowtwin,second tag' }),
        buildActionRequest('getContact', { contact_id: id }),
        buildActionRequest('searchContacts', { query: sentBody.phone }),
      ]
      const exchanges = await mapInOrder(requests, async (request) => await client.sendRequest(request))
      return checkEach([exchange, ...exchanges], (each) =>
        expectStatus(each, each.request.operation === 'createContact' ? 201 : 200, each.request.body),
      )
    },
  }),
]
