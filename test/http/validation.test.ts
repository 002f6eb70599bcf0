import { beforeAll, describe, expect, it } from 'vitest'
import { getRequestValidator, loadValidation } from '../../mock/http/validation.ts'
import { Problem } from '../../mock/http/problem.ts'
import { createResponse, serializeReply } from '../../mock/http/response.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'

const operation: OperationFacts = {
  id: 'make',
  method: 'post',
  path: '/things',
  parameters: [{ name: 'size', in: 'query', required: false, schema: { type: 'integer', maximum: 9 } }],
  requestBody: {
    'application/json': {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: { type: 'string' } },
    },
  },
  responses: { 201: 'application/json', 204: null },
}

function issuesOf(ask: () => unknown): readonly string[] {
  try {
    ask()
    return []
  } catch (error) {
    return error instanceof Problem ? (error.details.issues ?? []).map(({ at, rule }) => `${at} ${rule}`) : ['a bug']
  }
}

describe('a request validator', () => {
  const validator = getRequestValidator(operation)
  const body = '{"extra":1}'

  beforeAll(loadValidation)

  it('reports every violation of the document', () => {
    expect(issuesOf(() => validator.validateBody(body, null))).toEqual([
      '/name required',
      '/extra additionalProperties',
    ])
    expect(issuesOf(() => validator.validateParameters({}, new QueryString('size=10')))).toEqual(['size maximum'])
  })

  it('accepts tolerated violations only', () => {
    const extra = ({ at }: { readonly at: string }) => at === '/extra'
    expect(issuesOf(() => validator.validateBody(body, null, extra))).toEqual(['/name required'])
    expect(validator.validateBody(body, null, () => true)).toEqual({ extra: 1 })
    expect(validator.validateParameters({}, new QueryString('size=10'), () => true).query).toEqual({ size: 10 })
  })
})

it('a response 204 has neither a body nor a media type', async () => {
  const response = serializeReply({ status: 204, body: null, headers: { etag: 'x' } }, operation)
  expect(response).toEqual({ status: 204, headers: { etag: 'x' }, body: '' })
  expect(await createResponse(response, false).text()).toBe('')
})
