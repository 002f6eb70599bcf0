import { describe, expect, it } from 'vitest'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import { createSessionFor, getSessionsPath } from './requests.ts'

describe('IDnow: a session', () => {
  it('changes from CREATED to RUNNING to one of four final statuses, with matching fields', async () => {
    const twin = createTestTwin()
    const ids: string[] = []
    for (let subject = 0; subject < 80; subject++) ids.push(await createSessionFor(twin, `customer-${subject}`))
    const readSession = async (id: string) => (await sendRequest(twin, `/api/v1/live/sessions/${id}`)).json
    const statuses = new Map<string, string[]>(ids.map((id) => [id, []]))
    for (let step = 0; step < 30; step++) {
      for (const id of ids) {
        const { sessionStatus, completedAt, lastStep, startedAt, results, updatedAt } = await readSession(id)
        const trail = statuses.get(id)!
        if (trail.at(-1) !== sessionStatus) trail.push(sessionStatus)
        const ended = !['CREATED', 'RUNNING'].includes(sessionStatus)
        expect([completedAt === null, results === undefined]).toEqual([!ended, !ended])
        if (ended) expect(updatedAt).toBe(completedAt)
        expect([startedAt === null, lastStep === null]).toEqual(Array(2).fill(sessionStatus === 'CREATED'))
      }
      twin.clock.advance(step === 0 ? '10s' : '4m')
    }
    const trails = [...statuses.values()].map((trail) => trail.join(' '))
    // A failing session can run for less than the time between two reads.
    for (const trail of trails) expect(trail).toMatch(/^CREATED( RUNNING)? (COMPLETED|ABORTED|EXPIRED|ERROR)$/)
    expect(new Set(trails).size).toBeGreaterThanOrEqual(4)
    expect(new Set([...statuses.values()].map((trail) => trail.at(-1))).size).toBe(4)
  })

  it.each([
    ['always-fails', ['ERROR', 'NO_OUTCOME', 'failed']],
    ['always-expires', ['EXPIRED', 'NO_OUTCOME', 'expired']],
    ['stays-queued', ['CREATED', null, undefined]],
  ])('of the subject %s ends as %j', async (subject, end) => {
    const twin = createTestTwin()
    const id = await createSessionFor(twin, subject)
    twin.clock.advance('3h')
    const { json } = await sendRequest(twin, `/api/v1/live/sessions/${id}`)
    expect([json.sessionStatus, json.outcome, json.lastStep?.verdict]).toEqual(end)
  })

  it('has the same fields in the list and by id', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${getSessionsPath(twin, 'staging')}?sortDesc=true&size=5`)
    for (const listed of json.content) {
      const { json: read } = await sendRequest(twin, `/api/v1/staging/sessions/${listed.sessionId}`)
      expect(read).toMatchObject(listed)
      expect([read.redirectUrl, read.state]).toEqual([null, null])
    }
  })

  it('returns 404 for an unknown id of any form', async () => {
    const twin = createTestTwin()
    for (const id of ['1', 'x%20y', '019bc0e2-1280-7937-8525-292ce39f634b']) {
      const { status, json } = await sendRequest(twin, `/api/v1/live/sessions/${id}`)
      expect([status, json]).toEqual([404, { statusCode: 404, message: 'Session not found', error: 'Not Found' }])
    }
  })
})
