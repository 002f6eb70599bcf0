import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { Validator } from '../spec/document-validator.ts'
import { document, parlour } from './parlour.ts'

interface Talk {
  readonly id: string
  readonly guest: string | null
  readonly state: string
}

const twin = () => createTwin({ seed: 7, runs: 60, vendors: [...vendors, parlour] })

interface How {
  readonly authorization?: string
  readonly method?: string
}

async function ask(of: ReturnType<typeof twin>, target: string, how: How = {}) {
  const { authorization = 'Bearer mine', method = 'GET' } = how
  const answer = await of.fetch(new Request(`http://parlour.test${target}`, { method, headers: { authorization } }))
  const text = await answer.text()
  return { status: answer.status, json: text === '' ? null : (JSON.parse(text) as unknown) }
}

describe('a fifth vendor', () => {
  const validator = new Validator(document)

  it('tells the runs of the same world in its own words', async () => {
    const one = twin()
    const { status, json } = await ask(one, parlour.demo.buildExamplePath(one.world))
    expect([status, validator.errors('listTalks', 200, json)]).toEqual([200, []])
    const { talks } = json as { readonly talks: readonly Talk[] }
    const qyvo = (await ask(one, '/api/v1/triggers/new-flow-triggered')).json as readonly { contact_name: string }[]
    expect(talks).toHaveLength(3)
    for (const [at, { guest }] of talks.entries()) expect(qyvo[at]?.contact_name.split(' ')[0]).toBe(guest)
  })

  it('lets time pass for its talks as for everybody’s', async () => {
    const one = twin()
    const { talks } = (await ask(one, '/parlour/v1/talks?limit=50')).json as { readonly talks: readonly Talk[] }
    const talking = talks.find(({ state }) => state === 'talking')
    one.clock.advance('5h')
    const later = await ask(one, `/parlour/v1/talks/${talking?.id}`)
    expect(validator.errors('readTalk', 200, later.json)).toEqual([])
    expect((later.json as Talk).state).toMatch(/^(over|dropped)$/)
  })

  it.each<{ what: string; target: string; status: number } & How>([
    { what: 'whoever has no credential', target: '/parlour/v1/talks', authorization: '', status: 401 },
    { what: 'a parameter out of range', target: '/parlour/v1/talks?limit=500', status: 400 },
    { what: 'a talk that never was', target: '/parlour/v1/talks/0b8a7d6e-4a6c-4bb0-9f1e-3f1f5f0f7a11', status: 404 },
    { what: 'a path of its own that nobody documents', target: '/parlour/v1/guests', status: 404 },
    { what: 'another method', target: '/parlour/v1/talks', method: 'DELETE', status: 405 },
  ])('refuses $what in its own dress', async ({ target, status, ...how }) => {
    const answer = await ask(twin(), target, how)
    expect([answer.status, validator.errors('listTalks', status, answer.json)]).toEqual([status, []])
  })

  it('is journalled and controlled like the others', async () => {
    const one = twin()
    await ask(one, '/parlour/v1/talks')
    expect(one.journal.listJournalEntries().map(({ vendor, operation }) => [vendor, operation])).toEqual([
      ['parlour', 'listTalks'],
    ])
    const capsule = await ask(one, '/_twin/v1/worlds/default/capsule')
    expect(capsule.status).toBe(200)
  })
})
