import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'
import { buildUpdate, createRun, RUNS, sendDocument } from './write-requests.ts'

/** The test of each position, by quirk and position. */
export type QuirkTests = Readonly<Record<string, Readonly<Record<string, (twin: Twin) => Promise<void>>>>>

const FLOWS = '/public/v2/flows'
const THREADS = '/public/v2/message-threads'

/** Requests the list; returns the status, and the parameter that an error names. */
async function requestList(twin: Twin, query: string): Promise<readonly [number, string | undefined]> {
  const { status, json } = await sendRequest(twin, `${RUNS}?${query}`)
  return [status, json.errors?.[0].source.parameter]
}

// oxlint-disable-next-line typescript/no-explicit-any
const listNames = ({ json }: TestResponse): string[] => json.data.map((resource: any) => resource.attributes.name)

async function readIncludedThread(twin: Twin): Promise<object> {
  return (await sendRequest(twin, `${RUNS}?include=messageThread&page[size]=1`)).json.included[0].attributes
}

async function findThreadWithoutCandidate(twin: Twin) {
  const { json } = await sendRequest(twin, `${THREADS}?filter[candidateId]=null&page[size]=1`)
  return json.data[0]
}

/** Creates a run and cancels it; returns its id. */
async function createCancelledRun(twin: Twin): Promise<string> {
  const id = await createRun(twin)
  await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { status: 'cancelled' }))
  return id
}

export const queryQuirkTests: QuirkTests = {
  'recrubo.underscore-path': {
    async aliased(twin) {
      const { json } = await sendRequest(twin, '/public/v2/flow_runs?page[size]=1')
      const { id } = json.data[0]
      expect((await sendRequest(twin, `/public/v2/flow_runs/${id}?include=flow`)).json.data.id).toBe(id)
    },
    async refused(twin) {
      const { status, json } = await sendRequest(twin, '/public/v2/flow_runs')
      expect([status, json.errors[0].detail]).toEqual([404, expect.stringContaining('/public/v2/flow_runs')])
      expect((await sendRequest(twin, RUNS)).status).toBe(200)
    },
  },
  'recrubo.snake-case-names': {
    async accepted(twin) {
      const { json } = await sendRequest(
        twin,
        `${RUNS}?filter[created_at][gt]=2026-01-15&sort=-updated_at&fields[flowRuns]=created_at`,
      )
      expect(Object.keys(json.data[0].attributes)).toEqual(['createdAt'])
      expect(json.meta.total).toBeLessThan(1000)
      expect((await sendRequest(twin, `${FLOWS}?sort=created_at`)).status).toBe(200)
    },
    async refused(twin) {
      expect(await requestList(twin, 'filter[created_at][gt]=2026-01-15')).toEqual([400, 'filter[created_at][gt]'])
      expect(await requestList(twin, 'sort=-updated_at')).toEqual([400, 'sort'])
      const { json } = await sendRequest(twin, `${RUNS}?fields[flowRuns]=created_at`)
      expect(json.data[0].attributes).toEqual({})
    },
  },
  'recrubo.page-size-over-limit': {
    async refused(twin) {
      expect(await requestList(twin, 'page[size]=201')).toEqual([400, 'page[size]'])
    },
    async clamped(twin) {
      const { json } = await sendRequest(twin, `${RUNS}?page[size]=5000`)
      expect([json.data.length, json.meta]).toMatchObject([200, { currentSize: 200, maxPage: 5 }])
      expect(await requestList(twin, 'page[size]=0')).toEqual([400, 'page[size]'])
    },
  },
  'recrubo.page-out-of-range': {
    async refused(twin) {
      for (const query of ['page[size]=0', 'page[size]=ten', 'page[number]=0', 'page[number]=-1']) {
        expect(await requestList(twin, query)).toEqual([400, query.split('=')[0]])
      }
    },
    async defaulted(twin) {
      const plain = await sendRequest(twin, RUNS)
      for (const query of ['page[size]=0', 'page[size]=ten', 'page[number]=0', 'page[number]=-1', 'page[number]=x']) {
        expect((await sendRequest(twin, `${RUNS}?${query}`)).json).toEqual(plain.json)
      }
      expect(await requestList(twin, 'page[size]=201')).toEqual([400, 'page[size]'])
    },
  },
  'recrubo.default-order': {
    async 'oldest-first'(twin) {
      const up = await sendRequest(twin, `${RUNS}?sort=createdAt`)
      expect((await sendRequest(twin, RUNS)).json).toEqual(up.json)
    },
    async 'newest-first'(twin) {
      const down = await sendRequest(twin, `${RUNS}?sort=-createdAt`)
      expect((await sendRequest(twin, RUNS)).json).toEqual(down.json)
      const flows = listNames(await sendRequest(twin, FLOWS))
      expect(flows).toEqual(listNames(await sendRequest(twin, `${FLOWS}?sort=-createdAt`)))
      const filtered = listNames(await sendRequest(twin, `${FLOWS}?filter[sessionTimeout]=30`))
      expect(filtered).toEqual(listNames(await sendRequest(twin, `${FLOWS}?filter[sessionTimeout]=30&sort=-createdAt`)))
    },
  },
  'recrubo.case-of-eq': {
    async documented(twin) {
      expect((await sendRequest(twin, `${RUNS}?filter[status][eq]=FINISHED`)).json.meta.total).toBe(0)
      expect((await sendRequest(twin, `${RUNS}?filter[status][eql]=FINISHED`)).json.meta.total).toBeGreaterThan(0)
    },
    async graphiti(twin) {
      expect((await sendRequest(twin, `${RUNS}?filter[status]=FINISHED`)).json.meta.total).toBeGreaterThan(0)
      expect((await sendRequest(twin, `${RUNS}?filter[status][eql]=FINISHED`)).json.meta.total).toBe(0)
    },
  },
  'recrubo.match': {
    async list(twin) {
      expect(listNames(await sendRequest(twin, `${FLOWS}?filter[name][match]=jobs,Nurse screening`))).toEqual([
        'Nurse screening',
      ])
    },
    async substring(twin) {
      const names = listNames(await sendRequest(twin, `${FLOWS}?filter[name][match]=JOBS,Nurse&sort=name`))
      expect(names).toEqual(['Nurse screening', 'Summer jobs'])
    },
  },
  'recrubo.unknown-fields': {
    async ignored(twin) {
      const { json } = await sendRequest(twin, `${RUNS}?fields[flowRuns]=status,mood`)
      expect(Object.keys(json.data[0].attributes)).toEqual(['status'])
    },
    async refused(twin) {
      expect(await requestList(twin, 'fields[flowRuns]=status,mood')).toEqual([400, 'fields[flowRuns]'])
      expect((await sendRequest(twin, `${RUNS}?fields[flowRuns]=`)).status).toBe(200)
    },
  },
  'recrubo.unknown-parameters': {
    async refused(twin) {
      expect(await requestList(twin, 'limit=5')).toEqual([400, 'limit'])
      expect(await requestList(twin, 'page[offset]=5')).toEqual([400, 'page[offset]'])
    },
    async ignored(twin) {
      expect((await sendRequest(twin, `${RUNS}?limit=5&page[offset]=5`)).json).toEqual(
        (await sendRequest(twin, RUNS)).json,
      )
      expect(await requestList(twin, 'filter[mood]=x')).toEqual([400, 'filter[mood]'])
    },
  },
  'recrubo.pages-of-nothing': {
    async one(twin) {
      expect((await sendRequest(twin, `${RUNS}?filter[cost]=1`)).json.meta).toMatchObject({ total: 0, maxPage: 1 })
    },
    async none(twin) {
      expect((await sendRequest(twin, `${RUNS}?filter[cost]=1`)).json.meta).toMatchObject({ total: 0, maxPage: 0 })
      expect((await sendRequest(twin, `${FLOWS}?filter[name]=x`)).json.meta).toMatchObject({ total: 0, maxPage: 0 })
    },
  },
  'recrubo.chatbot-paused': {
    async 'resource-only'(twin) {
      expect(await readIncludedThread(twin)).not.toHaveProperty('chatbotPaused')
      expect((await sendRequest(twin, THREADS)).json.data[0].attributes).toHaveProperty('chatbotPaused')
    },
    async everywhere(twin) {
      expect(await readIncludedThread(twin)).toHaveProperty('chatbotPaused')
      expect((await sendRequest(twin, THREADS)).json.data[0].attributes).toHaveProperty('chatbotPaused')
    },
  },
  'recrubo.absent-candidate': {
    async linkage(twin) {
      const thread = await findThreadWithoutCandidate(twin)
      expect(thread.relationships.candidate).toEqual({ data: null })
    },
    async 'null-link'(twin) {
      const thread = await findThreadWithoutCandidate(twin)
      expect(thread.relationships.candidate).toEqual({ links: { related: null } })
    },
  },
  'recrubo.new-status': {
    async queued(twin) {
      const id = await createRun(twin)
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe('queued')
      expect((await sendRequest(twin, `${RUNS}?filter[status]=created`)).json.data).toEqual([])
    },
    async created(twin) {
      const id = await createRun(twin)
      const { json } = await sendRequest(twin, `${RUNS}?filter[status]=created&sort=-createdAt`)
      expect([json.data[0].id, json.data[0].attributes.status]).toEqual([id, 'created'])
      expect((await sendRequest(twin, `${RUNS}?filter[status]=queued`)).json.data).toEqual([])
    },
  },
  'recrubo.cancelled-status': {
    async cancelled(twin) {
      const id = await createCancelledRun(twin)
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe('cancelled')
    },
    async exception(twin) {
      const id = await createCancelledRun(twin)
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json.data.attributes.status).toBe('exception')
      expect((await sendRequest(twin, `${RUNS}?filter[status]=cancelled`)).json.data).toEqual([])
      const { json } = await sendRequest(twin, `${RUNS}?filter[status]=exception&filter[id]=${id}`)
      expect(json.meta.total).toBe(1)
    },
  },
}
