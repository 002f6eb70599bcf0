import type { RapidproRow } from '../twins/rapidpro.ts'
import { changeBodies, changeRequests, deleteParameter, type Mutation } from './mutant.ts'

export type Run = Record<string, unknown>

export interface Page {
  next: string | null
  previous: string | null
  results: Run[]
}

/** Changes pages of runs. */
export function changeRunPages(change: (page: Page, url: URL) => unknown): Mutation<RapidproRow> {
  return changeBodies<RapidproRow>((body, { url }) => {
    const page = body as Page
    return Array.isArray(page.results) ? change(page, url) : undefined
  })
}

/** Changes every run of every page. */
export function changeRuns(change: (run: Run) => unknown): Mutation<RapidproRow> {
  return changeRunPages((page) => {
    for (const run of page.results) change(run)
  })
}

/** Ignores a query parameter. */
export function ignoreParameter(parameter: string): Mutation<RapidproRow> {
  return changeRequests((url) => url.searchParams.has(parameter) && deleteParameter(url, parameter))
}

/** Shifts a time bound by some seconds, as if another member were compared. */
export function shiftBound(parameter: string, seconds: number): Mutation<RapidproRow> {
  return changeRequests((url) => {
    const bound = url.searchParams.get(parameter)
    if (bound === null || !bound.endsWith('Z') || url.searchParams.has(parameter === 'before' ? 'after' : 'before'))
      return false
    const shifted = new Date(Date.parse(bound) - seconds * 1000).toISOString()
    url.searchParams.set(parameter, shifted)
    return true
  })
}
