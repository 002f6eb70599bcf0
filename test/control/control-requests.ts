import { document } from '../../spec/generated/control.document.ts'
import type { WireResponse } from '../../mock/http/response.ts'
import type { Twin, TwinOptions } from '../../mock/twin.ts'
import { createTwinUnderTest } from '../balancer/balanced-twin.ts'
import { DocumentValidator } from '../spec/document-validator.ts'

const validator = new DocumentValidator(document)
export const FEED = '/api/v1/triggers/new-flow-triggered'
export const BEARER = { authorization: 'Bearer mine' }

/** Creates a mock server whose control responses must match spec/control.yaml. */
export function createControlTwin(options: TwinOptions = {}): Twin {
  return createTwinUnderTest({
    runs: 60,
    onError: (error) => {
      throw error
    },
    mutateResponse(sent: WireResponse, { vendor, operation }) {
      if (vendor !== 'control' || operation === null || sent.status === 204) return sent
      const errors = validator.findErrors(operation, sent.status, JSON.parse(String(sent.body)))
      if (errors.length > 0) throw new Error(errors.join('; '))
      return sent
    },
    ...options,
  })
}

export async function sendRequest(
  twin: Twin,
  path: string,
  init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
) {
  const { method = init.body === undefined ? 'GET' : 'POST', body } = init
  const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers }
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await twin.fetch(new Request(`http://localhost${path}`, { method, headers, ...content }))
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? null : JSON.parse(text),
  }
}
