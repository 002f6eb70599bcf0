import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { create, createdFor, sessionsPath } from './requests.ts'

interface Block {
  readonly datablockId: string
  readonly type: string
  readonly createdBy: { readonly stepId: string; readonly clock: number }
  readonly createdAt: string
  readonly status: string
  readonly content: Readonly<Record<string, unknown>>
}

async function blocksOf(twin: Twin, id: string): Promise<readonly Block[]> {
  return (await sendRequest(twin, `/api/v1/live/sessions/${id}/datablocks`)).json.dataBlocks
}

/** A session that ended with a decision, read back. */
async function decided(twin: Twin, flow: number): Promise<{ readonly sessionId: string; readonly outcome: string }> {
  for (let subject = 0; ; subject++) {
    const { json } = await create(
      twin,
      { metadata: { subjectId: `subject-${subject}` } },
      sessionsPath(twin, 'live', flow),
    )
    twin.clock.advance('2h')
    const read = await sendRequest(twin, `/api/v1/live/sessions/${json.sessionContext.sessionId}`)
    if (read.json.sessionStatus === 'COMPLETED') return read.json
  }
}

describe('IDnow: data blocks', () => {
  it('hold the input from the start, each member a block of its type', async () => {
    const twin = createTestTwin()
    const id = await createdFor(twin, 'a', { input: { basicIdentity: { givenName: 'Jip' }, tier: 'gold' } })
    const blocks = await blocksOf(twin, id)
    expect(blocks.map(({ type, content, createdBy }) => [type, content, createdBy])).toEqual([
      ['basicIdentity', { givenName: 'Jip' }, { stepId: 'START', clock: 1 }],
      ['tier', { value: 'gold' }, { stepId: 'START', clock: 1 }],
    ])
  })

  it('grow with every step, keep their ids and stand in the order of their making', async () => {
    const twin = createTestTwin()
    const id = await createdFor(twin, 'b', { input: { basicIdentity: { givenName: 'Jip' } } })
    let before: readonly Block[] = []
    for (let minute = 0; minute < 40; minute++) {
      const blocks = await blocksOf(twin, id)
      expect(blocks.slice(0, before.length)).toEqual(before)
      expect(blocks.map(({ createdAt }) => createdAt)).toEqual(blocks.map(({ createdAt }) => createdAt).toSorted())
      expect(new Set(blocks.map(({ datablockId }) => datablockId)).size).toBe(blocks.length)
      before = blocks
      twin.clock.advance('1m')
    }
  })

  it('are what the results of an ended session refer to, the outcome among them', async () => {
    const twin = createTestTwin()
    const { sessionId, outcome } = await decided(twin, 0)
    const { json } = await sendRequest(twin, `/api/v1/live/sessions/${sessionId}`)
    const blocks = await blocksOf(twin, sessionId)
    const output = blocks.filter(({ createdBy }) => createdBy.stepId !== 'START')
    expect(json.results).toEqual(output.map(({ datablockId, type }) => ({ datablockId, type })))
    expect(blocks.at(-1)).toMatchObject({ type: 'outcomeStatus', content: { outcome } })
  })

  it('of sessions that nobody created say who the person is, and may not be kept', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${sessionsPath(twin)}?size=1`)
    const answer = await sendRequest(twin, `/api/v1/live/sessions/${json.content[0].sessionId}/datablocks`)
    expect(answer.json.dataBlocks[0].type).toMatch(/^(basicIdentity|contactDetails)$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('of no session are not found', async () => {
    const { status } = await sendRequest(createTestTwin(), '/api/v1/live/sessions/1/datablocks')
    expect(status).toBe(404)
  })
})

describe('IDnow: files', () => {
  /** The report of the document check of a decided session. */
  async function report(twin: Twin): Promise<string> {
    const { sessionId } = await decided(twin, 0)
    const verification = (await blocksOf(twin, sessionId)).find(({ type }) => type === 'documentVerification')
    return (verification!.content['report'] as { $id: string }).$id
  }

  it('lead to a presigned URL that is good for an hour without a token', async () => {
    const twin = createTestTwin()
    const file = await report(twin)
    const redirect = await sendRequest(twin, `/api/v1/live/files/${file}`)
    expect([redirect.status, redirect.text, redirect.headers.get('content-type')]).toEqual([302, '', null])
    const location = redirect.headers.get('location')!.replace('http://localhost', '')
    const drawing = await sendRequest(twin, location, { anonymous: true })
    expect([drawing.status, drawing.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(drawing.text).toContain(file)
    twin.clock.advance('59m59s')
    expect((await sendRequest(twin, location, { anonymous: true })).status).toBe(200)
    twin.clock.advance('1s')
    const late = await sendRequest(twin, location, { anonymous: true })
    expect([late.status, late.json.message]).toEqual([403, 'Request has expired'])
    const again = await sendRequest(twin, `/api/v1/live/files/${file}`)
    expect(again.headers.get('location')).not.toContain(location)
  })

  it('are not found in the other environment, before there are any, or when nobody has them', async () => {
    const twin = createTestTwin()
    const file = await report(twin)
    for (const path of [`/api/v1/staging/files/${file}`, '/api/v1/live/files/1']) {
      const { status, json } = await sendRequest(twin, path)
      expect([status, json.message]).toEqual([404, 'File not found'])
    }
    expect((await sendRequest(twin, `/api/v1/live/files/${file}`, { anonymous: true })).status).toBe(401)
  })

  it('cannot be had with another URL’s signature', async () => {
    const twin = createTestTwin()
    const [one, other] = [await report(twin), await report(twin)]
    const location = (await sendRequest(twin, `/api/v1/live/files/${one}`)).headers.get('location')!
    const { search } = new URL(location)
    expect((await sendRequest(twin, `/vault/${other}${search}`)).json.message).toBe('Access denied')
    expect((await sendRequest(twin, `/vault/${one}`)).status).toBe(403)
  })
})
