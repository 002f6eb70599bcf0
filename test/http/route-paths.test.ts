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
  it('is expanded to its values where another path has a literal step', () => {
    const patterns = expandRouterPaths(read.path, [read], [read.path, '/v1/search/books/new'])
    expect(patterns).toEqual([
      { pattern: '/v1/upper/books/:id', fixedParameters: { shelf: 'upper' } },
      { pattern: '/v1/lower/books/:id', fixedParameters: { shelf: 'lower' } },
    ])
  })

  it('is kept where other paths have placeholders only', () => {
    const patterns = expandRouterPaths(read.path, [read], [read.path, '/v1/{other}', '/v2/search/books/new'])
    expect(patterns).toEqual([{ pattern: '/v1/:shelf/books/:id', fixedParameters: {} }])
  })

  it('is kept where its schema lists no values', () => {
    const patterns = expandRouterPaths('/v1/books/{id}', [read], ['/v1/books/{id}', '/v1/books/latest'])
    expect(patterns).toEqual([{ pattern: '/v1/books/:id', fixedParameters: {} }])
  })
})
