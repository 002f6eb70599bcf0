import { appendFileSync } from 'node:fs'
import type { ResponseContext } from '../mock/http/request-context.ts'
import type { WireResponse } from '../mock/http/response.ts'

/** One kind of answer that some test has seen and held against its document. */
export interface Proof {
  readonly vendor: string
  readonly operation: string
  readonly status: number
  /** Whether it was asked with a page, a page's size or a cursor. */
  readonly paged: boolean
  /** What the world's clock showed, in whole seconds. */
  readonly date: string
}

/** The file that proofs are noted in, a line of JSON each; `npm run proven` names it to write docs/proven.md. */
const file = process.env['FLOWTWIN_PROOFS']
const noted = new Set<string>()

/** Notes an answer, if anybody wants to know. */
export function note({ status, headers }: WireResponse, { vendor, operation, request }: ResponseContext): void {
  if (file === undefined || operation === null) return
  const paged = /(?:^|&)(?:page|size|cursor)/.test(request.search)
  const proof: Proof = { vendor, operation, status, paged, date: headers['date'] ?? '' }
  const line = `${JSON.stringify(proof)}\n`
  if (noted.has(line)) return
  noted.add(line)
  appendFileSync(file, line)
}
