import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { FlowtwinError } from '../../world/errors.ts'
import type { ProblemCode, ProblemDetails } from '../problem.ts'
import type { WireResponse } from '../response.ts'

/** The problem with which a vendor answers an injected error status. */
export interface FaultProblem extends ProblemDetails {
  readonly code: ProblemCode
}

/** The error statuses that can be injected into an operation, with their problems. */
export type FaultProblems = (operation: OperationFacts) => Readonly<Record<number, FaultProblem>>

/** A complete response that replaces the vendor's; thrown to leave the pipeline. */
export class ReplacementResponse extends FlowtwinError {
  override readonly name = 'ReplacementResponse'
  readonly code = 'replacement-response'
  readonly response: WireResponse

  constructor(response: WireResponse) {
    super(`response ${response.status} replaces the vendor's`)
    this.response = response
  }
}

const GATEWAY_REASONS: Readonly<Record<number, string>> = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** Error statuses of a reverse proxy, possible for every vendor. */
export const GATEWAY_STATUSES: readonly number[] = Object.keys(GATEWAY_REASONS).map(Number)

/** Returns the HTML error page of a reverse proxy; undefined for statuses that proxies do not send. */
export function createGatewayResponse(status: number): WireResponse | undefined {
  const reason = GATEWAY_REASONS[status]
  if (reason === undefined) return undefined
  const title = `${status} ${reason}`
  const body = `<!doctype html>\n<title>${title}</title>\n<h1>${title}</h1>\n<p>No answer came from behind the proxy.</p>\n`
  return { status, headers: { 'content-type': 'text/html' }, body }
}

/** Returns Flowtwin's own response to an invalid X-Flowtwin-Fault header. */
export function createHeaderError(reason: string): ReplacementResponse {
  const body = JSON.stringify({ error: `X-Flowtwin-Fault: ${reason}` })
  return new ReplacementResponse({ status: 400, headers: { 'content-type': 'application/json' }, body })
}
