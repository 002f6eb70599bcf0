import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createTwin } from '../../mock/index.ts'

const FILES = [
  '',
  'page.js',
  'page.css',
  'icon.svg',
  'mutants.json',
  'docs',
  'docs.js',
  'docs.css',
  'openapi-explorer.js',
]
const DOCUMENTS = ['qyvo', 'recrubo', 'rapidpro', 'idnow', 'control']

describe('the page’s files', () => {
  const twin = createTwin()
  const get = (path: string) => twin.fetch(new Request(`http://localhost${path}`))

  it.each(FILES)('have a content security policy that allows no other host: /_twin/%s', async (name) => {
    const response = await get(`/_twin/${name}`)
    expect(response.status).toBe(200)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy.includes('unsafe-inline')).toBe(name === 'docs')
    expect(policy.includes('data:')).toBe(name === 'docs')
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect((await response.text()).length).toBeGreaterThan(100)
  })

  it.each(['', 'docs'])(
    'have no inline script or style and no URL of another host in their HTML: /_twin/%s',
    async (name) => {
      const text = await (await get(`/_twin/${name}`)).text()
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:/)
    },
  )

  it.each(DOCUMENTS)('include the complete document of %s, equal as JSON and as YAML', async (name) => {
    const json: unknown = await (await get(`/_twin/specs/${name}.json`)).json()
    const yaml: unknown = parse(await (await get(`/_twin/specs/${name}.yaml`)).text(), { maxAliasCount: -1 })
    expect(json).toMatchObject({ openapi: '3.1.0' })
    expect(yaml).toEqual(json)
  })

  it.each(DOCUMENTS)('name the mock server as the only server of %s, as the client addresses it', async (name) => {
    const texts = [
      await (await get(`/w/other/_twin/specs/${name}.json`)).text(),
      JSON.stringify(parse(await (await get(`/w/other/_twin/specs/${name}.yaml`)).text(), { maxAliasCount: -1 })),
    ]
    for (const text of texts) {
      const urls = [...text.matchAll(/"servers":(\[.*?\])/g)].flatMap(([, list = '']) => JSON.parse(list) as unknown[])
      expect(urls).toEqual([{ url: 'http://localhost/w/other', description: 'This mock server.' }])
    }
  })

  it('name the public URL as the server of a document behind a proxy', async () => {
    const server = await createTwin().listen({ publicUrl: 'https://mocks.example.org/twin' })
    const response = await fetch(`${server.url}/_twin/specs/idnow.json`)
    expect(await response.json()).toMatchObject({ servers: [{ url: 'https://mocks.example.org/twin' }] })
    await server.close()
  })

  it('are also served below the path of a world, and /_twin redirects to the page', async () => {
    expect((await get('/w/other/_twin/')).status).toBe(200)
    const response = await get('/_twin')
    expect(response.headers.get('location')).toBe('_twin/')
  })

  it.each(['/_twin/other.js', '/_twin/../package.json', '/_twin/specs/other.json', '/_twin/toString'])(
    'do not include %s',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )
})

describe('the page’s mode', () => {
  it('read-only makes the control API reject every change with the reason, and still serve reads', async () => {
    const server = await createTwin().listen({ page: 'read-only' })
    const sendControlRequest = (method: string, path: string, body?: unknown) =>
      fetch(`${server.url}/_twin/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    for (const [method, path, body] of [
      ['POST', '/worlds/default/clock', { advance: '1m' }],
      ['POST', '/worlds', { name: 'other' }],
      ['DELETE', '/worlds/default/faults', undefined],
      ['PUT', '/worlds/default/faults', { rules: [] }],
      ['PATCH', '/worlds/default/quirks', {}],
    ] as const) {
      const response = await sendControlRequest(method, path, body)
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('--page read-only')
    }
    expect(await (await sendControlRequest('GET', '/health')).json()).toMatchObject({ readOnly: true })
    expect((await sendControlRequest('POST', '/worlds/default/journal/verify', { sequence: [] })).status).toBe(200)
    expect((await sendControlRequest('GET', '/worlds/default/clock')).status).toBe(200)
    await server.close()
  })

  it('off removes the page and keeps the control API', async () => {
    const server = await createTwin().listen({ page: 'off' })
    expect((await fetch(`${server.url}/_twin/`)).status).toBe(404)
    expect((await fetch(`${server.url}/_twin/v1/worlds`)).status).toBe(200)
    await server.close()
  })
})
