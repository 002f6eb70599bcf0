import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { assertNoPathCollisions } from '../../mock/http/route-paths.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'

describe('a twin', () => {
  it('tells its health without a credential', async () => {
    const { status, json } = await sendRequest(createTestTwin(), '/_twin/v1/health')
    expect(status).toBe(200)
    const letIn = { credential: expect.stringMatching(/^flowtwin/), authorization: expect.stringMatching(/ flowtwin/) }
    expect(json).toEqual({
      status: 'ready',
      dataSetVersion: 1,
      seed: 42,
      now: '2026-01-15T09:00:00.000000Z',
      clock: 'frozen',
      readOnly: false,
      vendors: [
        { name: 'qyvo', url: 'http://localhost/api/v1', ...letIn },
        { name: 'recrubo', url: 'http://localhost/public/v2', ...letIn },
        { name: 'rapidpro', url: 'http://localhost/api/v2', ...letIn },
        { name: 'idnow', url: 'http://localhost/api/v1', ...letIn },
      ],
    })
  })

  it('says of a path that is nobody’s where to look', async () => {
    const { status, json } = await sendRequest(createTestTwin(), '/nowhere')
    expect([status, json.error]).toEqual([
      404,
      'Flowtwin serves nothing at /nowhere; GET /_twin/v1/health lists the vendors and their base URLs.',
    ])
  })

  it('answers each vendor’s showcase with rows', async () => {
    const twin = createTestTwin()
    for (const { demo } of twin.vendors) {
      const { status, text } = await sendRequest(twin, demo.buildExamplePath(twin.world), {
        headers: { authorization: demo.authorization },
      })
      expect(status).toBe(200)
      expect(text.length).toBeGreaterThan(1000)
    }
  })

  it('tells the world’s time in Date, and the world’s name', async () => {
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

  it('is the same run, person and moment in all four APIs', async () => {
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

  it('answers an error of its own in the vendor’s dress, and reports it', async () => {
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

  it('refuses options that it cannot use, and says what would do', () => {
    expect(() => createTwin({ now: 'tomorrow' })).toThrow(
      '"tomorrow" is no instant; write one such as 2026-01-15T09:00:00Z',
    )
    expect(() => createTwin({ every: 'often' })).toThrow('"often" is no duration; write 90s, 31m, 1h30m or PT31M')
    expect(() => createTwin({ clock: -1 })).toThrow('a clock cannot run -1 times as fast')
    expect(() => createTwin({ runs: 1.5 })).toThrow('runs is 1.5; give a whole number from 0 to 1000000000')
    expect(() => createTwin().clock.advance('later')).toThrow('"later" is no duration')
  })

  it('refuses two vendors on one path', () => {
    const [qyvo] = vendors
    expect(() => assertNoPathCollisions([qyvo!, { ...qyvo!, name: 'idnow' }])).toThrow(
      'qyvo and idnow both serve /api/v1/triggers/new-flow-triggered',
    )
  })

  it('serves over HTTP on loopback, finishes what it has begun, and closes', async () => {
    const listening = await createTestTwin().listen()
    expect(listening.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const url = `${listening.url}/public/v2/flow-runs?page[size]=200`
    const headers = { authorization: 'Bearer x' }
    const answers = await Promise.all([
      fetch(url, { headers }),
      fetch(url, { headers, method: 'HEAD' }),
      fetch(`${listening.url}/_twin/v1/health`),
    ])
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
    expect(((await answers[0].json()) as { data: unknown[] }).data).toHaveLength(200)
    await listening.close()
    await expect(fetch(url, { headers })).rejects.toThrow()
  })

  it('keeps a journal of what was asked', async () => {
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
