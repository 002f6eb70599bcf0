import { describe, expect, it } from 'vitest'
import { sendRequest } from '../../support/requests.ts'
import {
  createSession,
  getDraftFlow,
  getFlowId,
  createTwinWithQuirk,
  getSessionsPath,
  listSessions,
} from './requests.ts'

const SUBJECT = { metadata: { subjectId: 'anyone' } }

describe('idnow.default-size', () => {
  it.each([
    ['ten', 10],
    ['twenty', 20],
  ])('%s: a page has %i sessions', async (position, size) => {
    const { page, content } = await listSessions(createTwinWithQuirk('idnow.default-size', position), '')
    expect([page.size, content.length]).toEqual([size, size])
  })
})

describe('idnow.default-order', () => {
  it.each([
    ['oldest-first', 'sortDesc=false'],
    ['newest-first', 'sortDesc=true'],
  ])('%s: the default order is that of %s', async (position, explicit) => {
    const twin = createTwinWithQuirk('idnow.default-order', position)
    expect(await listSessions(twin)).toEqual(await listSessions(twin, `size=100&${explicit}`))
    expect(await listSessions(twin, 'sortBy=status')).toEqual(await listSessions(twin, 'sortBy=status&sortDesc=false'))
  })
})

describe('idnow.sort-by-session-status', () => {
  it('refused: the field name returns 400', async () => {
    const { message } = await listSessions(
      createTwinWithQuirk('idnow.sort-by-session-status', 'refused'),
      'sortBy=sessionStatus',
    )
    expect(message).toEqual(['sortBy must be one of the following values: status, createdAt'])
  })

  it('accepted: the field name sorts as status', async () => {
    const twin = createTwinWithQuirk('idnow.sort-by-session-status', 'accepted')
    expect(await listSessions(twin, 'sortBy=sessionStatus')).toEqual(await listSessions(twin, 'sortBy=status'))
  })
})

describe('idnow.out-of-range', () => {
  it('refused: numbers out of range return 400', async () => {
    const twin = createTwinWithQuirk('idnow.out-of-range', 'refused')
    for (const query of ['page=0', 'size=0', 'size=101']) expect((await listSessions(twin, query)).statusCode).toBe(400)
  })

  it('nearest: numbers out of range count as the nearest valid number', async () => {
    const twin = createTwinWithQuirk('idnow.out-of-range', 'nearest')
    for (const [query, page] of [
      ['page=0', { number: 1, size: 10 }],
      ['page=-3&size=0', { number: 1, size: 1 }],
      ['size=5000', { number: 1, size: 100 }],
    ] as const)
      expect((await listSessions(twin, query)).page).toMatchObject(page)
    expect((await listSessions(twin, 'size=x')).statusCode).toBe(400)
  })
})

describe('idnow.boolean-spelling', () => {
  it('strict: spellings other than true and false return 400', async () => {
    const twin = createTwinWithQuirk('idnow.boolean-spelling', 'strict')
    for (const spelling of ['1', 'TRUE', 'yes']) {
      expect((await listSessions(twin, `sortDesc=${spelling}`)).message).toEqual(['sortDesc must be a boolean value'])
    }
  })

  it('lenient: other spellings are accepted', async () => {
    const twin = createTwinWithQuirk('idnow.boolean-spelling', 'lenient')
    for (const spelling of ['1', 'TRUE', 'yes']) {
      expect(await listSessions(twin, `sortDesc=${spelling}`)).toEqual(await listSessions(twin, 'sortDesc=true'))
    }
    expect((await listSessions(twin, 'sortDesc=maybe')).statusCode).toBe(400)
  })
})

describe('idnow.unknown-parameters', () => {
  it('ignored: unknown parameters have no effect', async () => {
    const twin = createTwinWithQuirk('idnow.unknown-parameters', 'ignored')
    expect(await listSessions(twin, 'size=3&filter=x')).toEqual(await listSessions(twin, 'size=3'))
  })

  it('refused: unknown parameters return 400 with one message each', async () => {
    const twin = createTwinWithQuirk('idnow.unknown-parameters', 'refused')
    const message = ['property filter should not exist', 'property sort should not exist']
    expect(await listSessions(twin, 'size=3&filter=x&sort=y')).toMatchObject({ statusCode: 400, message })
    expect((await sendRequest(twin, '/api/v1/flows/live?sortBy=status')).status).toBe(400)
    expect((await listSessions(twin, 'size=3')).page.size).toBe(3)
  })
})

describe('idnow.beyond-the-last-page', () => {
  it.each([
    ['empty', 200],
    ['not-found', 404],
  ])('%s: returns %i', async (position, status) => {
    const twin = createTwinWithQuirk('idnow.beyond-the-last-page', position)
    expect((await sendRequest(twin, `${getSessionsPath(twin)}?page=9999`)).status).toBe(status)
    expect((await sendRequest(twin, '/api/v1/flows/live?page=2')).status).toBe(status)
    const emptyTwin = createTwinWithQuirk('idnow.beyond-the-last-page', position, { runs: 0 })
    expect((await sendRequest(emptyTwin, getSessionsPath(emptyTwin))).status).toBe(200)
  })
})

describe('idnow.pages-of-nothing', () => {
  it.each([
    ['zero', 0],
    ['one', 1],
  ])('%s: an empty list has %i pages', async (position, totalPages) => {
    const { page } = await listSessions(createTwinWithQuirk('idnow.pages-of-nothing', position, { runs: 0 }))
    expect(page).toMatchObject({ totalElements: 0, totalPages })
  })
})

describe('idnow.unknown-flow', () => {
  it.each([
    ['not-found', 404],
    ['empty', 200],
  ])('%s: the list of sessions returns %i', async (position, status) => {
    const twin = createTwinWithQuirk('idnow.unknown-flow', position)
    const response = await sendRequest(twin, '/api/v1/flows/12345/live/sessions?size=5')
    expect(response.status).toBe(status)
    if (status === 200) expect(response.json.page).toEqual({ number: 1, size: 5, totalElements: 0, totalPages: 0 })
    expect((await createSession(twin, SUBJECT, '/api/v1/flows/12345/live/sessions')).status).toBe(404)
  })
})

describe('idnow.draft-flows', () => {
  it.each([
    ['hidden', []],
    ['listed', ['Not published yet']],
  ])('%s: the list of flows contains the drafts %j', async (position, expected) => {
    const twin = createTwinWithQuirk('idnow.draft-flows', position)
    const { json } = await sendRequest(twin, '/api/v1/flows/live?size=100')
    const drafts = json.content.filter(({ id }: { id: string }) => id === getFlowId(twin, getDraftFlow(twin)))
    expect(drafts.map(({ name }: { name: string }) => name)).toEqual(expected)
    expect(drafts.every((flow: object) => !('version' in flow))).toBe(true)
  })
})
