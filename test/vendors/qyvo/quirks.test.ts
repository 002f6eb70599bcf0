import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { qyvo } from '../../../mock/vendors/qyvo/index.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { act, contactId, FEED, FLOWS, MESSAGES, NEWCOMER } from './requests.ts'
import { feedSays, INVALID, type Proofs, start } from './quirk-cases.ts'
import { refusalProofs } from './error-quirk-cases.ts'

const UNKNOWN = '0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864'
const EVERY_TYPE = ['text', 'image', 'audio', 'document', 'video', 'location', 'contacts', 'interactive', 'sticker']

interface Session {
  readonly status: string
  readonly completed_at: string | null
  readonly current_node_id: string | null
}

async function sessions(twin: Twin): Promise<readonly Session[]> {
  return (await sendRequest(twin, FEED)).json
}

function refusal(text: string, errors: Readonly<Record<string, readonly string[]>>) {
  return { message: text, errors }
}

const NO_UUID = refusal(INVALID, { flow_id: ['The flow id must be a valid UUID.'] })

/** What is proved of each position of each quirk. */
const PROOFS: Proofs = {
  ...refusalProofs,
  'qyvo.malformed-flow-id': {
    refused: feedSays(`${FEED}?flow_id=cart`, [422, NO_UUID]),
    nothing: feedSays(`${FEED}?flow_id=cart`, [200, []]),
  },
  'qyvo.unknown-flow': {
    nothing: feedSays(`${FEED}?flow_id=${UNKNOWN}`, [200, []]),
    'not-found': feedSays(`${FEED}?flow_id=${UNKNOWN}`, [404, { error: 'Flow not found' }]),
  },
  'qyvo.unknown-parameters': {
    ignored: async (twin) => expect((await sendRequest(twin, `${FEED}?limit=5`)).json).toHaveLength(100),
    refused: async (twin) => {
      const errors = { limit: ['The limit field is not allowed.'] }
      await feedSays(`${FEED}?limit=5&flow_id=`, [422, refusal(INVALID, errors)])(twin)
      await feedSays(`${MESSAGES}?limit=5&message_type=text`, [422, refusal(INVALID, errors)])(twin)
    },
  },
  'qyvo.unknown-message-type': {
    nothing: feedSays(`${MESSAGES}?message_type=poem`, [200, []]),
    refused: async (twin) => {
      const errors = { message_type: ['The selected message type is invalid.'] }
      await feedSays(`${MESSAGES}?message_type=poem`, [422, refusal(INVALID, errors)])(twin)
      for (const type of EVERY_TYPE)
        expect((await sendRequest(twin, `${MESSAGES}?message_type=${type}`)).status).toBe(200)
    },
  },
  'qyvo.empty-context': {
    object: async (twin) => {
      await start(twin)
      expect((await sendRequest(twin, FEED)).json[0].context).toEqual({})
    },
    array: async (twin) => {
      await start(twin)
      const { json } = await sendRequest(twin, FEED)
      expect(json[0].context).toEqual([])
      expect(Object.keys(json[1].context)).not.toEqual([])
    },
  },
  'qyvo.completed-at': {
    'completed-only': async (twin) => {
      for (const one of await sessions(twin)) expect(one.completed_at !== null).toBe(one.status === 'completed')
    },
    'every-end': async (twin) => {
      for (const one of await sessions(twin)) expect(one.completed_at === null).toBe(one.status === 'running')
    },
  },
  'qyvo.node-after-end': {
    kept: async (twin) => {
      for (const one of await sessions(twin)) expect(one.current_node_id).toMatch(/^node_\d$/)
    },
    null: async (twin) => {
      for (const one of await sessions(twin)) expect(one.current_node_id !== null).toBe(one.status === 'running')
    },
  },
  'qyvo.cancelled-sessions': {
    failed: async (twin) => expect(await ofBrokenOff(twin)).toBe('failed'),
    expired: async (twin) => expect(await ofBrokenOff(twin)).toBe('expired'),
  },
  'qyvo.start-status': {
    '200': async (twin) => expect((await start(twin)).status).toBe(200),
    '201': async (twin) => expect((await start(twin)).status).toBe(201),
  },
  'qyvo.already-running-body': {
    'status-only': async (twin) => {
      await start(twin)
      expect((await start(twin)).json).toEqual({ status: 'already_running' })
    },
    'with-id': async (twin) => {
      const { id } = (await start(twin)).json
      expect((await start(twin)).json).toEqual({ id, status: 'already_running' })
    },
  },
  'qyvo.flow-choices': {
    published: async (twin) => expect(await labels(twin)).not.toContain('Not published yet'),
    all: async (twin) => expect(await labels(twin)).toContain('Not published yet'),
  },
  'qyvo.contact-and-phone': {
    refused: async (twin) => {
      const { status, json } = await start(twin, { contact_id: contactId(twin, 1) })
      expect(status).toBe(422)
      expect(json.errors).toEqual({ contact_id: ['The contact id field prohibits phone from being present.'] })
    },
    'id-first': async (twin) => {
      expect((await start(twin, { contact_id: contactId(twin, 1) })).status).toBe(201)
      expect((await sendRequest(twin, FEED)).json[0].contact_id).toBe(contactId(twin, 1))
    },
  },
  'qyvo.upsert-tags': {
    added: async (twin) => expect(await tagsAfterUpsert(twin)).toEqual(['one', 'two', 'three']),
    replaced: async (twin) => expect(await tagsAfterUpsert(twin)).toEqual(['three']),
  },
  'qyvo.never-active-contacts': {
    last: async (twin) => expect(await silentPlaces(twin)).toEqual([false, false]),
    first: async (twin) => expect(await silentPlaces(twin)).toEqual([true, true]),
  },
}

async function ofBrokenOff(twin: Twin): Promise<string> {
  const { id } = (await start(twin)).json
  const view = twin.world.view()
  twin.world.applyOperation({
    kind: 'change',
    run: view.overlay.runs.item(0)!.timeline.number,
    end: 'cancelled',
    variables: null,
  })
  const { json } = await sendRequest(twin, FEED)
  return json.find((one: { id: string }) => one.id === id).status
}

async function labels(twin: Twin): Promise<readonly string[]> {
  return (await sendRequest(twin, FLOWS)).json.map(({ label }: { label: string }) => label)
}

async function tagsAfterUpsert(twin: Twin): Promise<readonly string[]> {
  await act(twin, 'create-contact', { phone: NEWCOMER, tags: 'one, two' })
  return (await act(twin, 'create-contact', { phone: NEWCOMER, tags: 'three' })).json.tags
}

/** Whether the first and the second contact of a search have never been in conversation. */
async function silentPlaces(twin: Twin): Promise<readonly boolean[]> {
  await act(twin, 'create-contact', { phone: NEWCOMER })
  const { json } = await act(twin, 'search-contacts', {})
  return json.slice(0, 2).map((one: { last_message_at: string | null }) => one.last_message_at === null)
}

describe.each(qyvo.quirks)('the quirk $id', ({ id, defaultPosition, positions }) => {
  const proofs = PROOFS[id] ?? {}

  it('is proved in each of its positions', () => {
    expect(Object.keys(proofs).toSorted()).toEqual(Object.keys(positions).toSorted())
  })

  it.each(Object.keys(proofs))('does what it says in position %s', async (position) => {
    await proofs[position]?.(createTestTwin({ runs: 500, quirks: { [id]: position } }))
  })

  it(`stands in position ${defaultPosition} unless told otherwise`, async () => {
    await proofs[defaultPosition]?.(createTestTwin({ runs: 500 }))
  })
})
