import { describe, expect, it } from 'vitest'
import { sendRequest } from '../../support/requests.ts'
import { create, draft, flowId, inPosition, sessionsPath, some } from './requests.ts'

const SUBJECT = { metadata: { subjectId: 'anyone' } }

describe('idnow.default-size', () => {
  it.each([
    ['ten', 10],
    ['twenty', 20],
  ])('%s: a page holds %i sessions', async (position, size) => {
    const { page, content } = await some(inPosition('idnow.default-size', position), '')
    expect([page.size, content.length]).toEqual([size, size])
  })
})

describe('idnow.default-order', () => {
  it.each([
    ['oldest-first', 'sortDesc=false'],
    ['newest-first', 'sortDesc=true'],
  ])('%s: as with %s', async (position, explicit) => {
    const twin = inPosition('idnow.default-order', position)
    expect(await some(twin)).toEqual(await some(twin, `size=100&${explicit}`))
    expect(await some(twin, 'sortBy=status')).toEqual(await some(twin, 'sortBy=status&sortDesc=false'))
  })
})

describe('idnow.sort-by-session-status', () => {
  it('refused: the name of the field is answered 400', async () => {
    const { message } = await some(inPosition('idnow.sort-by-session-status', 'refused'), 'sortBy=sessionStatus')
    expect(message).toEqual(['sortBy must be one of the following values: status, createdAt'])
  })

  it('accepted: it sorts as status does', async () => {
    const twin = inPosition('idnow.sort-by-session-status', 'accepted')
    expect(await some(twin, 'sortBy=sessionStatus')).toEqual(await some(twin, 'sortBy=status'))
  })
})

describe('idnow.out-of-range', () => {
  it('refused: numbers out of bounds are answered 400', async () => {
    const twin = inPosition('idnow.out-of-range', 'refused')
    for (const query of ['page=0', 'size=0', 'size=101']) expect((await some(twin, query)).statusCode).toBe(400)
  })

  it('nearest: they are taken for the nearest that will do', async () => {
    const twin = inPosition('idnow.out-of-range', 'nearest')
    for (const [query, page] of [
      ['page=0', { number: 1, size: 10 }],
      ['page=-3&size=0', { number: 1, size: 1 }],
      ['size=5000', { number: 1, size: 100 }],
    ] as const)
      expect((await some(twin, query)).page).toMatchObject(page)
    expect((await some(twin, 'size=x')).statusCode).toBe(400)
  })
})

describe('idnow.boolean-spelling', () => {
  it('strict: only true and false will do', async () => {
    const twin = inPosition('idnow.boolean-spelling', 'strict')
    for (const spelling of ['1', 'TRUE', 'yes']) {
      expect((await some(twin, `sortDesc=${spelling}`)).message).toEqual(['sortDesc must be a boolean value'])
    }
  })

  it('lenient: other spellings will do too', async () => {
    const twin = inPosition('idnow.boolean-spelling', 'lenient')
    for (const spelling of ['1', 'TRUE', 'yes']) {
      expect(await some(twin, `sortDesc=${spelling}`)).toEqual(await some(twin, 'sortDesc=true'))
    }
    expect((await some(twin, 'sortDesc=maybe')).statusCode).toBe(400)
  })
})

describe('idnow.unknown-parameters', () => {
  it('ignored: they change nothing', async () => {
    const twin = inPosition('idnow.unknown-parameters', 'ignored')
    expect(await some(twin, 'size=3&filter=x')).toEqual(await some(twin, 'size=3'))
  })

  it('refused: each is answered by name', async () => {
    const twin = inPosition('idnow.unknown-parameters', 'refused')
    const message = ['property filter should not exist', 'property sort should not exist']
    expect(await some(twin, 'size=3&filter=x&sort=y')).toMatchObject({ statusCode: 400, message })
    expect((await sendRequest(twin, '/api/v1/flows/live?sortBy=status')).status).toBe(400)
    expect((await some(twin, 'size=3')).page.size).toBe(3)
  })
})

describe('idnow.beyond-the-last-page', () => {
  it.each([
    ['empty', 200],
    ['not-found', 404],
  ])('%s: answers %i', async (position, status) => {
    const twin = inPosition('idnow.beyond-the-last-page', position)
    expect((await sendRequest(twin, `${sessionsPath(twin)}?page=9999`)).status).toBe(status)
    expect((await sendRequest(twin, '/api/v1/flows/live?page=2')).status).toBe(status)
    const nothing = inPosition('idnow.beyond-the-last-page', position, { runs: 0 })
    expect((await sendRequest(nothing, sessionsPath(nothing))).status).toBe(200)
  })
})

describe('idnow.pages-of-nothing', () => {
  it.each([
    ['zero', 0],
    ['one', 1],
  ])('%s: an empty list has %i pages', async (position, totalPages) => {
    const { page } = await some(inPosition('idnow.pages-of-nothing', position, { runs: 0 }))
    expect(page).toMatchObject({ totalElements: 0, totalPages })
  })
})

describe('idnow.unknown-flow', () => {
  it.each([
    ['not-found', 404],
    ['empty', 200],
  ])('%s: its sessions are answered %i', async (position, status) => {
    const twin = inPosition('idnow.unknown-flow', position)
    const answer = await sendRequest(twin, '/api/v1/flows/12345/live/sessions?size=5')
    expect(answer.status).toBe(status)
    if (status === 200) expect(answer.json.page).toEqual({ number: 1, size: 5, totalElements: 0, totalPages: 0 })
    expect((await create(twin, SUBJECT, '/api/v1/flows/12345/live/sessions')).status).toBe(404)
  })
})

describe('idnow.draft-flows', () => {
  it.each([
    ['hidden', []],
    ['listed', ['Not published yet']],
  ])('%s: drafts are treated so', async (position, expected) => {
    const twin = inPosition('idnow.draft-flows', position)
    const { json } = await sendRequest(twin, '/api/v1/flows/live?size=100')
    const drafts = json.content.filter(({ id }: { id: string }) => id === flowId(twin, draft(twin)))
    expect(drafts.map(({ name }: { name: string }) => name)).toEqual(expected)
    expect(drafts.every((one: object) => !('version' in one))).toBe(true)
  })
})
