import { recordProof } from '../proven.ts'
import { documents } from '../spec/documents.ts'
import { DocumentValidator } from '../spec/document-validator.ts'
import { document as control } from '../../spec/generated/control.document.ts'
import type { OpenApiDocument } from '../../spec/open-api-document.ts'
import type { WireResponse } from '../../mock/http/response.ts'
import type { Twin, TwinOptions } from '../../mock/twin.ts'
import { createTwinUnderTest } from '../balancer/balanced-twin.ts'

/** Options of a request; all have defaults. */
export interface RequestOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Sends no credential. */
  readonly anonymous?: boolean
}

/** A response with its body read and parsed. */
export interface TestResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // Tests read bodies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any
}

/**
 * Creates a twin with a frozen clock. An internal error fails the test, and so does a response that the vendor's document
 * does not describe, except for sparse fieldsets and for quirks in other than their default positions.
 */
export function createTestTwin(options: TwinOptions = {}): Twin {
  return createTwinUnderTest({
    onError: (error) => {
      throw error
    },
    mutateResponse(response, context) {
      const { vendor, operation, request } = context
      // A response that a fault rule changed does not represent the vendor.
      if (response.headers['x-flowtwin-fault'] !== undefined) return response
      recordProof(response, context)
      const asDocumented = options.quirks === undefined && !/fields(?:\[|%5B)/i.test(request.search)
      if (operation !== null && asDocumented) expectDocumented(vendor, operation, response)
      return response
    },
    ...options,
  })
}

/** Sends a request to a vendor's path with the vendor's credential. */
export async function sendRequest(twin: Twin, path: string, options: RequestOptions = {}): Promise<TestResponse> {
  const { method = 'GET', body } = options
  const headers = {
    ...(options.anonymous === true ? {} : { authorization: findCredential(twin, path) }),
    ...options.headers,
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await twin.fetch(
    new Request(`http://localhost${path}`, { method, headers, ...(body === undefined ? {} : { body: text }) }),
  )
  const responseText = await response.text()
  return { status: response.status, headers: response.headers, text: responseText, json: parseJson(responseText) }
}

function findCredential(twin: Twin, path: string): string {
  const owner = twin.vendors.find((vendor) => vendor.prefixes.some((prefix) => path.startsWith(prefix)))
  return owner?.demo.authorization ?? ''
}

const allDocuments: Readonly<Record<string, OpenApiDocument>> = { ...documents, control }
const validators = new Map<string, DocumentValidator>()

function expectDocumented(vendor: string, operation: string, { status, headers, body }: WireResponse): void {
  const validator = validators.get(vendor) ?? new DocumentValidator(allDocuments[vendor] ?? control)
  validators.set(vendor, validator)
  const isJson = headers['content-type']?.includes('json') === true
  const errors = isJson ? validator.findErrors(operation, status, parseJson(String(body))) : []
  if (errors.length > 0)
    throw new Error(
      `${operation} returned ${status} with a body that its document does not describe: ${errors.join('; ')}`,
    )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
