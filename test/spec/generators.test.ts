import { describe, expect, it } from 'vitest'
import { document as control } from '../../spec/generated/control.document.ts'
import type { JsonSchema, OpenApiDocument, OperationObject } from '../../spec/open-api-document.ts'
import { documents, iterateNodes } from './documents.ts'

/** What code generators stumble over, for each document as the server and the package hand it out. */
const allDocuments: Readonly<Record<string, OpenApiDocument>> = { ...documents, control }
const METHODS = ['get', 'put', 'post', 'delete', 'patch']

describe.each(Object.entries(allDocuments))('the document of %s', (_, document) => {
  const schemas = [...iterateNodes(document)].filter(([path]) => isSchemaPath(path))
  const operations = listOperations(document.paths)
  const webhooks = listOperations((document['webhooks'] ?? {}) as OpenApiDocument['paths'])

  it('has no reference in an example, nor to one', () => {
    expect(findExampleReferences(document)).toEqual([])
  })

  it('refers to components of its own only, and to each of them that it has', () => {
    const references = [...iterateNodes(document)].flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []))
    const schemes = Object.keys(document.components['securitySchemes'] ?? {})
    const components = Object.entries(document.components).flatMap(([kind, members]) =>
      Object.keys(members).map((name) => `#/components/${kind}/${name}`),
    )
    expect(references.filter((reference) => !components.includes(reference))).toEqual([])
    const unused = components.filter((component) => !references.includes(component))
    expect(unused).toEqual(schemes.map((name) => `#/components/securitySchemes/${name}`))
  })

  it('gives no two components names that are equal in another letter case', () => {
    const names = Object.values(document.components).flatMap((members) => Object.keys(members).map(toIdentifier))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('gives each operation and webhook an id of its own, and one tag that is declared', () => {
    const ids = [...operations, ...webhooks].map(({ operationId }) => toIdentifier(operationId))
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const declared = (document['tags'] as readonly { readonly name: string }[]).map(({ name }) => [name])
    for (const { operationId, tags } of [...operations, ...webhooks]) expect(declared, operationId).toContainEqual(tags)
  })

  it('has tags of their own for incoming webhooks', () => {
    const tags = new Set(operations.flatMap((operation) => operation.tags))
    for (const { tags: own } of webhooks) expect(own.filter((tag) => tags.has(tag))).toEqual([])
  })

  it('has no alternatives of one text type, where a description or a pattern does', () => {
    const wrong = schemas.filter(([, schema]) => {
      const types = getAlternatives(schema).map((one) => getTypes(resolve(document, one)).join())
      return types.filter((type) => type === 'string').length > 1
    })
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('has no alternatives of a plain value and null, where a list of types does', () => {
    const wrong = schemas.filter(([, schema]) => {
      const types = getAlternatives(schema).map((one) => getTypes(resolve(document, one)))
      return (
        types.some((list) => list.join() === 'null') &&
        types.some((list) => !list.includes('object') && list.join() !== 'null')
      )
    })
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('requires only members that it describes', () => {
    const wrong = schemas.flatMap(([path, { required, properties }]) => {
      if (!Array.isArray(required) || typeof properties !== 'object' || properties === null) return []
      return required.filter((name) => !Object.hasOwn(properties, String(name))).map((name) => `${path}: ${name}`)
    })
    expect(wrong).toEqual([])
  })
})

describe.each(Object.entries(documents))('the document of %s', (_, document) => {
  const schemas = [...iterateNodes(document)].filter(([path]) => isSchemaPath(path))

  it('has no list of types with an object and another one but null', () => {
    const wrong = schemas.filter(([, schema]) => {
      const types = getTypes(schema).filter((type) => type !== 'null')
      return types.length > 1 && types.includes('object')
    })
    expect(wrong.map(([path]) => path)).toEqual([])
  })
})

describe('the document of recrubo', () => {
  it('requires no attribute and no relationship of a resource that a sparse fieldset can leave out', () => {
    const { parameters = {}, schemas = {} } = documents.recrubo.components
    const types = Object.values(parameters).flatMap((parameter) => {
      const [, type] = /^fields\[(\w+)\]$/.exec((parameter as { readonly name: string }).name) ?? []
      return type === undefined ? [] : [type]
    })
    const resources = (Object.values(schemas) as JsonSchema[]).filter((schema) => {
      const { type } = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
      return types.includes(String(type?.['const'])) && !Object.hasOwn(schema['properties'] ?? {}, 'data')
    })
    expect(resources).toHaveLength(types.length)
    for (const { properties } of resources) {
      const { attributes, relationships } = properties as Readonly<Record<string, JsonSchema | undefined>>
      for (const part of [attributes, relationships]) {
        if (part === undefined) continue
        expect(resolve(documents.recrubo, part)['required']).toBeUndefined()
        expect(resolve(documents.recrubo, part)['x-required-unless-sparse']).not.toEqual([])
      }
    }
  })
})

interface TaggedOperation extends OperationObject {
  readonly tags: readonly string[]
}

function listOperations(paths: OpenApiDocument['paths']): readonly TaggedOperation[] {
  return Object.values(paths).flatMap((item) =>
    METHODS.flatMap((method) => (item[method] === undefined ? [] : [item[method] as TaggedOperation])),
  )
}

/** The name as generators write types and files: letters and digits only, in one case. */
function toIdentifier(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, '')
}

function isSchemaPath(path: string): boolean {
  return path.includes('/schemas/') || /\/schema(\/|$)/.test(path)
}

function getAlternatives(schema: JsonSchema): readonly JsonSchema[] {
  return [schema['anyOf'], schema['oneOf']].flatMap((list) => (Array.isArray(list) ? (list as JsonSchema[]) : []))
}

function getTypes(schema: JsonSchema): readonly string[] {
  const { type } = schema
  return typeof type === 'string' ? [type] : Array.isArray(type) ? (type as string[]) : []
}

function resolve(document: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(String(schema['$ref'])) ?? []
  const target = document.components[kind]?.[name] as JsonSchema | undefined
  return target === undefined ? schema : resolve(document, target)
}

/** Returns the paths of all members `$ref` at or below an example. */
function findExampleReferences(value: unknown, path = '', isExample = false): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === '$ref' && isExample) return [path]
    return findExampleReferences(member, `${path}/${name}`, isExample || name === 'example' || name === 'examples')
  })
}
