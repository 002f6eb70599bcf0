import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { ProblemCode, ProblemDetails } from '../problem.ts'
import type { WireResponse } from '../response.ts'

/** What a vendor says when it is made to refuse with a status. */
export interface FaultProblem extends ProblemDetails {
  readonly code: ProblemCode
}

/** The statuses that a vendor can be made to refuse an operation with, each with the problem that stands for it. */
export type FaultProblems = (operation: OperationFacts) => Readonly<Record<number, FaultProblem>>

/** An answer that is given in the place of the vendor's. */
export class ReplacementResponse extends Error {
  override readonly name = 'AnsweredInstead'
  readonly response: WireResponse

  constructor(response: WireResponse) {
    super(`answered ${response.status} in the vendor's place`)
    this.response = response
  }
}

const GATEWAY_REASONS: Readonly<Record<number, string>> = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** The statuses with which a proxy in front of a vendor refuses, whoever the vendor is. */
export const GATEWAY_STATUSES: readonly number[] = Object.keys(GATEWAY_REASONS).map(Number)

/** What a proxy says: a page, not the vendor's JSON. Undefined for a status that proxies leave to the vendor. */
export function createGatewayResponse(status: number): WireResponse | undefined {
  const reason = GATEWAY_REASONS[status]
  if (reason === undefined) return undefined
  const title = `${status} ${reason}`
  const body = `<!doctype html>\n<title>${title}</title>\n<h1>${title}</h1>\n<p>No answer came from behind the proxy.</p>\n`
  return { status, headers: { 'content-type': 'text/html' }, body }
}

/** What is said of an X-Flowtwin-Fault that cannot be used: it is Flowtwin who speaks, not the vendor. */
export function createHeaderError(reason: string): ReplacementResponse {
  const body = JSON.stringify({ error: `X-Flowtwin-Fault: ${reason}` })
  return new ReplacementResponse({ status: 400, headers: { 'content-type': 'application/json' }, body })
}
