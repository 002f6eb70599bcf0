import { describe, expect, it } from 'vitest'
import { createPeople } from '../../mock/content/people.ts'
import type { OwnDataInput } from '../../mock/own-data/input.ts'
import { createTwin } from '../../mock/twin.ts'
import { resolveParameters } from '../../mock/world/dataset/parameters.ts'
import { createTestTwin, sendRequest } from '../support/requests.ts'
import { createIds, shop } from './shop.ts'

const contacts: OwnDataInput['contacts'] = [
  {
    name: 'Ada Brandt',
    phone: '+31612345678',
    email: 'ada@example.com',
    language: 'nl',
    ids: { ...createIds(2, 0), idnow: 'customer-7' },
    groups: ['VIP'],
    fields: {
      qyvo: { source: 'shopify', tags: ['vip'], metadata: { size: 'M' } },
      recrubo: { channel: 'whatsapp', chatbotPaused: true },
      rapidpro: { fields: { size: 'M' }, urns: ['telegram:123456'] },
    },
  },
  { name: 'Ben' },
  { phones: ['+491511234567', '+491511234568'] },
]
const groups = [{ name: 'VIP', ids: { rapidpro: createIds(3, 0).rapidpro } }, { name: 'Trade' }]
const data: OwnDataInput = { ...shop, contacts, groups, generate: { runs: 0, every: 'never' } }

describe('own contacts', () => {
  const twin = createTestTwin({ data, limits: false })

  it('are all contacts of a world without generated runs', async () => {
    expect(twin.world.contactCount).toBe(3)
    const { json } = await sendRequest(twin, '/api/v2/contacts.json')
    expect(json.results.map(({ name }: { name: string | null }) => name)).toEqual([null, 'Ben', 'Ada Brandt'])
    const threads = await sendRequest(twin, '/public/v2/message-threads')
    expect(threads.json.data).toHaveLength(3)
  })

  it('come before the contacts that generated runs need', () => {
    const { world } = createTwin({ data: { ...data, generate: { runs: 500 } } })
    expect(world.contactCount).toBeGreaterThan(200)
    expect(world.getPerson(0).name).toBe('Ada Brandt')
    expect(world.findContactByPhone('+491511234567')).toBe(2)
  })

  it('have their ids and fields at Qyvo', async () => {
    const { json } = await sendRequest(twin, '/api/v1/actions/get-contact', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: { phone: '+31612345678' },
    })
    expect(json).toMatchObject({
      id: createIds(2, 0).qyvo,
      name: 'Ada Brandt',
      email: 'ada@example.com',
      locale: 'nl',
      source: 'shopify',
      tags: ['vip'],
      metadata: { size: 'M' },
    })
  })

  it('have their ids and fields at Recrubo', async () => {
    const { json } = await sendRequest(twin, `/public/v2/message-threads/${createIds(2, 0).recrubo}`)
    expect(json.data.attributes).toMatchObject({ identifier: '31612345678', channel: 'whatsapp', chatbotPaused: true })
  })

  it('have their ids, fields, groups and URNs at RapidPro', async () => {
    const { json } = await sendRequest(twin, `/api/v2/contacts.json?uuid=${createIds(2, 0).rapidpro}`)
    expect(json.results[0]).toMatchObject({
      urns: ['tel:+31612345678', 'telegram:123456'],
      language: 'nld',
      groups: [{ uuid: createIds(3, 0).rapidpro, name: 'VIP' }],
      fields: { size: 'M' },
    })
    for (const urn of ['telegram:123456', 'tel:%2B31612345678', 'tel:%2B491511234568']) {
      const found = await sendRequest(twin, `/api/v2/contacts.json?urn=${urn}`)
      expect(found.json.results).toHaveLength(1)
    }
    const members = await sendRequest(twin, '/api/v2/contacts.json?group=VIP')
    expect(members.json.results.map(({ name }: { name: string }) => name)).toEqual(['Ada Brandt'])
    const groupList = await sendRequest(twin, '/api/v2/groups.json')
    expect(groupList.json.results.map(({ name, count }: { name: string; count: number }) => [name, count])).toEqual([
      ['Trade', 0],
      ['VIP', 1],
    ])
  })

  it('are found by their subject id at IDnow', async () => {
    const path = `/api/v1/flows/${createIds(1, 0).idnow}/live/sessions`
    const body = { metadata: { subjectId: 'customer-7' } }
    const headers = { 'content-type': 'application/json' }
    const other = createTestTwin({ data, limits: false })
    await sendRequest(other, path, { method: 'POST', headers, body })
    const [run] = (await sendRequest(other, '/api/v2/runs.json')).json.results
    expect(run.contact.name).toBe('Ada Brandt')
  })

  it('leave every phone number to one contact', () => {
    const generated = createPeople(resolveParameters({ seed: 7 }))
    const phones = [300, 1, 0, 4].map((contact) => generated.getPerson(contact).phone)
    const own = [phones[0], undefined, phones[1], phones[2], '+31612345678'].map((phone) =>
      phone === undefined ? { name: 'x' } : { phones: [phone] },
    )
    const people = createPeople(resolveParameters({ seed: 7, ownData: { contacts: own } }))
    const all = Array.from({ length: 400 }, (_, contact) => people.getPerson(contact).phone)
    expect(new Set(all).size).toBe(all.length)
    all.forEach((phone, contact) => expect(people.findContactByPhone(phone)).toBe(contact))
  })
})

describe('own runs', () => {
  const runs: OwnDataInput['runs'] = [
    { flow: 'Cart rescue', contact: 'Ada Brandt', createdAt: '-2h', end: 'completed', results: ['sure', 'no'] },
    { flow: 'Win-back poll', contact: '+31699999999', createdAt: '-10d', end: 'expired' },
    { flow: 3, contact: 1, createdAt: '+1h' },
  ]

  it('are inserted at the start, with times relative to it', async () => {
    const twin = createTestTwin({ data: { ...data, runs }, limits: false })
    const list = async () => (await sendRequest(twin, '/api/v2/runs.json')).json.results
    const [completed, expired] = await list()
    expect(completed).toMatchObject({ created_on: '2026-01-15T07:00:00Z', exit_type: 'completed' })
    expect(completed.values.wants_coupon).toMatchObject({ value: 'sure', category: 'Yes' })
    expect(expired).toMatchObject({ created_on: '2026-01-05T09:00:00Z', exit_type: 'expired' })
    twin.clock.advance('2h')
    expect(await list()).toHaveLength(3)
  })

  it('survive a reset', async () => {
    const twin = createTestTwin({ data: { ...data, runs }, limits: false })
    const before = (await sendRequest(twin, '/api/v2/runs.json')).text
    twin.clock.advance('2h')
    const { status } = await sendRequest(twin, '/_twin/v1/worlds/default/reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: {},
    })
    expect(status).toBe(200)
    expect((await sendRequest(twin, '/api/v2/runs.json')).text).toBe(before)
  })

  it('are refused with the place of what is wrong', () => {
    const create = (run: object) => () => createTwin({ data: { ...data, runs: [{ ...runs[0], ...run } as never] } })
    expect(create({ flow: 'Card rescue' })).toThrow('runs[0].flow is invalid: there is no flow "Card rescue"')
    expect(create({ repliesAt: ['-3h', '-2h'] })).toThrow('runs[0].repliesAt is invalid')
    expect(create({ createdAt: 'yesterday' })).toThrow('runs[0].createdAt must be an instant such as')
  })
})
