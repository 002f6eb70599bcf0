import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OwnDataInput } from '../../mock/own-data/input.ts'
import { openStore } from '../../mock/store/open-store.ts'
import type { Twin } from '../../mock/twin.ts'
import { ownDataSchema } from '../../spec/own-data-schema.ts'
import { createTestTwin, sendRequest } from '../support/requests.ts'
import { createIds, shop } from './shop.ts'

const headers = { 'content-type': 'application/json' }
const data: OwnDataInput = {
  ...shop,
  contacts: [{ name: 'Ada Brandt', phone: '+31612345678', ids: createIds(2, 0) }],
  runs: [{ flow: 'Cart rescue', contact: 'Ada Brandt', createdAt: '-2h', end: 'completed' }],
  generate: { runs: 300, every: '1m' },
}

async function createWorld(twin: Twin, name: string, body: object) {
  return sendRequest(twin, '/_twin/v1/worlds', { method: 'POST', headers, body: { name, ...body } })
}

async function readRuns(twin: Twin, world: string): Promise<string> {
  const { status, text } = await sendRequest(twin, `/w/${world}/api/v2/runs.json`, {
    headers: { authorization: 'Token demo' },
  })
  expect(status).toBe(200)
  return text.replaceAll(`/w/${world}/`, '/')
}

describe('own data of worlds', () => {
  it('creates a world by the control API; its other options override `generate`', async () => {
    const twin = createTestTwin({ limits: false })
    expect((await createWorld(twin, 'shop', { data, runs: 20 })).json).toMatchObject({ runs: 20 })
    expect(JSON.parse(await readRuns(twin, 'shop')).results).toHaveLength(21)
    const { json } = await sendRequest(twin, '/_twin/v1/worlds/shop/flows')
    expect(json.flows[0].vendors.rapidpro).toEqual({ id: createIds(1, 0).rapidpro, name: 'Cart rescue' })
  })

  it('refuses invalid own data with the path and the nearest name', async () => {
    const twin = createTestTwin()
    const { status, json } = await createWorld(twin, 'shop', { data: { flows: [{ nme: 'x' }] } })
    expect(status).toBe(400)
    expect(json.error).toContain('flows[0].nme is an unknown member; did you mean "name"?')
    expect((await sendRequest(twin, '/_twin/v1/worlds/shop')).status).toBe(404)
  })

  it('travels inside a snapshot, a fork and a reset', async () => {
    const twin = createTestTwin({ data, limits: false })
    const other = createTestTwin({ limits: false })
    twin.clock.advance('45m')
    const { json: snapshot } = await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')
    expect((await createWorld(other, 'copy', { snapshot })).status).toBe(201)
    expect((await createWorld(twin, 'fork', { from: 'default' })).status).toBe(201)
    const expected = await readRuns(twin, 'default')
    expect(await readRuns(other, 'copy')).toBe(expected)
    expect(await readRuns(twin, 'fork')).toBe(expected)
  })

  it('is restored from a store, with its runs once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowtwin-own-data-store-'))
    const read = async (given: OwnDataInput) => {
      const store = await openStore(folder)
      const twin = createTestTwin({ data: given, store, limits: false })
      const server = await twin.listen({ port: 0 })
      const response = await fetch(`${server.url}/api/v2/runs.json`, { headers: { authorization: 'Token demo' } })
      const { results } = (await response.json()) as { readonly results: readonly object[] }
      await server.close()
      await store.close()
      return results
    }
    const own: OwnDataInput = { ...data, generate: { runs: 0, every: 'never' } }
    const first = await read(own)
    expect(first).toHaveLength(1)
    expect(await read(own)).toEqual(first)
    rmSync(folder, { recursive: true })
  })

  it('refuses a snapshot with invalid own data', async () => {
    const twin = createTestTwin({ data })
    const { json: snapshot } = await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')
    snapshot.parameters.ownData.flows[0].ttl = -5
    const { status, json } = await createWorld(twin, 'copy', { snapshot })
    expect(status).toBe(400)
    expect(json.error).toContain('flows[0].ttl must be from 1 to 43200')
  })

  it('exports a world as own data, from which the same flows, contacts and runs are made', async () => {
    const twin = createTestTwin({ data: { ...data, generate: { runs: 0, every: 'never' } }, limits: false })
    const { json: exported } = await sendRequest(twin, '/_twin/v1/worlds/default/data')
    expect(exported.flows).toHaveLength(6)
    expect(exported.runs).toMatchObject([{ flow: 0, contact: 0, createdAt: '-7200s', end: 'completed' }])
    expect((await createWorld(twin, 'copy', { data: exported })).status).toBe(201)
    const read = async (world: string) => {
      const [flows, contacts] = await Promise.all([
        sendRequest(twin, `/_twin/v1/worlds/${world}/flows`),
        sendRequest(twin, `/_twin/v1/worlds/${world}/contacts`),
      ])
      return [flows.json, contacts.json]
    }
    expect(await read('copy')).toEqual(await read('default'))
    const [run] = JSON.parse(await readRuns(twin, 'copy')).results
    expect(run).toMatchObject(JSON.parse(await readRuns(twin, 'default')).results[0])
  })

  it('exports a generated world with the ids of its flows', async () => {
    const twin = createTestTwin({ limits: false })
    const { json: exported } = await sendRequest(twin, '/_twin/v1/worlds/default/data')
    const other = createTestTwin({ data: exported, limits: false, seed: 7 })
    const read = async (one: Twin) => (await sendRequest(one, '/api/v1/dropdowns/flows')).json
    expect(exported.specials).toBe(true)
    expect((await read(other)).slice(0, 8)).toEqual((await read(twin)).slice(0, 8))
  })

  it('serves the schema; its copy for editors is the same', async () => {
    const { json } = await sendRequest(createTestTwin(), '/_twin/own-data.schema.json')
    expect(json).toEqual(ownDataSchema)
    const copy = readFileSync(join(import.meta.dirname, '..', '..', 'spec', 'own-data.schema.json'), 'utf8')
    // Write it again with: npm run docs
    expect(JSON.parse(copy)).toEqual(ownDataSchema)
  })
})
