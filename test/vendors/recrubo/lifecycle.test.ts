import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { buildCreate, findFlowAndThread, RUNS, sendDocument } from './write-requests.ts'

/** Polls a run until it has ended and returns the different states of its attributes. */
async function followRun(twin: Twin, id: string) {
  const states = []
  for (let second = 0; second < 3 * 3600; second++) {
    const { attributes } = (await sendRequest(twin, `${RUNS}/${id}`)).json.data
    if (JSON.stringify(attributes) !== JSON.stringify(states.at(-1))) states.push(attributes)
    if (!['queued', 'running'].includes(attributes.status)) return states
    twin.clock.advance(second < 60 ? '1s' : '20s')
  }
  throw new Error(`run ${id} did not end`)
}

async function startRun(twin: Twin, attributes: object): Promise<string> {
  const complete = { ...(await findFlowAndThread(twin)), state: {}, initialMessage: {}, ...attributes }
  return (await sendDocument(twin, `POST ${RUNS}`, buildCreate(complete))).json.data.id
}

describe('Recrubo: lifecycle of a flow run', () => {
  it('goes from queued to running to an end status, and never back', async () => {
    const ends = new Set<string>()
    const twin = createTestTwin({ dataset: { arrivals: false } })
    for (let run = 0; run < 8; run++) {
      const states = await followRun(twin, await startRun(twin, {}))
      const statuses = states.map(({ status }) => status).filter((status, place, all) => status !== all[place - 1])
      expect(statuses.slice(0, 2)).toEqual(['queued', 'running'])
      expect(statuses).toHaveLength(3)
      ends.add(statuses.at(-1))
    }
    expect(ends.size).toBeGreaterThan(1)
  })

  it('costs more with every message, collects the replies and keeps the initial state', async () => {
    const twin = createTestTwin({ dataset: { arrivals: false } })
    for (let run = 0; run < 4; run++) {
      const states = await followRun(
        twin,
        await startRun(twin, { state: { source: 'job board', nested: { a: [1, null] } } }),
      )
      let [cost, size, updatedAt] = [0, 2, '']
      for (const attributes of states) {
        const keys = Object.keys(attributes.state)
        expect(attributes.state).toMatchObject({ source: 'job board', nested: { a: [1, null] } })
        expect(attributes.cost).toBeGreaterThanOrEqual(cost)
        expect(keys.length).toBeGreaterThanOrEqual(size)
        expect(attributes.updatedAt >= updatedAt).toBe(true)
        // Each reply is followed by one more message.
        if (attributes.status !== 'queued') expect(attributes.cost).toBe(3 * (keys.length - 2 + 1))
        ;[cost, size, updatedAt] = [attributes.cost, keys.length, attributes.updatedAt]
      }
    }
  })

  it.each(['stays-queued', 'always-expires', 'always-fails'])(
    'reaches the status of the special flow "%s"',
    async (name) => {
      const twin = createTestTwin({ dataset: { arrivals: false } })
      const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace('-', ' ')
      const flow = (await sendRequest(twin, `/public/v2/flows?filter[name]=${title}`)).json.data[0]
      const id = await startRun(twin, { flowId: flow.id })
      twin.clock.advance(`${flow.attributes.sessionTimeout + 2}m`)
      const expected = { 'stays-queued': 'queued', 'always-expires': 'timeout', 'always-fails': 'exception' }[name]
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe(expected)
    },
  )

  it.each([
    ['one schedule', 'ca1a010f'],
    ['several', ['ca1a010f', 'b2']],
    ['none', undefined],
  ])('starts a flow with a custom scheduling step with %s', async (_, scheduleId) => {
    const twin = createTestTwin()
    const flow = (await sendRequest(twin, '/public/v2/flows?filter[name]=Interview planner')).json.data[0]
    const state = { name: 'Tomasz', ...(scheduleId === undefined ? {} : { scheduleId }) }
    const id = await startRun(twin, { flowId: flow.id, state })
    twin.clock.advance('10s')
    expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.state).toMatchObject(state)
  })
})
