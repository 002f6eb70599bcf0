import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../spec/open-api-document.ts'
import { documents, iterateNodes } from './documents.ts'

const EVIDENCE_BASES = ['documented', 'source', 'inferred', 'decided']
const vendors = Object.keys(documents) as (keyof typeof documents)[]
const root = join(import.meta.dirname, '..', '..')

describe.each(vendors)('the document of %s', (vendor) => {
  const document = documents[vendor]
  const sources = document.info['x-source'].map(({ id }) => id)

  it('gives evidence for every property, parameter, header and response', () => {
    const missing = [...iterateNodes(document)].flatMap(([path, node]) => {
      const nodes = [
        // The members of a "not" are a condition on properties that have their evidence.
        ...(isSchema(path, node) && !/\/not(?:\/|$)/.test(path)
          ? getEntries(node['properties']).map(([name, child]) => [`${path}/properties/${name}`, child] as const)
          : []),
        ...getEntries(path.endsWith('/responses') || path.endsWith('/headers') ? node : undefined).map(
          ([name, child]) => [`${path}/${name}`, child] as const,
        ),
        ...(Array.isArray(node['parameters'])
          ? node['parameters'].map((child, index) => [`${path}/parameters/${index}`, child as unknown] as const)
          : []),
      ]
      return nodes.filter(([, child]) => !hasEvidence(child, sources)).map(([childPath]) => childPath)
    })
    expect(missing).toEqual([])
  })

  it('lists only sources that it uses', () => {
    const used = [...iterateNodes(document)].flatMap(([, node]) => {
      const evidence = node['x-evidence'] as Evidence | undefined
      return evidence === undefined ? [] : [evidence.from]
    })
    const unused = sources.filter((id) => !used.includes(id))
    expect(unused).toEqual([])
  })

  it('has an example of every body', () => {
    const withoutExample = [...iterateNodes(document)].filter(
      ([path, node]) =>
        path.endsWith('/content') && !path.endsWith('/properties/content') && !Object.values(node).every(hasExample),
    )
    expect(withoutExample.map(([path]) => path)).toEqual([])
  })

  it('refers to every fixture, and each fixture has a summary and a source', () => {
    const text = readFileSync(join(root, 'spec', `${vendor}.yaml`), 'utf8')
    for (const name of readdirSync(join(root, 'fixtures', vendor))) {
      const fixture = JSON.parse(readFileSync(join(root, 'fixtures', vendor, name), 'utf8')) as Record<string, unknown>
      expect(text, name).toContain(`fixtures/${vendor}/${name}`)
      expect(fixture['x-source'], name).toEqual(expect.stringMatching(/\w{3}/))
      expect(fixture['summary'], name).toEqual(expect.stringMatching(/\w{3}/))
      expect(name).toMatch(/^[a-z]+[A-Za-z]*\.[a-z0-9-]+\.json$/)
    }
  })
})

function isSchema(path: string, node: Readonly<Record<string, unknown>>): boolean {
  return typeof node['properties'] === 'object' && !path.endsWith('/properties')
}

function getEntries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Returns true for a node with valid evidence, and for a reference to a component. */
function hasEvidence(value: unknown, sources: readonly string[]): boolean {
  const node = value as { readonly $ref?: string; readonly 'x-evidence'?: Evidence }
  const evidence = node['x-evidence']
  if (evidence === undefined) return /^#\/components\/(responses|parameters|headers)\//.test(node.$ref ?? '')
  return EVIDENCE_BASES.includes(evidence.basis) && sources.includes(evidence.from)
}

function hasExample(media: unknown): boolean {
  return getEntries((media as { readonly examples?: unknown }).examples).length > 0
}
