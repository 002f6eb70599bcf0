import type { RecruboRow } from '../twins/recrubo-row.ts'
import type { Twin } from '../twins/twin.ts'
import { answers, instead, type Mutant, requests, type Spoil } from './mutant.ts'
import { document, type Document, list } from './recrubo-mutants.ts'

type Attributes = Record<string, unknown>

/** Servers that create, change or delete wrongly. */
export const writeMutants: readonly Mutant<RecruboRow>[] = [
  {
    name: 'a creation answers 200',
    kills: ['JAPI-060'],
    also: ['HTTP-001', 'HTTP-002'],
    spoil: answers(({ status }) => (status === 201 ? { status: 200 } : null)),
  },
  {
    name: 'Location leads to another run',
    kills: ['JAPI-061'],
    spoil: answers(({ status, headers }) =>
      status === 201 ? { headers: { location: `${headers['location']}0` } } : null,
    ),
  },
  {
    name: 'no Location',
    kills: ['JAPI-061'],
    spoil: answers(({ status }) => (status === 201 ? { headers: { location: '' } } : null)),
  },
  {
    name: 'a creation returns a run that was there before',
    kills: ['JAPI-062'],
    also: ['JAPI-063', 'JAPI-066'],
    spoil: (twin, hit) =>
      document((one, _, method) => method === 'POST' && Object.assign(one.data as object, { id: twin.rows[7]!.id }))(
        twin,
        hit,
      ),
  },
  {
    name: 'a created run cannot be read',
    kills: ['JAPI-062'],
    also: ['JAPI-061', 'JAPI-066', 'HTTP-001'],
    spoil: answers(({ status }, { url, method }) =>
      status === 200 && method === 'GET' && url.pathname.includes('-0005-')
        ? { status: 404, text: '{"errors":[{"status":"404"}]}' }
        : null,
    ),
  },
  {
    name: 'a created run is not listed',
    kills: ['JAPI-063'],
    also: ['JAPI-085'],
    spoil: list((runs) => runs.splice(0, runs.length, ...runs.filter(({ id }) => !String(id).includes('-0005-')))),
  },
  {
    name: 'the four attributes are not all required: state',
    kills: ['JAPI-064'],
    spoil: created((attributes) => attributes['state'] === undefined && { state: {} }),
  },
  {
    name: 'the four attributes are not all required: initialMessage',
    kills: ['JAPI-064'],
    spoil: created((attributes) => attributes['initialMessage'] === undefined && { initialMessage: {} }),
  },
  {
    name: 'the four attributes are not all required: flowId',
    kills: ['JAPI-064'],
    spoil: created(
      (attributes) => attributes['flowId'] === undefined && { flowId: '00000000-00f4-4000-8000-aaaa00000000' },
    ),
  },
  {
    name: 'the four attributes are not all required: messageThreadId',
    kills: ['JAPI-064'],
    spoil: created(
      (attributes) =>
        attributes['messageThreadId'] === undefined && { messageThreadId: '00000000-00a4-4000-8000-aaaa00000000' },
    ),
  },
  { name: 'an empty message is refused', kills: ['JAPI-065', 'JAPI-060', 'HTTP-001'], spoil: emptyMessageRefused() },
  {
    name: 'the state comes back as a text',
    kills: ['JAPI-066', 'SCH-007'],
    spoil: run(
      (attributes) =>
        Object.keys(attributes['state'] as object).length > 1 &&
        (attributes['state'] = JSON.stringify(attributes['state'])),
    ),
  },
  {
    name: 'null members of the state are dropped',
    kills: ['JAPI-066'],
    spoil: run((attributes) => delete (attributes['state'] as Attributes)['nothing']),
  },
  {
    name: 'cost can be written on creation',
    kills: ['JAPI-067'],
    spoil: created((attributes) => attributes['cost'] !== undefined && { cost: undefined }),
  },
  { name: 'a refused creation creates a run', kills: ['JAPI-067'], spoil: creatingAnyway() },
  { name: 'the type is not looked at', kills: ['JAPI-068', 'JAPI-089'], spoil: typeIgnored() },
  {
    name: 'an unknown flow is accepted',
    kills: ['JAPI-070'],
    spoil: created(
      (attributes) =>
        String(attributes['flowId']).startsWith('f10f') && { flowId: '00000000-00f4-4000-8000-aaaa00000000' },
    ),
  },
  {
    name: 'a new run is already finished',
    kills: ['JAPI-071'],
    spoil: document((one, _, method) => method === 'POST' && attributesIn(one, (own) => (own['status'] = 'finished'))),
  },
  {
    name: 'a body with a foreign parameter is accepted',
    kills: ['JAPI-020'],
    spoil: requests(
      (_, request) =>
        request.headers.get('content-type')?.includes(';') === true && {
          headers: { 'content-type': 'application/vnd.api+json' },
        },
    ),
  },
  { name: 'finished is refused', kills: ['JAPI-080', 'HTTP-001'], spoil: statusRefused('finished') },
  { name: 'cancelled is refused', kills: ['JAPI-081', 'HTTP-001'], spoil: statusRefused('cancelled') },
  {
    name: 'running can be set',
    kills: ['JAPI-082', 'JAPI-083'],
    spoil: patched((row, { status }) => status === 'running' && Object.assign(row, { status })),
  },
  {
    name: 'the status is compared without regard to case',
    kills: ['JAPI-082'],
    spoil: patched((row, { status }) => status === 'Finished' && Object.assign(row, { status: 'finished' })),
  },
  {
    name: 'an ended run becomes active again',
    kills: ['JAPI-083'],
    spoil: patched(
      (row, { status }) => status === 'queued' && row.status !== 'running' && Object.assign(row, { status }),
    ),
  },
  {
    name: 'the state of a running run can be replaced',
    kills: ['JAPI-084'],
    spoil: patched(
      (row, { state }) => state !== undefined && row.status === 'running' && Object.assign(row, { state }),
    ),
  },
  { name: 'a state after the end is refused', kills: ['JAPI-085', 'HTTP-001'], also: [], spoil: stateRefused() },
  {
    name: 'an erased state still stands in the list',
    kills: ['JAPI-085'],
    spoil: list((runs) =>
      runs.forEach(
        (one) =>
          'erased' in (one['attributes']!['state'] as object) && (one['attributes']!['state'] = { first_name: 'Henk' }),
      ),
    ),
  },
  {
    name: 'the initial message can be changed',
    kills: ['JAPI-086'],
    spoil: patched((row, { initialMessage }) => initialMessage !== undefined && Object.assign(row, { initialMessage })),
  },
  {
    name: 'a change of flowId is ignored with 200',
    kills: ['JAPI-087'],
    spoil: patched((_, { flowId }) => flowId !== undefined),
  },
  { name: 'attributes that are not sent are nulled', kills: ['JAPI-088'], spoil: nulling() },
  { name: 'the id in the body is not looked at', kills: ['JAPI-089'], spoil: idIgnored((id) => id !== undefined) },
  { name: 'a body without id is accepted', kills: ['JAPI-090'], spoil: idIgnored((id) => id === undefined) },
  {
    name: 'an update of an unknown id is accepted',
    kills: ['JAPI-091'],
    also: ['SCH-001'],
    spoil: answers(({ status }, { method, url }) =>
      status === 404 && method === 'PATCH' && url.pathname.includes('f10f')
        ? { status: 200, text: '{"meta":{}}' }
        : null,
    ),
  },
  { name: 'the legal half of an update is applied', kills: ['JAPI-092'], spoil: halfApplied() },
  { name: 'updatedAt moves on a refused change', kills: ['JAPI-093'], spoil: touching() },
  {
    name: 'updatedAt does not move',
    kills: ['JAPI-093'],
    spoil: run(
      (attributes) =>
        'changed' in (attributes['state'] as object) && (attributes['updatedAt'] = '2026-05-04T09:00:00+00:00'),
    ),
  },
  {
    name: 'DELETE answers with the run',
    kills: ['JAPI-100'],
    spoil: document((one, _, method) => method === 'DELETE' && Object.assign(one, { data: null })),
  },
  { name: 'a deleted run can still be read', kills: ['JAPI-101'], spoil: remembering('GET') },
  {
    name: 'a second deletion answers 200',
    kills: ['JAPI-103'],
    spoil: answers(({ status }, { method }) =>
      status === 404 && method === 'DELETE' ? { status: 200, text: '{"meta":{}}' } : null,
    ),
  },
  { name: 'a deleted run can be updated', kills: ['JAPI-104'], spoil: remembering('PATCH') },
  {
    name: 'PUT is accepted',
    kills: ['JAPI-110'],
    spoil: answers(({ status }, { method, url }) =>
      status === 405 && method === 'PUT' && url.pathname.includes('-0005-') ? { status: 200 } : null,
    ),
  },
]

function attributesIn(one: Document, change: (attributes: Attributes) => unknown): void {
  for (const resource of [one.data ?? []].flat()) change(resource['attributes']!)
}

/** Changes the attributes of runs in answers about one run. */
function run(change: (attributes: Attributes) => unknown): Spoil<RecruboRow> {
  return document((one) => !Array.isArray(one.data) && attributesIn(one, change))
}

/** Lets the twin see other attributes in a creation; `undefined` takes one away. */
function created(change: (attributes: Attributes) => Attributes | false): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    if (request.method !== 'POST') return await twin.send(request)
    const body = JSON.parse(await request.clone().text()) as { data: { attributes: Attributes } }
    const changed = change(body.data.attributes)
    if (changed === false) return await twin.send(request)
    hit()
    return await twin.send(
      withBody(request, { data: { ...body.data, attributes: { ...body.data.attributes, ...changed } } }),
    )
  }
}

/** Obeys some updates although they are not allowed. */
function patched(obey: (row: RecruboRow, attributes: Attributes) => unknown): Spoil<RecruboRow> {
  return instead(async ({ url, method }, request, twin) => {
    const row = rowOf(url, twin)
    if (method !== 'PATCH' || row === undefined) return null
    const { attributes = {} } = (JSON.parse(await request.text()) as { data: { attributes?: Attributes } }).data
    return obey(row, attributes) === false ? null : await shown(request, twin)
  })
}

function statusRefused(status: string): Spoil<RecruboRow> {
  return (twin, hit) => requestsWith(twin, hit, (attributes) => attributes['status'] === status && { status: 'no' })
}

function stateRefused(): Spoil<RecruboRow> {
  return (twin, hit) => requestsWith(twin, hit, (attributes) => attributes['state'] !== undefined && { cost: 1 })
}

function requestsWith(
  twin: Twin<RecruboRow>,
  hit: () => void,
  change: (attributes: Attributes) => Attributes | false,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'PATCH') return await twin.send(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { attributes?: Attributes } }
    const changed = change(data.attributes ?? {})
    if (changed === false) return await twin.send(request)
    hit()
    return await twin.send(withBody(request, { data: { ...data, attributes: { ...data.attributes, ...changed } } }))
  }
}

function emptyMessageRefused(): Spoil<RecruboRow> {
  return created((attributes) => JSON.stringify(attributes['initialMessage']) === '{}' && { initialMessage: undefined })
}

function creatingAnyway(): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    const copy = request.clone()
    const response = await twin.send(request)
    if (copy.method !== 'POST' || response.status !== 403) return response
    const { data } = JSON.parse(await copy.clone().text()) as { data: { attributes: Attributes } }
    const { cost: _, createdAt: __, updatedAt: ___, ...attributes } = data.attributes
    await twin.send(withBody(copy, { data: { ...data, attributes } }))
    hit()
    return response
  }
}

function typeIgnored(): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    if (request.body === null) return await twin.send(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { type?: string } }
    if (data.type === undefined || data.type === 'flowRuns') return await twin.send(request)
    hit()
    return await twin.send(withBody(request, { data: { ...data, type: 'flowRuns' } }))
  }
}

function idIgnored(applies: (id: string | undefined) => boolean): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    const own = rowOf(new URL(request.url), twin)
    if (request.method !== 'PATCH' || own === undefined) return await twin.send(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { id?: string } }
    if (data.id === own.id || !applies(data.id)) return await twin.send(request)
    hit()
    return await twin.send(withBody(request, { data: { ...data, id: own.id } }))
  }
}

function nulling(): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    const response = await twin.send(request)
    const row = rowOf(new URL(request.url), twin)
    if (request.method === 'PATCH' && response.status === 200 && row !== undefined && row.status === 'finished') {
      hit()
      row.state = {}
    }
    return response
  }
}

function halfApplied(): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    const copy = request.clone()
    const response = await twin.send(request)
    const row = rowOf(new URL(copy.url), twin)
    if (copy.method !== 'PATCH' || response.status !== 403 || row === undefined) return response
    const { data } = JSON.parse(await copy.text()) as { data: { attributes: Attributes } }
    if (data.attributes['status'] === 'cancelled') {
      hit()
      row.status = 'cancelled'
    }
    return response
  }
}

function touching(): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    const response = await twin.send(request)
    const row = rowOf(new URL(request.url), twin)
    if (request.method === 'PATCH' && response.status >= 400 && row !== undefined) {
      hit()
      row.updatedAt = twin.clock.now()
    }
    return response
  }
}

/** Deleted runs live on for one method. */
function remembering(method: string): Spoil<RecruboRow> {
  return (twin, hit) => {
    const deleted: RecruboRow[] = []
    return async (request) => {
      const url = new URL(request.url)
      const [known, dead] = [rowOf(url, twin), deleted.find(({ id }) => url.pathname.endsWith(id))]
      if (request.method === 'DELETE' && known !== undefined) deleted.push(known)
      if (request.method !== method || dead === undefined) return await twin.send(request)
      hit()
      twin.rows.push(dead)
      const response = await twin.send(request)
      twin.rows.splice(twin.rows.indexOf(dead), 1)
      return response
    }
  }
}

function rowOf(url: URL, { rows }: Twin<RecruboRow>): RecruboRow | undefined {
  return rows.find(({ id }) => url.pathname.endsWith(id))
}

function withBody(request: Request, body: unknown): Request {
  return new Request(request.url, { method: request.method, headers: request.headers, body: JSON.stringify(body) })
}

async function shown(request: Request, twin: Twin<RecruboRow>): Promise<Response> {
  return await twin.send(new Request(request.url, { headers: request.headers }))
}
