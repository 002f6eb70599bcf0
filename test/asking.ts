import { note } from './proven.ts'
import { documents } from './specs/documents.ts'
import { Validator } from './specs/validator.ts'
import { document as control } from '../spec/generated/control.document.ts'
import type { OpenApiDocument } from '../spec/open-api-document.ts'
import type { WireResponse } from '../mock/http/response.ts'
import { createTwin, type Twin, type TwinOptions } from '../mock/twin.ts'

/** How a test asks: everything but the path has a default. */
export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Sent without the vendor's credential. */
  readonly anonymous?: boolean
}

/** An answer with its body read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // Tests look into bodies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any
}

/**
 * A frozen twin of small worlds. Its own errors fail the test that caused them, and so does every answer that the
 * vendor's document does not describe, whatever the test is about: unless members were left out on request, or a quirk is
 * in a position of the test's choice, which may be another reading of the document.
 */
export function testTwin(options: TwinOptions = {}): Twin {
  return createTwin({
    onError: (error) => {
      throw error
    },
    mutateResponse(sent, context) {
      const { vendor, operation, request } = context
      // What a fault rule has made of an answer says nothing about the vendor.
      if (sent.headers['x-flowtwin-fault'] !== undefined) return sent
      note(sent, context)
      const asDocumented = options.quirks === undefined && !/fields(?:\[|%5B)/i.test(request.search)
      if (operation !== null && asDocumented) expectDocumented(vendor, operation, sent)
      return sent
    },
    ...options,
  })
}

/** Asks a vendor's path with the vendor's own credential. */
export async function ask(twin: Twin, path: string, asking: Asking = {}): Promise<Answer> {
  const { method = 'GET', body } = asking
  const headers = {
    ...(asking.anonymous === true ? {} : { authorization: credentialFor(twin, path) }),
    ...asking.headers,
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await twin.fetch(
    new Request(`http://localhost${path}`, { method, headers, ...(body === undefined ? {} : { body: text }) }),
  )
  const answered = await response.text()
  return { status: response.status, headers: response.headers, text: answered, json: parsed(answered) }
}

function credentialFor(twin: Twin, path: string): string {
  const owner = twin.vendors.find((vendor) => vendor.prefixes.some((prefix) => path.startsWith(prefix)))
  return owner?.demo.authorization ?? ''
}

const allDocuments: Readonly<Record<string, OpenApiDocument>> = { ...documents, control }
const validators = new Map<string, Validator>()

function expectDocumented(vendor: string, operation: string, { status, headers, body }: WireResponse): void {
  const validator = validators.get(vendor) ?? new Validator(allDocuments[vendor] ?? control)
  validators.set(vendor, validator)
  const isJson = headers['content-type']?.includes('json') === true
  const errors = isJson ? validator.errors(operation, status, parsed(String(body))) : []
  if (errors.length > 0)
    throw new Error(
      `${operation} answered ${status} with a body that its document does not describe: ${errors.join('; ')}`,
    )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
