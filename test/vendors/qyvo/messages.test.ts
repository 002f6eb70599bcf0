import { describe, expect, it } from 'vitest'
import { listRunsByCreation } from '../../../mock/world/query/by-creation.ts'
import { readRun, findRunRefs } from '../../../mock/world/state/view.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { act, contactNamed, flowId, MESSAGES } from './requests.ts'

interface Message {
  readonly id: string
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  readonly created_at: string
}

describe('Qyvo: new-message-received', () => {
  it('is a bare array of the 100 newest messages, newest first, each an answer of a contact', async () => {
    const twin = createTestTwin({ runs: 600 })
    const { status, json } = await sendRequest(twin, MESSAGES)
    expect([status, json.length]).toEqual([200, 100])
    const view = twin.world.view()
    const all = listRunsByCreation(view, {})
    const runs = findRunRefs(view, all.slice(0, all.size)).map((ref) => readRun(view, ref))
    const answers = runs.flatMap(({ repliesAt }) => [...repliesAt]).toSorted((left, right) => right - left)
    const due = answers.slice(0, 100).map((at) => new Date(at / 1000).toISOString().replace(/\.\d+Z/, '+00:00'))
    expect(json.map((one: Message) => one.created_at)).toEqual(due)
    expect(new Set(json.map((one: Message) => one.id)).size).toBe(100)
    for (const one of json) {
      expect(one).toMatchObject({ direction: 'inbound', status: 'received' })
      expect([one.sent_at, one.delivered_at, one.read_at]).toEqual([null, null, null])
    }
  })

  it('is empty where nobody has answered yet', async () => {
    expect((await sendRequest(createTestTwin({ runs: 0 }), MESSAGES)).text).toBe('[]')
  })

  it('filters by message_type, reaching below the window of all; empty is no filter', async () => {
    const twin = createTestTwin({ runs: 3000 })
    const all = (await sendRequest(twin, MESSAGES)).json
    expect((await sendRequest(twin, `${MESSAGES}?message_type=`)).json).toEqual(all)
    for (const type of ['text', 'interactive', 'image']) {
      const { json } = await sendRequest(twin, `${MESSAGES}?message_type=${type}`)
      expect(new Set(json.map((one: Message) => one.type))).toEqual(new Set([type]))
      expect(json).toHaveLength(100)
      const inWindow = all.filter((one: Message) => one.type === type)
      expect(json.slice(0, inWindow.length)).toEqual(inWindow)
    }
    for (const type of ['video', 'sticker', 'poem']) {
      expect((await sendRequest(twin, `${MESSAGES}?message_type=${type}`)).json).toEqual([])
    }
  })

  it('shapes the content by the type', async () => {
    const twin = createTestTwin({ runs: 3000 })
    const first = async (type: string) => (await sendRequest(twin, `${MESSAGES}?message_type=${type}`)).json[0].content
    expect(Object.keys(await first('text'))).toEqual(['body'])
    expect(await first('image')).toMatchObject({ mime_type: 'image/jpeg' })
    expect(await first('audio')).toMatchObject({ mime_type: 'audio/ogg' })
    expect(Object.keys(await first('location'))).toEqual(['latitude', 'longitude'])
    expect(await first('interactive')).toMatchObject({ type: 'button_reply' })
  })

  it('tells what the context of the session tells', async () => {
    const twin = createTestTwin({ runs: 0 })
    const body = { flow_id: flowId(twin), contact_id: await contactNamed(twin, 'Answers Slowly') }
    await act(twin, 'trigger-flow', body)
    twin.clock.advance('20m')
    const messages = (await sendRequest(twin, MESSAGES)).json.filter((one: Message) => one.type === 'text')
    const sessions = (await sendRequest(twin, `/api/v1/triggers/new-flow-triggered?flow_id=${body.flow_id}`)).json
    const { context } = sessions.find((one: { contact_id: string }) => one.contact_id === body.contact_id)
    const said = messages.filter((one: { contact_id: string }) => one.contact_id === body.contact_id)
    expect(said.length).toBeGreaterThan(0)
    for (const { content } of said) expect(Object.values(context)).toContain(content.body)
  })

  it('keeps a message’s id for ever', async () => {
    const twin = createTestTwin({ runs: 600, dataset: { arrivals: false } })
    const before = (await sendRequest(twin, MESSAGES)).json[0]
    twin.clock.advance('10m')
    const after = (await sendRequest(twin, MESSAGES)).json
    expect(after).toContainEqual(before)
  })
})
