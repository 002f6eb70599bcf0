import { describe, expect, it } from 'vitest'
import { listRunsByCreation } from '../../../mock/world/query/by-creation.ts'
import { readRun, findRunRefs } from '../../../mock/world/state/view.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { sendAction, findContactId, getFlowId, MESSAGES } from './requests.ts'

interface Message {
  readonly id: string
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  readonly created_at: string
}

describe('Qyvo: new-message-received', () => {
  it('returns a bare array of the newest 100 messages, newest first, each an answer of a contact', async () => {
    const twin = createTestTwin({ runs: 600 })
    const { status, json } = await sendRequest(twin, MESSAGES)
    expect([status, json.length]).toEqual([200, 100])
    const view = twin.world.view()
    const all = listRunsByCreation(view, {})
    const runs = findRunRefs(view, all.slice(0, all.size)).map((ref) => readRun(view, ref))
    const answers = runs.flatMap(({ repliesAt }) => [...repliesAt]).toSorted((left, right) => right - left)
    const expected = answers.slice(0, 100).map((at) => new Date(at / 1000).toISOString().replace(/\.\d+Z/, '+00:00'))
    expect(json.map((row: Message) => row.created_at)).toEqual(expected)
    expect(new Set(json.map((row: Message) => row.id)).size).toBe(100)
    for (const row of json) {
      expect(row).toMatchObject({ direction: 'inbound', status: 'received' })
      expect([row.sent_at, row.delivered_at, row.read_at]).toEqual([null, null, null])
    }
  })

  it('returns an empty array without answers', async () => {
    expect((await sendRequest(createTestTwin({ runs: 0 }), MESSAGES)).text).toBe('[]')
  })

  it('filters by message_type beyond the newest 100 of all types; an empty value is no filter', async () => {
    const twin = createTestTwin({ runs: 3000 })
    const all = (await sendRequest(twin, MESSAGES)).json
    expect((await sendRequest(twin, `${MESSAGES}?message_type=`)).json).toEqual(all)
    for (const type of ['text', 'interactive', 'image']) {
      const { json } = await sendRequest(twin, `${MESSAGES}?message_type=${type}`)
      expect(new Set(json.map((row: Message) => row.type))).toEqual(new Set([type]))
      expect(json).toHaveLength(100)
      const inWindow = all.filter((row: Message) => row.type === type)
      expect(json.slice(0, inWindow.length)).toEqual(inWindow)
    }
    for (const type of ['video', 'sticker', 'poem']) {
      expect((await sendRequest(twin, `${MESSAGES}?message_type=${type}`)).json).toEqual([])
    }
  })

  it('returns content by message type', async () => {
    const twin = createTestTwin({ runs: 3000 })
    const first = async (type: string) => (await sendRequest(twin, `${MESSAGES}?message_type=${type}`)).json[0].content
    expect(Object.keys(await first('text'))).toEqual(['body'])
    expect(await first('image')).toMatchObject({ mime_type: 'image/jpeg' })
    expect(await first('audio')).toMatchObject({ mime_type: 'audio/ogg' })
    expect(Object.keys(await first('location'))).toEqual(['latitude', 'longitude'])
    expect(await first('interactive')).toMatchObject({ type: 'button_reply' })
  })

  it('contains the same text as the context of the session', async () => {
    const twin = createTestTwin({ runs: 0 })
    const body = { flow_id: getFlowId(twin), contact_id: await findContactId(twin, 'Answers Slowly') }
    await sendAction(twin, 'trigger-flow', body)
    twin.clock.advance('20m')
    const messages = (await sendRequest(twin, MESSAGES)).json.filter((row: Message) => row.type === 'text')
    const sessions = (await sendRequest(twin, `/api/v1/triggers/new-flow-triggered?flow_id=${body.flow_id}`)).json
    const { context } = sessions.find((row: { contact_id: string }) => row.contact_id === body.contact_id)
    const ownMessages = messages.filter((row: { contact_id: string }) => row.contact_id === body.contact_id)
    expect(ownMessages.length).toBeGreaterThan(0)
    for (const { content } of ownMessages) expect(Object.values(context)).toContain(content.body)
  })

  it('keeps the id of a message', async () => {
    const twin = createTestTwin({ runs: 600, dataset: { arrivals: false } })
    const before = (await sendRequest(twin, MESSAGES)).json[0]
    twin.clock.advance('10m')
    const after = (await sendRequest(twin, MESSAGES)).json
    expect(after).toContainEqual(before)
  })
})
