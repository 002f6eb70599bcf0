import { describe, expect, it } from 'vitest'
import type { CheckContext } from '../../../contracts/kit/check-context.ts'
import { inventoryChecks } from '../../../contracts/kit/checks/data/fields.ts'
import { checkValues, listRecordedFields } from '../../../contracts/kit/checks/record-check.ts'
import type { Exchange } from '../../../contracts/kit/http/exchange.ts'
import type { Json } from '../../../contracts/kit/json.ts'
import { parseContract } from '../../../contracts/kit/spec/contract.ts'

const contract = parseContract({
  info: { title: 'Things', version: '1', 'x-source': [{ id: 'page', name: 'The page' }] },
  paths: {
    '/things': {
      get: {
        operationId: 'list',
        'x-evidence': { basis: 'documented', from: 'page' },
        parameters: [],
        responses: {
          '200': {
            content: {
              'application/json': {
                schema: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['id', 'tags'],
                    properties: { id: { type: 'integer' }, tags: { type: 'array', items: { type: 'string' } } },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  components: {},
})

function createExchange(number: number, body: Json, status = 200): Exchange {
  const text = JSON.stringify(body)
  return {
    number,
    request: { path: '/things', operation: 'list', intent: 'valid' },
    method: 'GET',
    url: 'http://things.test/things',
    sentHeaders: [],
    status,
    headers: [['content-type', 'application/json']],
    bytes: Buffer.from(text),
    text,
    isUtf8: true,
    body,
    sentAt: 0,
    receivedAt: 0,
  }
}

/** Creates a context with the parts that recorded fields need. */
function createContext(exchanges: readonly Exchange[]): CheckContext {
  const context: Pick<CheckContext, 'contract' | 'getExchanges'> = { contract, getExchanges: () => exchanges }
  return context as CheckContext
}

function listValues(context: CheckContext) {
  return Object.fromEntries(
    listRecordedFields(context).map(({ template, values }) => [
      template,
      values.map(({ pointer, value, exchange }) => [exchange.number, pointer, value]),
    ]),
  )
}

describe('recorded fields', () => {
  it('have the values of all responses, and an element that was repeated once', () => {
    const first = { id: 1, tags: ['a', 'b'] }
    const exchanges = [createExchange(1, [first, { id: 2, tags: [] }])]
    const context = createContext(exchanges)
    expect(listValues(context)['/*/id']).toEqual([
      [1, '/0/id', 1],
      [1, '/1/id', 2],
    ])
    exchanges.push(createExchange(2, [first, { id: 3, tags: ['a', 'c'] }]), createExchange(3, [{ id: 4 }], 404))
    expect(listValues(context)).toEqual({
      '': [
        [1, '', exchanges[0]?.body],
        [2, '', exchanges[1]?.body],
      ],
      '/*': [
        [1, '/0', first],
        [1, '/1', { id: 2, tags: [] }],
        [2, '/1', { id: 3, tags: ['a', 'c'] }],
      ],
      '/*/id': [
        [1, '/0/id', 1],
        [1, '/1/id', 2],
        [2, '/1/id', 3],
      ],
      '/*/tags': [
        [1, '/0/tags', ['a', 'b']],
        [1, '/1/tags', []],
        [2, '/1/tags', ['a', 'c']],
      ],
      '/*/tags/*': [
        [1, '/0/tags/0', 'a'],
        [1, '/0/tags/1', 'b'],
        [2, '/1/tags/1', 'c'],
      ],
    })
  })

  it('have undefined for a required member that is missing', () => {
    expect(listValues(createContext([createExchange(1, [{ id: 1 }])]))['/*/tags']).toEqual([[1, '/0/tags', undefined]])
  })

  it('are checked value by value; each selected one is a unit of evidence', () => {
    const exchanges = [createExchange(1, [{ id: 1 }, { id: -2 }]), createExchange(2, [{ id: -3 }, { id: 'x' }])]
    const ids = listRecordedFields(createContext(exchanges)).filter(({ template }) => template === '/*/id')
    const judgement = checkValues(ids, {
      select: (value) => (typeof value === 'number' ? value : undefined),
      check: (number, { pointer }) => (number < 0 ? { message: 'negative', example: pointer } : null),
    })
    expect(judgement).toEqual({
      evidence: 3,
      violations: [
        { message: 'negative', example: '/1/id', pointer: '/*/id', exchange: exchanges[0] },
        { message: 'negative', example: '/0/id', pointer: '/*/id', exchange: exchanges[1] },
      ],
    })
  })

  it('show undocumented fields with the first response that has them', async () => {
    const exchanges = [createExchange(1, [{ id: 1, tags: [] }]), createExchange(2, [{ id: 2, tags: [], age: 3 }])]
    const check = inventoryChecks.find(({ id }) => id === 'SCH-002')
    expect(await check?.run({ ...createContext(exchanges), trafficProbes: [] })).toEqual({
      evidence: 2,
      violations: [{ message: 'age is not documented', pointer: '/*/age', exchange: exchanges[1] }],
    })
  })
})
