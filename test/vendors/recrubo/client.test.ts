import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin } from '../../support/requests.ts'
import { JsonApiClient, JsonApiError, type Resource } from './client.ts'

const ENDED = ['finished', 'timeout', 'exception', 'cancelled']

function createClient(twin: Twin): JsonApiClient {
  const { credential } = twin.vendors.find(({ name }) => name === 'recrubo')!.demo
  return new JsonApiClient(twin.fetch, 'http://localhost/public/v2', credential)
}

async function readFirst(resources: AsyncIterableIterator<Resource>): Promise<Resource> {
  for await (const resource of resources) return resource
  throw new Error('the collection is empty')
}

/** Finds a published flow and a WhatsApp thread by requests. */
async function findFlowAndThread(client: JsonApiClient) {
  const flow = await readFirst(client.all('/flows', { 'filter[name]': 'Nurse screening' }))
  const thread = await readFirst(client.all('/message-threads', { 'filter[channel]': 'whatsapp', 'page[size]': '1' }))
  return { flow, thread, ids: { flowId: flow.id, messageThreadId: thread.id } }
}

async function catchError(request: Promise<unknown>): Promise<JsonApiError> {
  const error: unknown = await request.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof JsonApiError) return error
  throw new Error(`expected an error response, got: ${String(error)}`)
}

describe('Recrubo: a client written from JSON:API and the vendor’s documentation', () => {
  it('finds, creates, polls, ends, clears and deletes a run', async () => {
    const twin = createTestTwin()
    const client = createClient(twin)
    const { flow, thread, ids } = await findFlowAndThread(client)
    const parameters = [{ type: 'text', text: 'Noor' }]
    const template = { id: '4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03', components: [{ type: 'body', parameters }] }
    const attributes = { ...ids, state: { source: 'careers page' }, initialMessage: { type: 'template', template } }
    const { data: run } = await client.create('/flow-runs', 'flowRuns', attributes)
    expect(run.attributes).toMatchObject({ ...attributes, status: 'queued', cost: 0 })

    let polled = await client.get(`/flow-runs/${run.id}`, { include: 'flow,messageThread' })
    for (let turn = 0; polled.data.attributes['status'] === 'queued' && turn < 20; turn++) {
      twin.clock.advance('1s')
      polled = await client.get(`/flow-runs/${run.id}`, { include: 'flow,messageThread' })
    }
    expect(polled.related(polled.data, 'flow')?.attributes['name']).toBe(flow.attributes['name'])
    expect(polled.related(polled.data, 'messageThread')?.attributes['identifier']).toBe(thread.attributes['identifier'])
    expect(polled.data.attributes['status']).toBe('running')

    const ended = await client.update('/flow-runs', run, { status: 'finished' })
    expect(ended.data.attributes['status']).toBe('finished')
    expect((await client.get(`/flow-runs/${run.id}`)).data).toEqual(ended.data)
    const erased = await client.update('/flow-runs', run, { state: {} })
    expect(erased.data.attributes).toMatchObject({ status: 'finished', state: {} })
    await client.remove('/flow-runs', run.id)
    expect((await catchError(client.get(`/flow-runs/${run.id}`))).status).toBe(404)
  })

  it('reads every run once by the page count in meta', async () => {
    const twin = createTestTwin({ runs: 130, dataset: { arrivals: false } })
    const runs: Resource[] = []
    for await (const run of createClient(twin).all('/flow-runs', { sort: '-createdAt', 'page[size]': '40' }))
      runs.push(run)
    expect([runs.length, new Set(runs.map(({ id }) => id)).size]).toEqual([130, 130])
    const times = runs.map(({ attributes }) => String(attributes['createdAt']))
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('keeps a copy up to date by filtering on updatedAt', async () => {
    const twin = createTestTwin({ runs: 400, every: '30s' })
    const client = createClient(twin)
    const copy = new Map<string, Resource>()
    const update = async (query: Readonly<Record<string, string>>) => {
      for await (const run of client.all('/flow-runs', { ...query, sort: 'updatedAt', 'page[size]': '100' })) {
        copy.set(run.id, run)
      }
    }
    await update({})
    for (let turn = 0; turn < 5; turn++) {
      const since =
        [...copy.values()]
          .map(({ attributes }) => String(attributes['updatedAt']))
          .toSorted()
          .at(-1) ?? ''
      twin.clock.advance('7m')
      await update({ 'filter[updated_at][gte]': since })
    }
    const current: Resource[] = []
    for await (const run of client.all('/flow-runs', { 'page[size]': '200' })) current.push(run)
    expect(current.map((run) => copy.get(run.id))).toEqual(current)
    expect(copy.size).toBe(current.length)
  })

  it('follows the links from a run to its thread and back', async () => {
    const client = createClient(createTestTwin())
    const run = await readFirst(client.all('/flow-runs'))
    const thread = await client.follow(String(run.relationships?.['messageThread']?.links?.related))
    const back = await client.follow(String(thread.data.relationships?.['flowRuns']?.links?.related))
    expect(back.data).toContainEqual(run)
    const missing = await catchError(client.follow(String(thread.data.relationships?.['messages']?.links?.related)))
    expect([missing.status, missing.message]).toEqual([404, expect.stringContaining('does not serve')])
  })

  it('corrects a document by the attribute that each error points to, until it is accepted', async () => {
    const client = createClient(createTestTwin())
    const { ids } = await findFlowAndThread(client)
    const corrections: Readonly<Record<string, unknown>> = { ...ids, state: {}, initialMessage: {} }
    const form: Record<string, unknown> = {
      flowId: 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f',
      messageThreadId: 'nobody',
      state: '{}',
      initialMessage: { type: 'text', text: { value: 'Hello' } },
      cost: 0,
      status: 'running',
    }
    const statuses: number[] = []
    for (let turn = 0; turn < 10; turn++) {
      const error = await catchError(client.create('/flow-runs', 'flowRuns', form)).catch(() => null)
      if (error === null) break
      statuses.push(error.status)
      expect(error.byAttribute.size).toBe(error.errors.length)
      for (const name of error.byAttribute.keys()) {
        if (name in corrections) form[name] = corrections[name]
        else delete form[name]
      }
    }
    expect(statuses).toEqual([403, 422, 404, 422])
    expect(form).toMatchObject(ids)
    expect(form).not.toHaveProperty('cost')
  })

  it('polls until all its runs have ended', async () => {
    const twin = createTestTwin()
    const client = createClient(twin)
    const { ids } = await findFlowAndThread(client)
    const own: string[] = []
    for (let run = 0; run < 5; run++) {
      const { data } = await client.create('/flow-runs', 'flowRuns', { ...ids, state: {}, initialMessage: {} })
      own.push(data.id)
    }
    for (let turn = 0; turn < 40; turn++) {
      const open = client.all('/flow-runs', { 'filter[id]': own.join(','), 'filter[status]': 'queued,running' })
      if ((await open.next()).done === true) break
      twin.clock.advance('5m')
    }
    const statuses: unknown[] = []
    for await (const run of client.all('/flow-runs', { 'filter[id]': own.join(',') }))
      statuses.push(run.attributes['status'])
    expect(statuses).toHaveLength(5)
    expect(statuses.filter((status) => !ENDED.includes(String(status)))).toEqual([])
  })
})
