import { appendFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { expect } from 'vitest'
import type { ResponseContext } from '../mock/http/request-context.ts'
import type { WireResponse } from '../mock/http/response.ts'

/** One kind of response that a test has validated against its document. */
export interface ResponseProof {
  /** The folder in test/ of the test. */
  readonly folder: string
  readonly vendor: string
  readonly operation: string
  readonly status: number
  /** True when the query has a page, a size or a cursor. */
  readonly paged: boolean
  /** The Date header: the world's clock in whole seconds. */
  readonly date: string
}

/** File for the proofs, one JSON line each. `npm run docs:coverage` sets it to write docs/coverage.md, `.ci/run` to use those of `npm test`. */
const file = process.env['FLOWTWIN_PROOFS']
const recorded = new Set<string>()

/** Appends a new kind of response to the file; does nothing without a file. */
export function recordProof({ status, headers }: WireResponse, { vendor, operation, request }: ResponseContext): void {
  if (file === undefined || operation === null) return
  const paged = /(?:^|&)(?:page|size|cursor)/.test(request.search)
  const [folder = ''] = relative(import.meta.dirname, expect.getState().testPath ?? '').split(sep)
  const proof: ResponseProof = { folder, vendor, operation, status, paged, date: headers['date'] ?? '' }
  const line = `${JSON.stringify(proof)}\n`
  if (recorded.has(line)) return
  recorded.add(line)
  appendFileSync(file, line)
}
