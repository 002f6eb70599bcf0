import type { RecruboRow } from '../twins/recrubo-documents.ts'
import type { Twin } from '../twins/twin.ts'
import { changeBodies, changeResponses, type Mutation, respondInstead, setParameter } from './mutant.ts'

export type Resource = Record<string, Record<string, unknown>> & { id: unknown; type: unknown }

export interface Document {
  data?: Resource | Resource[]
  included?: Resource[]
  meta?: Record<string, unknown>
  errors?: unknown
  [name: string]: unknown
}

/** An id without a resource. */
export const MISSING_ID = 'aaaaaaaa-0009-4000-8000-aaaaaaaaaaaa'

/** Changes successful documents. */
export function changeDocuments(
  change: (document: Document, url: URL, method: string) => unknown,
): Mutation<RecruboRow> {
  return changeBodies<RecruboRow>((body, { url, method }) => {
    change(body as Document, url, method)
  })
}

/** Changes the runs of a list in place. */
export function changeLists(change: (runs: Resource[], url: URL) => unknown): Mutation<RecruboRow> {
  return changeDocuments(({ data }, url) => Array.isArray(data) && change(data, url))
}

export function changePrimaryResources(change: (resource: Resource) => unknown): Mutation<RecruboRow> {
  return changeDocuments(({ data }) => {
    for (const resource of [data ?? []].flat()) change(resource)
  })
}

export function changeIncluded(change: (resource: Resource, isList: boolean) => unknown): Mutation<RecruboRow> {
  return changeDocuments((body) => {
    for (const resource of body.included ?? []) change(resource, Array.isArray(body.data))
  })
}

/** Replaces the flow relationship in documents without included resources. */
export function replaceFlowRelationship(change: () => Record<string, unknown>): Mutation<RecruboRow> {
  return changeDocuments(({ data, included: includedResources }) => {
    if (includedResources === undefined) for (const run of [data ?? []].flat()) run['relationships']!['flow'] = change()
  })
}

export function changeMeta(change: (meta: Record<string, unknown>) => unknown): Mutation<RecruboRow> {
  return changeDocuments((body) => Array.isArray(body.data) && change(body.meta!))
}

export function replaceMediaType(type: string): Mutation<RecruboRow> {
  return changeResponses(({ text }) => (text === '' ? null : { headers: { 'content-type': type } }))
}

export function replaceErrors(change: (status: number) => unknown): Mutation<RecruboRow> {
  return changeResponses(({ status }) => (status >= 400 ? { text: JSON.stringify(change(status)) } : null))
}

export function repeatRunOnSecondPage(): Mutation<RecruboRow> {
  return (twin, recordHit) => {
    let last: Resource | undefined
    return changeLists((runs, url) => {
      if (url.searchParams.get('page[number]') === '2' && last !== undefined) runs[0] = last
      if (url.searchParams.has('page[number]')) last = runs.at(-1)
    })(twin, recordHit)
  }
}

export function moveCreationToFuture(runs: Resource[]): void {
  for (const run of runs) run['attributes']!['createdAt'] = '2030-01-01T00:00:00+00:00'
}

export function keepFirstValue(url: URL, name: string): boolean {
  const [first = '', second] = url.searchParams.get(name)!.split(',')
  return second !== undefined && setParameter(url, name, first)
}

type Attributes = Record<string, unknown>

export function changeAttributes(document: Document, change: (attributes: Attributes) => unknown): void {
  for (const resource of [document.data ?? []].flat()) change(resource['attributes']!)
}

/** Changes the attributes of the run in documents with a single run. */
export function changeSingleRuns(change: (attributes: Attributes) => unknown): Mutation<RecruboRow> {
  return changeDocuments((document) => !Array.isArray(document.data) && changeAttributes(document, change))
}

/** Changes the attributes of a creation; `undefined` deletes one, false keeps the request. */
export function changeCreations(change: (attributes: Attributes) => Attributes | false): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    if (request.method !== 'POST') return await twin.fetch(request)
    const body = JSON.parse(await request.clone().text()) as { data: { attributes: Attributes } }
    const changed = change(body.data.attributes)
    if (changed === false) return await twin.fetch(request)
    recordHit()
    return await twin.fetch(
      replaceBody(request, { data: { ...body.data, attributes: { ...body.data.attributes, ...changed } } }),
    )
  }
}

/** Applies updates to a row without validation; `apply` returns false for an update that the twin handles. */
export function applyUpdates(apply: (row: RecruboRow, attributes: Attributes) => unknown): Mutation<RecruboRow> {
  return respondInstead(async ({ url, method }, request, twin) => {
    const row = findRow(url, twin)
    if (method !== 'PATCH' || row === undefined) return null
    const { attributes = {} } = (JSON.parse(await request.text()) as { data: { attributes?: Attributes } }).data
    return apply(row, attributes) === false ? null : await readAgain(request, twin)
  })
}

export function rejectStatus(status: string): Mutation<RecruboRow> {
  return (twin, recordHit) =>
    changeUpdates(twin, recordHit, (attributes) => attributes['status'] === status && { status: 'no' })
}

export function rejectState(): Mutation<RecruboRow> {
  return (twin, recordHit) =>
    changeUpdates(twin, recordHit, (attributes) => attributes['state'] !== undefined && { cost: 1 })
}

export function changeUpdates(
  twin: Twin<RecruboRow>,
  recordHit: () => void,
  change: (attributes: Attributes) => Attributes | false,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'PATCH') return await twin.fetch(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { attributes?: Attributes } }
    const changed = change(data.attributes ?? {})
    if (changed === false) return await twin.fetch(request)
    recordHit()
    return await twin.fetch(replaceBody(request, { data: { ...data, attributes: { ...data.attributes, ...changed } } }))
  }
}

export function rejectEmptyMessage(): Mutation<RecruboRow> {
  return changeCreations(
    (attributes) => JSON.stringify(attributes['initialMessage']) === '{}' && { initialMessage: undefined },
  )
}

export function createRejectedRun(): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    const copy = request.clone()
    const response = await twin.fetch(request)
    if (copy.method !== 'POST' || response.status !== 403) return response
    const { data } = JSON.parse(await copy.clone().text()) as { data: { attributes: Attributes } }
    const { cost: _, createdAt: __, updatedAt: ___, ...attributes } = data.attributes
    await twin.fetch(replaceBody(copy, { data: { ...data, attributes } }))
    recordHit()
    return response
  }
}

export function ignoreType(): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    if (request.body === null) return await twin.fetch(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { type?: string } }
    if (data.type === undefined || data.type === 'flowRuns') return await twin.fetch(request)
    recordHit()
    return await twin.fetch(replaceBody(request, { data: { ...data, type: 'flowRuns' } }))
  }
}

export function ignoreId(applies: (id: string | undefined) => boolean): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    const row = findRow(new URL(request.url), twin)
    if (request.method !== 'PATCH' || row === undefined) return await twin.fetch(request)
    const { data } = JSON.parse(await request.clone().text()) as { data: { id?: string } }
    if (data.id === row.id || !applies(data.id)) return await twin.fetch(request)
    recordHit()
    return await twin.fetch(replaceBody(request, { data: { ...data, id: row.id } }))
  }
}

export function clearUnsentState(): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    const response = await twin.fetch(request)
    const row = findRow(new URL(request.url), twin)
    if (request.method === 'PATCH' && response.status === 200 && row !== undefined && row.status === 'finished') {
      recordHit()
      row.state = {}
    }
    return response
  }
}

export function applyValidPart(): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    const copy = request.clone()
    const response = await twin.fetch(request)
    const row = findRow(new URL(copy.url), twin)
    if (copy.method !== 'PATCH' || response.status !== 403 || row === undefined) return response
    const { data } = JSON.parse(await copy.text()) as { data: { attributes: Attributes } }
    if (data.attributes['status'] === 'cancelled') {
      recordHit()
      row.status = 'cancelled'
    }
    return response
  }
}

export function touchOnRejectedUpdate(): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    const response = await twin.fetch(request)
    const row = findRow(new URL(request.url), twin)
    if (request.method === 'PATCH' && response.status >= 400 && row !== undefined) {
      recordHit()
      row.updatedAt = twin.clock.now()
    }
    return response
  }
}

/** Keeps deleted runs for one method. */
export function keepDeletedRuns(method: string): Mutation<RecruboRow> {
  return (twin, recordHit) => {
    const deleted: RecruboRow[] = []
    return async (request) => {
      const url = new URL(request.url)
      const [row, deletedRow] = [findRow(url, twin), deleted.find(({ id }) => url.pathname.endsWith(id))]
      if (request.method === 'DELETE' && row !== undefined) deleted.push(row)
      if (request.method !== method || deletedRow === undefined) return await twin.fetch(request)
      recordHit()
      twin.rows.push(deletedRow)
      const response = await twin.fetch(request)
      twin.rows.splice(twin.rows.indexOf(deletedRow), 1)
      return response
    }
  }
}

export function findRow(url: URL, { rows }: Twin<RecruboRow>): RecruboRow | undefined {
  return rows.find(({ id }) => url.pathname.endsWith(id))
}

export function replaceBody(request: Request, body: unknown): Request {
  return new Request(request.url, { method: request.method, headers: request.headers, body: JSON.stringify(body) })
}

export async function readAgain(request: Request, twin: Twin<RecruboRow>): Promise<Response> {
  return await twin.fetch(new Request(request.url, { headers: request.headers }))
}
