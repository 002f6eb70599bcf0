import { describe, expect, it } from 'vitest'
import { parseContract } from '../../../../contracts/kit/spec/contract.ts'
import { hasFormat, validateShape } from '../../../../contracts/kit/spec/validate-shape.ts'
import { inlineReferences, type JsonSchema, type SpecDocument } from '../../../../contracts/kit/spec/spec-document.ts'
import type { Json } from '../../../../contracts/kit/json.ts'
import { isNullable, listSchemaLocations } from '../../../../contracts/kit/spec/schema-locations.ts'
import { findEvidence, getSourceName } from '../../../../contracts/kit/spec/evidence.ts'

const documented = { basis: 'documented', from: 'page' } as const
const decided = { basis: 'decided', from: 'us' } as const

const document: SpecDocument = {
  info: {
    title: 'Things',
    version: '1',
    'x-source': [
      { id: 'page', name: 'The page' },
      { id: 'us', name: 'Us' },
    ],
  },
  paths: {
    '/things': {
      get: {
        operationId: 'list',
        'x-evidence': documented,
        parameters: [{ name: 'kind', in: 'query', schema: {}, 'x-evidence': decided }],
        responses: {
          '200': { $ref: '#/components/responses/Things' },
          '4XX': { description: 'no', 'x-evidence': decided },
        },
      },
    },
  },
  components: {
    responses: {
      Things: {
        'x-evidence': documented,
        content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } } },
      },
    },
    schemas: {
      Instant: { type: 'string', format: 'date-time', pattern: '\\+00:00$' },
      Thing: {
        type: 'object',
        required: ['id', 'at', 'bag', 'kind'],
        additionalProperties: false,
        properties: {
          id: { type: 'integer', 'x-evidence': documented },
          at: { 'x-evidence': decided, oneOf: [{ $ref: '#/components/schemas/Instant' }, { type: 'null' }] },
          bag: { type: 'object', additionalProperties: { type: 'string', format: 'uuid' } },
          kind: { type: 'string', enum: ['a', 'b'], description: 'left out' },
        },
      },
    },
  },
}

const thing = inlineReferences(document, { $ref: '#/components/schemas/Thing' })
const good = { id: 1, at: '2026-05-07T08:14:23+00:00', bag: {}, kind: 'a' }
const listErrors = (body: Json): readonly string[] =>
  validateShape(thing, body).map(({ pointer, message }) => `${pointer}: ${message}`)

describe('the shape of a body', () => {
  it('allows undocumented members', () => {
    expect(listErrors({ ...good, more: [1] })).toEqual([])
  })

  it('reports missing members and wrong types with their evidence', () => {
    const { id: _, ...rest } = good
    expect(listErrors(rest)).toEqual(["/id: must have required property 'id'"])
    expect(validateShape(thing, { ...good, id: '1' })).toMatchObject([{ pointer: '/id', evidence: documented }])
    expect(validateShape(thing, { ...good, at: 5 })).toMatchObject([{ pointer: '/at', evidence: decided }])
  })

  it('ignores formats, enums, free maps and omitted nulls', () => {
    expect(listErrors({ id: 1, bag: [], kind: 'c' })).toEqual([])
    expect(listErrors({ ...good, at: '2026-05-07T08:14:23Z' })).toEqual([])
    expect(listErrors({ ...good, at: 'yesterday' })).toEqual([])
  })

  it('rejects a recursive schema and an unknown keyword', () => {
    const looping = {
      ...document,
      components: { schemas: { A: { properties: { a: { $ref: '#/components/schemas/A' } } } } },
    }
    expect(() => inlineReferences(looping, { $ref: '#/components/schemas/A' })).toThrow('contains itself')
    expect(() => validateShape({ type: 'string', minLenght: 1 }, 'x')).toThrow('minLenght')
    expect(() => inlineReferences(document, { $ref: '#/components/schemas/Nothing' })).toThrow('nothing at')
  })
})

describe('the schema locations of a body', () => {
  const listLocations = (body: Json, schema: JsonSchema = thing) =>
    listSchemaLocations({ pointer: '', template: '', schema, value: body, evidence: documented })

  it('pair each value with its subschema and evidence', () => {
    const at = listLocations(good).find(({ pointer, schema }) => pointer === '/at' && schema['format'] === 'date-time')
    expect(at).toMatchObject({ value: good.at, evidence: decided })
    expect(
      listLocations({ ...good, bag: { one: 'x', 'a/b': 'y' } }).map(({ pointer, template }) => [pointer, template]),
    ).toEqual(
      expect.arrayContaining([
        ['/bag/one', '/bag/*'],
        ['/bag/a~1b', '/bag/*'],
      ]),
    )
  })

  it('include required members that are missing', () => {
    expect(
      listLocations({})
        .filter(({ value }) => value === undefined)
        .map(({ pointer }) => pointer),
    ).toEqual(expect.arrayContaining(['/id', '/at', '/bag', '/kind']))
  })

  it('are nullable only when the schema says so', () => {
    expect(
      [{ type: ['string', 'null'] }, { enum: ['a', null] }, { oneOf: [{ type: 'null' }] }, { type: 'string' }, {}].map(
        isNullable,
      ),
    ).toEqual([true, true, true, false, false])
  })
})

describe('a format', () => {
  it.each([
    ['uuid', '01890A5D-AC96-774B-BCCE-B302099A8057', true],
    ['uuid', '01ARZ3NDEKTSV4RRFFQ69G5FAV', false],
    ['uri', '/relative', false],
    ['uri', 'https://api.example.org/x?y=%5B', true],
    ['uri-reference', '/relative?a=b', true],
    ['uri-reference', 'two words', false],
    ['email', 'a@b', true],
    ['email', 'a b@c', false],
    ['date', '2026-02-30', false],
    ['int64', 'x', null],
  ])('%s of %s: %s', (format, value, holds) => {
    expect(hasFormat(value, format, 'uuid')).toBe(holds)
  })

  it('accepts ids in the form of the profile', () => {
    const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
    expect([
      hasFormat(ulid, 'uuid', 'uuid-or-ulid'),
      hasFormat('7', 'uuid', 'opaque'),
      hasFormat('', 'uuid', 'opaque'),
    ]).toEqual([true, true, false])
    expect(() => hasFormat('x', 'uuidd', 'uuid')).toThrow('uuidd')
  })
})

describe('a statement of the document', () => {
  const contract = parseContract(document)

  it.each([
    ['list', documented],
    ['list/200', documented],
    ['list?kind', decided],
    ['Thing.at', decided],
  ])('%s has its evidence', (statement, evidence) => {
    expect(findEvidence(contract, statement)).toEqual(evidence)
  })

  it('must exist and have evidence', () => {
    for (const statement of ['list/500', 'list?page', 'Thing.name', 'Thing.bag', 'create']) {
      expect(() => findEvidence(contract, statement)).toThrow()
    }
    expect(getSourceName(contract, documented)).toBe('The page')
  })
})
