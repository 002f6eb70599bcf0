import type { RapidproRow } from '../twins/rapidpro.ts'
import { bodies, requests, type Spoil } from './mutant.ts'
import { dropped } from './url-change.ts'

export type Run = Record<string, unknown>

export interface Page {
  next: string | null
  previous: string | null
  results: Run[]
}

/** Changes pages of runs. */
export function pages(change: (page: Page, url: URL) => unknown): Spoil<RapidproRow> {
  return bodies<RapidproRow>((body, { url }) => {
    const page = body as Page
    return Array.isArray(page.results) ? change(page, url) : undefined
  })
}

/** Changes every run of every page. */
export function run(change: (one: Run) => unknown): Spoil<RapidproRow> {
  return pages((page) => {
    for (const one of page.results) change(one)
  })
}

/** A server that does not know a parameter. */
export function without(parameter: string): Spoil<RapidproRow> {
  return requests((url) => url.searchParams.has(parameter) && dropped(url, parameter))
}

/** A bound that is off by some seconds, as if another member were compared. */
export function moved(parameter: string, seconds: number): Spoil<RapidproRow> {
  return requests((url) => {
    const bound = url.searchParams.get(parameter)
    if (bound === null || !bound.endsWith('Z') || url.searchParams.has(parameter === 'before' ? 'after' : 'before'))
      return false
    const shifted = new Date(Date.parse(bound) - seconds * 1000).toISOString()
    url.searchParams.set(parameter, shifted)
    return true
  })
}
