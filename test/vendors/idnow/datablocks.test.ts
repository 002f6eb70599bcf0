import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { createSession, createSessionFor, getSessionsPath } from './requests.ts'

interface Block {
  readonly datablockId: string
  readonly type: string
  readonly createdBy: { readonly stepId: string; readonly clock: number }
  readonly createdAt: string
  readonly status: string
  readonly content: Readonly<Record<string, unknown>>
}

async function listBlocks(twin: Twin, id: string): Promise<readonly Block[]> {
  return (await sendRequest(twin, `/api/v1/live/sessions/${id}/datablocks`)).json.dataBlocks
}

/** Creates sessions until one ends with a decision; returns that session. */
async function createDecidedSession(
  twin: Twin,
  flow: number,
): Promise<{ readonly sessionId: string; readonly outcome: string }> {
  for (let subject = 0; ; subject++) {
    const { json } = await createSession(
      twin,
      { metadata: { subjectId: `subject-${subject}` } },
      getSessionsPath(twin, 'live', flow),
    )
    twin.clock.advance('2h')
    const read = await sendRequest(twin, `/api/v1/live/sessions/${json.sessionContext.sessionId}`)
    if (read.json.sessionStatus === 'COMPLETED') return read.json
  }
}

describe('IDnow: data blocks', () => {
  it('contain each member of the input as a block of its type', async () => {
    const twin = createTestTwin()
    const id = await createSessionFor(twin, 'a', { input: { basicIdentity: { givenName: 'Jip' }, tier: 'gold' } })
    const blocks = await listBlocks(twin, id)
    expect(blocks.map(({ type, content, createdBy }) => [type, content, createdBy])).toEqual([
      ['basicIdentity', { givenName: 'Jip' }, { stepId: 'START', clock: 1 }],
      ['tier', { value: 'gold' }, { stepId: 'START', clock: 1 }],
    ])
  })

  it('are added with every step, keep their ids and are sorted by creation', async () => {
    const twin = createTestTwin()
    const id = await createSessionFor(twin, 'b', { input: { basicIdentity: { givenName: 'Jip' } } })
    let before: readonly Block[] = []
    for (let minute = 0; minute < 40; minute++) {
      const blocks = await listBlocks(twin, id)
      expect(blocks.slice(0, before.length)).toEqual(before)
      expect(blocks.map(({ createdAt }) => createdAt)).toEqual(blocks.map(({ createdAt }) => createdAt).toSorted())
      expect(new Set(blocks.map(({ datablockId }) => datablockId)).size).toBe(blocks.length)
      before = blocks
      twin.clock.advance('1m')
    }
  })

  it('are referenced by the results of an ended session, including the outcome', async () => {
    const twin = createTestTwin()
    const { sessionId, outcome } = await createDecidedSession(twin, 0)
    const { json } = await sendRequest(twin, `/api/v1/live/sessions/${sessionId}`)
    const blocks = await listBlocks(twin, sessionId)
    const output = blocks.filter(({ createdBy }) => createdBy.stepId !== 'START')
    expect(json.results).toEqual(output.map(({ datablockId, type }) => ({ datablockId, type })))
    expect(blocks.at(-1)).toMatchObject({ type: 'outcomeStatus', content: { outcome } })
  })

  it('of a generated session contain the identity of the person, with no-store', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, `${getSessionsPath(twin)}?size=1`)
    const response = await sendRequest(twin, `/api/v1/live/sessions/${json.content[0].sessionId}/datablocks`)
    expect(response.json.dataBlocks[0].type).toMatch(/^(basicIdentity|contactDetails)$/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('return 404 for an unknown session', async () => {
    const { status } = await sendRequest(createTestTwin(), '/api/v1/live/sessions/1/datablocks')
    expect(status).toBe(404)
  })
})

describe('IDnow: files', () => {
  /** Returns the file id of the document check of a decided session. */
  async function createFile(twin: Twin): Promise<string> {
    const { sessionId } = await createDecidedSession(twin, 0)
    const verification = (await listBlocks(twin, sessionId)).find(({ type }) => type === 'documentVerification')
    return (verification!.content['report'] as { $id: string }).$id
  }

  it('redirect to a presigned URL that is valid for one hour without a token', async () => {
    const twin = createTestTwin()
    const file = await createFile(twin)
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

  it('return 404 in the other environment and for an unknown id, and 401 without a token', async () => {
    const twin = createTestTwin()
    const file = await createFile(twin)
    for (const path of [`/api/v1/staging/files/${file}`, '/api/v1/live/files/1']) {
      const { status, json } = await sendRequest(twin, path)
      expect([status, json.message]).toEqual([404, 'File not found'])
    }
    expect((await sendRequest(twin, `/api/v1/live/files/${file}`, { anonymous: true })).status).toBe(401)
  })

  it('return 403 with the signature of another URL, or without one', async () => {
    const twin = createTestTwin()
    const [file, otherFile] = [await createFile(twin), await createFile(twin)]
    const location = (await sendRequest(twin, `/api/v1/live/files/${file}`)).headers.get('location')!
    const { search } = new URL(location)
    expect((await sendRequest(twin, `/vault/${otherFile}${search}`)).json.message).toBe('Access denied')
    expect((await sendRequest(twin, `/vault/${file}`)).status).toBe(403)
  })
})
