import { describe, expect, it } from 'vitest'
import { expandRouterPaths } from '../../mock/http/route-paths.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'

const shelf = {
  name: 'shelf',
  in: 'path',
  required: true,
  schema: { type: 'string', enum: ['upper', 'lower'] },
} as const
const read: OperationFacts = {
  id: 'read',
  method: 'get',
  path: '/v1/{shelf}/books/{id}',
  parameters: [shelf, { name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
  requestBody: {},
  responses: {},
}

describe('a placeholder', () => {
  it('is written out where another path has a literal step', () => {
    const found = expandRouterPaths(read.path, [read], [read.path, '/v1/search/books/new'])
    expect(found).toEqual([
      { pattern: '/v1/upper/books/:id', written: { shelf: 'upper' } },
      { pattern: '/v1/lower/books/:id', written: { shelf: 'lower' } },
    ])
  })

  it('stays one where only placeholders stand beside it', () => {
    const found = expandRouterPaths(read.path, [read], [read.path, '/v1/{other}', '/v2/search/books/new'])
    expect(found).toEqual([{ pattern: '/v1/:shelf/books/:id', written: {} }])
  })

  it('stays one where its values are not listed', () => {
    const found = expandRouterPaths('/v1/books/{id}', [read], ['/v1/books/{id}', '/v1/books/latest'])
    expect(found).toEqual([{ pattern: '/v1/books/:id', written: {} }])
  })
})
