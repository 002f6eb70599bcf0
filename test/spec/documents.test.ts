import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../spec/open-api-document.ts'
import { documents, nodes } from './documents.ts'

const BASES = ['documented', 'source', 'inferred', 'decided']
const vendors = Object.keys(documents) as (keyof typeof documents)[]
const root = join(import.meta.dirname, '..', '..')

describe.each(vendors)('the document of %s', (vendor) => {
  const document = documents[vendor]
  const sources = document.info['x-source'].map(({ id }) => id)

  it('says of every property, parameter, header and response how it is known', () => {
    const missing = [...nodes(document)].flatMap(([path, node]) => {
      const described = [
        ...(isSchema(path, node)
          ? entriesOf(node['properties']).map(([name, one]) => [`${path}/properties/${name}`, one] as const)
          : []),
        ...entriesOf(path.endsWith('/responses') || path.endsWith('/headers') ? node : undefined).map(
          ([name, one]) => [`${path}/${name}`, one] as const,
        ),
        ...(Array.isArray(node['parameters'])
          ? node['parameters'].map((one, at) => [`${path}/parameters/${at}`, one as unknown] as const)
          : []),
      ]
      return described.filter(([, one]) => !isKnown(one, sources)).map(([at]) => at)
    })
    expect(missing).toEqual([])
  })

  it('names every source that it goes back to, and no other', () => {
    const used = [...nodes(document)].flatMap(([, node]) => {
      const evidence = node['x-evidence'] as Evidence | undefined
      return evidence === undefined ? [] : [evidence.from]
    })
    const idle = sources.filter((id) => !used.includes(id))
    expect(idle).toEqual([])
  })

  it('shows an example of every body that it describes', () => {
    const bare = [...nodes(document)].filter(
      ([path, node]) =>
        path.endsWith('/content') && !path.endsWith('/properties/content') && !Object.values(node).every(hasExample),
    )
    expect(bare.map(([path]) => path)).toEqual([])
  })

  it('is the source of every fixture, and each fixture names the source of its facts', () => {
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

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Described with evidence, or a reference to a place that is. */
function isKnown(value: unknown, sources: readonly string[]): boolean {
  const node = value as { readonly $ref?: string; readonly 'x-evidence'?: Evidence }
  const evidence = node['x-evidence']
  if (evidence === undefined) return /^#\/components\/(responses|parameters|headers)\//.test(node.$ref ?? '')
  return BASES.includes(evidence.basis) && sources.includes(evidence.from)
}

function hasExample(media: unknown): boolean {
  return entriesOf((media as { readonly examples?: unknown }).examples).length > 0
}
