import type { RecruboRow } from '../twins/recrubo-row.ts'
import type { Twin } from '../twins/twin.ts'
import { instead, type Spoil } from './mutant.ts'
import { document, type Document } from './recrubo-changes.ts'

type Attributes = Record<string, unknown>

export function attributesIn(one: Document, change: (attributes: Attributes) => unknown): void {
  for (const resource of [one.data ?? []].flat()) change(resource['attributes']!)
}

/** Changes the attributes of runs in answers about one run. */
export function run(change: (attributes: Attributes) => unknown): Spoil<RecruboRow> {
  return document((one) => !Array.isArray(one.data) && attributesIn(one, change))
}

/** Lets the twin see other attributes in a creation; `undefined` takes one away. */
export function created(change: (attributes: Attributes) => Attributes | false): Spoil<RecruboRow> {
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
export function patched(obey: (row: RecruboRow, attributes: Attributes) => unknown): Spoil<RecruboRow> {
  return instead(async ({ url, method }, request, twin) => {
    const row = rowOf(url, twin)
    if (method !== 'PATCH' || row === undefined) return null
    const { attributes = {} } = (JSON.parse(await request.text()) as { data: { attributes?: Attributes } }).data
    return obey(row, attributes) === false ? null : await shown(request, twin)
  })
}

export function statusRefused(status: string): Spoil<RecruboRow> {
  return (twin, hit) => requestsWith(twin, hit, (attributes) => attributes['status'] === status && { status: 'no' })
}

export function stateRefused(): Spoil<RecruboRow> {
  return (twin, hit) => requestsWith(twin, hit, (attributes) => attributes['state'] !== undefined && { cost: 1 })
}

export function requestsWith(
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

export function emptyMessageRefused(): Spoil<RecruboRow> {
  return created((attributes) => JSON.stringify(attributes['initialMessage']) === '{}' && { initialMessage: undefined })
}

export function creatingAnyway(): Spoil<RecruboRow> {
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

export function typeIgnored(): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    if (request.body === null) return await twin.send(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { type?: string } }
    if (data.type === undefined || data.type === 'flowRuns') return await twin.send(request)
    hit()
    return await twin.send(withBody(request, { data: { ...data, type: 'flowRuns' } }))
  }
}

export function idIgnored(applies: (id: string | undefined) => boolean): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    const own = rowOf(new URL(request.url), twin)
    if (request.method !== 'PATCH' || own === undefined) return await twin.send(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { id?: string } }
    if (data.id === own.id || !applies(data.id)) return await twin.send(request)
    hit()
    return await twin.send(withBody(request, { data: { ...data, id: own.id } }))
  }
}

export function nulling(): Spoil<RecruboRow> {
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

export function halfApplied(): Spoil<RecruboRow> {
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

export function touching(): Spoil<RecruboRow> {
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
export function remembering(method: string): Spoil<RecruboRow> {
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

export function rowOf(url: URL, { rows }: Twin<RecruboRow>): RecruboRow | undefined {
  return rows.find(({ id }) => url.pathname.endsWith(id))
}

export function withBody(request: Request, body: unknown): Request {
  return new Request(request.url, { method: request.method, headers: request.headers, body: JSON.stringify(body) })
}

export async function shown(request: Request, twin: Twin<RecruboRow>): Promise<Response> {
  return await twin.send(new Request(request.url, { headers: request.headers }))
}
