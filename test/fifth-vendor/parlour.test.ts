import { describe, expect, it } from 'vitest'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { DocumentValidator } from '../spec/document-validator.ts'
import { document, parlour } from './parlour.ts'

interface Talk {
  readonly id: string
  readonly guest: string | null
  readonly state: string
}

const createParlourTwin = () => createTwin({ seed: 7, runs: 60, vendors: [...vendors, parlour] })

interface RequestOptions {
  readonly authorization?: string
  readonly method?: string
}

async function sendRequest(twin: Twin, target: string, options: RequestOptions = {}) {
  const { authorization = 'Bearer mine', method = 'GET' } = options
  const response = await twin.fetch(new Request(`http://parlour.test${target}`, { method, headers: { authorization } }))
  const text = await response.text()
  return { status: response.status, json: text === '' ? null : (JSON.parse(text) as unknown) }
}

describe('a fifth vendor', () => {
  const validator = new DocumentValidator(document)

  it('returns the runs of the same world in its own format', async () => {
    const twin = createParlourTwin()
    const { status, json } = await sendRequest(twin, parlour.demo.buildExamplePath(twin.world))
    expect([status, validator.findErrors('listTalks', 200, json)]).toEqual([200, []])
    const { talks } = json as { readonly talks: readonly Talk[] }
    const qyvo = (await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')).json as readonly {
      contact_name: string
    }[]
    expect(talks).toHaveLength(3)
    for (const [at, { guest }] of talks.entries()) expect(qyvo[at]?.contact_name.split(' ')[0]).toBe(guest)
  })

  it('follows the clock of the world', async () => {
    const twin = createParlourTwin()
    const { talks } = (await sendRequest(twin, '/parlour/v1/talks?limit=50')).json as {
      readonly talks: readonly Talk[]
    }
    const talking = talks.find(({ state }) => state === 'talking')
    twin.clock.advance('5h')
    const later = await sendRequest(twin, `/parlour/v1/talks/${talking?.id}`)
    expect(validator.findErrors('readTalk', 200, later.json)).toEqual([])
    expect((later.json as Talk).state).toMatch(/^(over|dropped)$/)
  })

  it.each<{ what: string; target: string; status: number } & RequestOptions>([
    { what: 'a missing credential', target: '/parlour/v1/talks', authorization: '', status: 401 },
    { what: 'a parameter out of range', target: '/parlour/v1/talks?limit=500', status: 400 },
    { what: 'an unknown talk', target: '/parlour/v1/talks/0b8a7d6e-4a6c-4bb0-9f1e-3f1f5f0f7a11', status: 404 },
    { what: 'an undocumented path below its prefix', target: '/parlour/v1/guests', status: 404 },
    { what: 'an undocumented method', target: '/parlour/v1/talks', method: 'DELETE', status: 405 },
  ])('rejects $what in its own format', async ({ target, status, ...options }) => {
    const response = await sendRequest(createParlourTwin(), target, options)
    expect([response.status, validator.findErrors('listTalks', status, response.json)]).toEqual([status, []])
  })

  it('is in the journal and under the control API like the others', async () => {
    const twin = createParlourTwin()
    await sendRequest(twin, '/parlour/v1/talks')
    expect(twin.journal.listJournalEntries().map(({ vendor, operation }) => [vendor, operation])).toEqual([
      ['parlour', 'listTalks'],
    ])
    const snapshot = await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')
    expect(snapshot.status).toBe(200)
  })
})
