import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { createControlTwin, sendRequest } from '../control/control-requests.ts'
import { createIds, shop } from './shop.ts'

const FLOW = {
  name: { qyvo: 'Size help', recrubo: 'Size intake', rapidpro: 'Size poll', idnow: 'Size check' },
  ids: createIds(1, 8),
  ttl: '24h',
  questions: Array.from({ length: 30 }, (_, place) => ({ key: `q${place}`, answers: ['red', 'blue'] })),
}

const WORLD = '/_twin/v1/worlds/default'
const BEARER = { authorization: 'Bearer demo' }
const RAPIDPRO = { authorization: 'Token demo' }

function createShop(): Twin {
  return createControlTwin({ data: shop, limits: false })
}

/** Returns id, name and number of runs of each flow, as each vendor lists and counts them. */
async function readFlows(twin: Twin, world = '') {
  const read = async (path: string, headers: Record<string, string> = BEARER) =>
    (await sendRequest(twin, `${world}${path}`, { headers })).json
  const options: readonly { id: string; label: string }[] = await read('/api/v1/dropdowns/flows')
  const qyvo = options.map(async ({ id, label }) => {
    const { json } = await sendRequest(twin, `${world}/api/v1/actions/get-flow`, {
      headers: BEARER,
      body: { flow_id: id },
    })
    return [json.id, label, json.sessions_count]
  })
  const { data } = await read('/public/v2/flows?sort=createdAt&page[size]=100')
  const recrubo = data.map(async ({ id, attributes }: { id: string; attributes: { name: string } }) => {
    const { meta } = await read(`/public/v2/flow-runs?filter[flowId]=${id}&page[size]=1`)
    return [id, attributes.name, meta.total]
  })
  const { results } = await read('/api/v2/flows.json', RAPIDPRO)
  const rapidpro = results.map(({ uuid, name, runs }: { uuid: string; name: string; runs: Record<string, number> }) => [
    uuid,
    name,
    Object.values(runs).reduce((left, right) => left + right, 0),
  ])
  const { content, page } = await read('/api/v1/flows/live')
  expect(page.totalElements).toBe(content.length)
  const idnow = content.map(async ({ id, name }: { id: string; name: string }) => {
    const sessions = await read(`/api/v1/flows/${id}/live/sessions?size=1`)
    return [id, name, sessions.page.totalElements]
  })
  return {
    qyvo: await Promise.all(qyvo),
    recrubo: await Promise.all(recrubo),
    rapidpro,
    idnow: await Promise.all(idnow),
  }
}

describe('a flow that is added to a world', () => {
  it('is the newest one at all vendors; nothing else changes', async () => {
    const twin = createShop()
    const readLists = async () => {
      const paths = [
        '/api/v2/runs.json',
        '/api/v2/messages.json',
        '/api/v2/groups.json',
        '/api/v1/triggers/new-message-received',
      ]
      const responses = paths.map(async (path) => {
        const headers = path.includes('/v2/') ? RAPIDPRO : BEARER
        return (await sendRequest(twin, path, { headers })).text
      })
      return Promise.all(responses)
    }
    const [before, lists] = [await readFlows(twin), await readLists()]
    const added = await sendRequest(twin, `${WORLD}/flows`, { body: FLOW })
    expect(added).toMatchObject({ status: 201, json: { index: 6, published: true, questions: 30, timeToLive: 86_400 } })
    const { qyvo, recrubo, rapidpro, idnow } = createIds(1, 8)
    expect(await readFlows(twin)).toEqual({
      qyvo: [...before.qyvo, [qyvo, 'Size help', 0]],
      recrubo: [...before.recrubo, [recrubo, 'Size intake', 0]],
      rapidpro: [[rapidpro, 'Size poll', 0], ...before.rapidpro],
      idnow: [[idnow, 'Size check', 0], ...before.idnow],
    })
    expect(await readLists()).toEqual(lists)
    const body = { flow_id: qyvo }
    const { json } = await sendRequest(twin, '/api/v1/actions/get-flow', { headers: BEARER, body })
    expect(json).toMatchObject({ status: 'published', created_at: '2026-01-15T09:00:00+00:00' })
  })

  it('has the runs that are started by its id, in every list, filter and count', async () => {
    const twin = createShop()
    await sendRequest(twin, `${WORLD}/flows`, { body: FLOW })
    const { qyvo, recrubo, rapidpro, idnow } = createIds(1, 8)
    const responses = [
      await sendRequest(twin, `${WORLD}/runs`, {
        body: [0, 1, 2].map((contact) => ({ flow: 'Size poll', contact, end: 'completed' })),
      }),
      await sendRequest(twin, '/api/v2/flow_starts.json', {
        headers: RAPIDPRO,
        body: { flow: rapidpro, urns: ['tel:+31612345670'] },
      }),
      await sendRequest(twin, `/api/v1/flows/${idnow}/live/sessions`, {
        headers: BEARER,
        body: { metadata: { subjectId: 's-1' } },
      }),
    ]
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201])
    twin.clock.advance('23h')
    const flows = await readFlows(twin)
    expect(flows.qyvo.at(-1)).toEqual([qyvo, 'Size help', 5])
    expect(flows.recrubo.at(-1)).toEqual([recrubo, 'Size intake', 5])
    expect(flows.rapidpro[0]).toEqual([rapidpro, 'Size poll', 5])
    expect(flows.idnow[0]).toEqual([idnow, 'Size check', 5])
    const feed = await sendRequest(twin, `/api/v1/triggers/new-flow-triggered?flow_id=${qyvo}`, { headers: BEARER })
    expect(feed.json).toHaveLength(5)
    const list = await sendRequest(twin, `/api/v2/runs.json?flow=${rapidpro}`, { headers: RAPIDPRO })
    expect(list.json.results).toHaveLength(5)
    const completed = list.json.results.find((run: { exit_type: string }) => run.exit_type === 'completed')
    expect(Object.keys(completed.values)).toHaveLength(30)
    const nodes = completed.path.map(({ node }: { node: string }) => node)
    expect(new Set(nodes).size).toBe(nodes.length)
    const messages = await sendRequest(twin, '/api/v2/messages.json?folder=incoming', { headers: RAPIDPRO })
    const ids = messages.json.results.map(({ id }: { id: number }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is kept by forks and snapshots, unknown at earlier instants, and removed by a reset', async () => {
    const twin = createShop()
    twin.clock.advance('1h')
    await sendRequest(twin, `${WORLD}/flows`, { body: FLOW })
    await sendRequest(twin, `${WORLD}/runs`, { body: { flow: 'Size help', contact: 1 } })
    const expected = await readFlows(twin)
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    expect(await readFlows(twin, '/w/fork')).toEqual(expected)
    await sendRequest(twin, '/_twin/v1/worlds/fork/flows', { body: { name: 'Only in the fork' } })
    expect(await readFlows(twin)).toEqual(expected)
    const { json: snapshot } = await sendRequest(twin, `${WORLD}/snapshot`)
    const other = createControlTwin({ limits: false })
    const load = { method: 'PUT', body: snapshot }
    expect((await sendRequest(other, '/_twin/v1/worlds/copy/snapshot', load)).status).toBe(200)
    expect(await readFlows(other, '/w/copy')).toEqual(expected)
    const past = { ...BEARER, 'x-flowtwin-as-of': '2026-01-15T09:30:00Z' }
    expect((await sendRequest(twin, '/api/v1/dropdowns/flows', { headers: past })).json).toHaveLength(5)
    const body = { flow_id: createIds(1, 8).qyvo }
    const readStatus = async () =>
      (await sendRequest(twin, '/api/v1/actions/get-flow', { headers: BEARER, body })).status
    await sendRequest(twin, `${WORLD}/reset`, { body: {} })
    expect(await readStatus()).toBe(404)
    expect((await readFlows(twin)).recrubo).toHaveLength(6)
    expect((await sendRequest(twin, `${WORLD}/flows`, { body: FLOW })).status).toBe(201)
    expect(await readStatus()).toBe(200)
  })

  it('is exported as own data, from which its runs are made again', async () => {
    const twin = createControlTwin({ limits: false })
    await sendRequest(twin, `${WORLD}/flows`, { body: { name: 'Not ready', status: 'draft' } })
    await sendRequest(twin, `${WORLD}/flows`, { body: FLOW })
    await sendRequest(twin, `${WORLD}/runs`, { body: { flow: 'Size help', contact: 1 } })
    const { json: exported } = await sendRequest(twin, `${WORLD}/data`)
    const { rapidpro } = await readFlows(createControlTwin({ data: exported, limits: false }))
    const names = rapidpro.map(([, name]: readonly unknown[]) => name)
    expect(names).toHaveLength(8 + 2 + 4)
    expect(new Set(names).size).toBe(names.length)
    expect(rapidpro.find(([, name]: readonly unknown[]) => name === 'Size poll')?.[2]).toBe(1)
  })

  it('is refused with an error that names the remedy', async () => {
    const twin = createShop()
    const refuse = async (path: string, body: object) => {
      const { status, json } = await sendRequest(twin, `${WORLD}${path}`, { body })
      return [status, json.error]
    }
    const weight = '`weight` is not allowed: an added flow has no generated runs; PUT arrivals creates runs'
    const taken = '`ids.idnow` is the id of another flow; give another one'
    const ids = { idnow: createIds(1, 0).idnow }
    expect(await refuse('/flows', { name: 'x', tll: '1h' })).toEqual([
      400,
      'tll is an unknown member; did you mean "ttl"?',
    ])
    expect(await refuse('/flows', { name: 'x', ttl: '40d' })).toEqual([400, 'ttl must be from 1 minute to 30 days'])
    expect(await refuse('/flows', { name: 'x', weight: 2 })).toEqual([400, weight])
    expect(await refuse('/flows', { name: 'x', ids })).toEqual([409, taken])
    expect(await refuse('/flows', { name: 'x', ttl: '30d' })).toEqual([400, expect.stringContaining('too many runs')])
    expect((await sendRequest(twin, `${WORLD}/flows`, { body: { name: 'x' } })).json.index).toBe(6)
    const early = { contact: 1, createdAt: '2026-01-15T08:00:00Z' }
    expect(await refuse('/runs', { ...early, flow: 'x' })).toEqual([400, expect.stringContaining('not published yet')])
    expect((await sendRequest(twin, `${WORLD}/runs`, { body: { ...early, flow: 0 } })).status).toBe(201)
  })
})

it('the number of a flow in `runs` is its place in the file, behind a draft as well', async () => {
  const data = {
    flows: [{ name: 'Draft', status: 'draft' as const }, { name: 'First' }, { name: 'Second' }],
    runs: [{ flow: 2, contact: 'Ada', createdAt: '-1h' }],
    generate: { runs: 0, every: 'never' },
  }
  const { json } = await sendRequest(createControlTwin({ data, runs: 0 }), '/api/v2/runs.json', { headers: RAPIDPRO })
  expect(json.results).toMatchObject([{ flow: { name: 'Second' } }])
})
