import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, bodies, type Spoil } from './mutant.ts'
import { set } from './url-change.ts'

export type Resource = Record<string, Record<string, unknown>> & { id: unknown; type: unknown }

export interface Document {
  data?: Resource | Resource[]
  included?: Resource[]
  meta?: Record<string, unknown>
  errors?: unknown
  [name: string]: unknown
}

/** The id of something that is not there. */
export const OTHER = 'aaaaaaaa-0009-4000-8000-aaaaaaaaaaaa'

/** Changes successful documents. */
export function document(change: (document: Document, url: URL, method: string) => unknown): Spoil<RecruboRow> {
  return bodies<RecruboRow>((body, { url, method }) => {
    change(body as Document, url, method)
  })
}

/** Changes the runs of a list in place. */
export function list(change: (runs: Resource[], url: URL) => unknown): Spoil<RecruboRow> {
  return document(({ data }, url) => Array.isArray(data) && change(data, url))
}

export function primary(change: (resource: Resource) => unknown): Spoil<RecruboRow> {
  return document(({ data }) => {
    for (const one of [data ?? []].flat()) change(one)
  })
}

export function included(change: (resource: Resource, isList: boolean) => unknown): Spoil<RecruboRow> {
  return document((body) => {
    for (const one of body.included ?? []) change(one, Array.isArray(body.data))
  })
}

/** Changes the relationship to the flow where no linkage was asked for. */
export function relation(change: () => Record<string, unknown>): Spoil<RecruboRow> {
  return document(({ data, included: along }) => {
    if (along === undefined) for (const one of [data ?? []].flat()) one['relationships']!['flow'] = change()
  })
}

export function meta(change: (own: Record<string, unknown>) => unknown): Spoil<RecruboRow> {
  return document((body) => Array.isArray(body.data) && change(body.meta!))
}

export function typed(type: string): Spoil<RecruboRow> {
  return answers(({ text }) => (text === '' ? null : { headers: { 'content-type': type } }))
}

export function failures(change: (status: number) => unknown): Spoil<RecruboRow> {
  return answers(({ status }) => (status >= 400 ? { text: JSON.stringify(change(status)) } : null))
}

export function repeating(): Spoil<RecruboRow> {
  return (twin, hit) => {
    let last: Resource | undefined
    return list((runs, url) => {
      if (url.searchParams.get('page[number]') === '2' && last !== undefined) runs[0] = last
      if (url.searchParams.has('page[number]')) last = runs.at(-1)
    })(twin, hit)
  }
}

export function later(runs: Resource[]): void {
  for (const one of runs) one['attributes']!['createdAt'] = '2030-01-01T00:00:00+00:00'
}

export function first(url: URL, name: string): boolean {
  const [one = '', other] = url.searchParams.get(name)!.split(',')
  return other !== undefined && set(url, name, one)
}
