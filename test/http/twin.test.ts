import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { assertNoPathCollisions } from '../../mock/http/route-paths.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'

describe('a twin', () => {
  it('returns its health without a credential', async () => {
    const { status, json } = await sendRequest(createTestTwin(), '/_twin/v1/health')
    expect(status).toBe(200)
    const credentials = {
      credential: expect.stringMatching(/^flowtwin/),
      authorization: expect.stringMatching(/ flowtwin/),
    }
    expect(json).toEqual({
      status: 'ready',
      dataSetVersion: 1,
      seed: 42,
      now: '2026-01-15T09:00:00.000000Z',
      clock: 'frozen',
      readOnly: false,
      vendors: [
        { name: 'qyvo', url: 'http://localhost/api/v1', ...credentials },
        { name: 'recrubo', url: 'http://localhost/public/v2', ...credentials },
        { name: 'rapidpro', url: 'http://localhost/api/v2', ...credentials },
        { name: 'idnow', url: 'http://localhost/api/v1', ...credentials },
      ],
    })
  })

  it('answers 404 to a path of no vendor, with the address of the list of vendors', async () => {
    const { status, json } = await sendRequest(createTestTwin(), '/nowhere')
    expect([status, json.error]).toEqual([
      404,
      'Flowtwin serves nothing at /nowhere; GET /_twin/v1/health lists the vendors and their base URLs.',
    ])
  })

  it('returns rows for the example request of each vendor', async () => {
    const twin = createTestTwin()
    for (const { demo } of twin.vendors) {
      const { status, text } = await sendRequest(twin, demo.buildExamplePath(twin.world), {
        headers: { authorization: demo.authorization },
      })
      expect(status).toBe(200)
      expect(text.length).toBeGreaterThan(1000)
    }
  })

  it('returns the world’s time in Date, and the world’s name', async () => {
    const twin = createTestTwin({ now: '2030-02-28T23:59:59.5Z' })
    twin.clock.advance('PT1S')
    for (const { demo } of twin.vendors) {
      const { headers } = await sendRequest(twin, demo.buildExamplePath(twin.world))
      expect([headers.get('date'), headers.get('x-flowtwin-world')]).toEqual([
        'Fri, 01 Mar 2030 00:00:00 GMT',
        'default',
      ])
    }
  })

  it('returns the same runs, contacts and times in all four APIs', async () => {
    const twin = createTestTwin({ runs: 400 })
    const feed = (await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')).json
    const runs = (await sendRequest(twin, '/public/v2/flow-runs?sort=-createdAt&page[size]=100&include=messageThread'))
      .json
    const rapid = (await sendRequest(twin, '/api/v2/runs.json')).json.results
    for (const [at, session] of feed.entries()) {
      const { attributes } = runs.data[at]
      expect(attributes.createdAt).toBe(session.created_at)
      const thread = runs.included.find((one: { id: string }) => one.id === attributes.messageThreadId)
      if (thread.attributes.channel === 'whatsapp')
        expect(`+${thread.attributes.identifier}`).toBe(session.contact_phone)
      const moment = session.created_at.slice(0, 19)
      const same = rapid.filter((one: { created_on: string }) => one.created_on.startsWith(moment))
      const people = same.map((one: { contact: { urn: string; name: string | null } }) => [
        one.contact.urn,
        one.contact.name,
      ])
      if (people.length > 0) expect(people).toContainEqual([`tel:${session.contact_phone}`, session.contact_name])
    }
  })

  it('returns an internal error in the vendor’s format, and reports it', async () => {
    const reported: unknown[] = []
    const [qyvo] = vendors
    const broken = {
      ...qyvo!,
      handlers: {
        newFlowTriggered: () => {
          throw new TypeError('a bug')
        },
      },
    }
    const twin = createTwin({ vendors: [broken], onError: (error) => reported.push(error) })
    const { status, text } = await sendRequest(twin, '/api/v1/triggers/new-flow-triggered')
    expect([status, text]).toEqual([500, '{"message":"Server Error"}'])
    expect(reported).toEqual([expect.objectContaining({ message: 'a bug' })])
  })

  it('rejects invalid options with a message that gives valid values', () => {
    expect(() => createTwin({ now: 'tomorrow' })).toThrow(
      '"tomorrow" is not an instant; give one such as 2026-01-15T09:00:00Z',
    )
    expect(() => createTwin({ every: 'often' })).toThrow(
      '"often" is not a duration; give one such as 90s, 31m, 1h30m or PT31M',
    )
    expect(() => createTwin({ clock: -1 })).toThrow('-1 is not a clock speed')
    expect(() => createTwin({ runs: 1.5 })).toThrow('runs is 1.5; give a whole number from 0 to 1000000000')
    expect(() => createTwin().clock.advance('later')).toThrow('"later" is not a duration')
  })

  it('rejects two vendors with the same path', () => {
    const [qyvo] = vendors
    expect(() => assertNoPathCollisions([qyvo!, { ...qyvo!, name: 'idnow' }])).toThrow(
      'qyvo and idnow both serve /api/v1/triggers/new-flow-triggered',
    )
  })

  it('serves over HTTP on loopback, and refuses connections once closed', async () => {
    const server = await createTestTwin().listen()
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const url = `${server.url}/public/v2/flow-runs?page[size]=200`
    const headers = { authorization: 'Bearer x' }
    const responses = await Promise.all([
      fetch(url, { headers }),
      fetch(url, { headers, method: 'HEAD' }),
      fetch(`${server.url}/_twin/v1/health`),
    ])
    expect(responses.map((one) => one.status)).toEqual([200, 200, 200])
    expect(((await responses[0].json()) as { data: unknown[] }).data).toHaveLength(200)
    await server.close()
    await expect(fetch(url, { headers })).rejects.toThrow()
  })

  it('records requests in its journal', async () => {
    const twin = createTestTwin()
    await sendRequest(twin, '/api/v2/runs.json?uuid=x')
    await sendRequest(twin, '/api/v1/triggers/nothing', { anonymous: true })
    expect(
      twin.journal
        .listJournalEntries()
        .map(({ vendor, operation, target, status }) => [vendor, operation, target, status]),
    ).toEqual([
      ['rapidpro', 'listRuns', '/api/v2/runs.json?uuid=x', 400],
      ['qyvo', null, '/api/v1/triggers/nothing', 404],
    ])
  })
})
