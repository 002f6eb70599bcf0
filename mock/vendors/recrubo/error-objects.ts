import type { components } from '../../../spec/generated/recrubo.types.ts'

export type ErrorObject = components['schemas']['ErrorObject']

/** The statuses that errors are sent under, in Graphiti's words. */
const STATUS_WORDS = {
  400: ['bad_request', 'Bad Request'],
  401: ['unauthorized', 'Unauthorized'],
  403: ['forbidden', 'Forbidden'],
  404: ['not_found', 'Not Found'],
  405: ['method_not_allowed', 'Method Not Allowed'],
  406: ['not_acceptable', 'Not Acceptable'],
  // Graphiti's conflicts are request errors and keep their code.
  409: ['bad_request', 'Conflict'],
  415: ['unsupported_media_type', 'Unsupported Media Type'],
  422: ['unprocessable_entity', 'Validation Error'],
  500: ['internal_server_error', 'Internal Server Error'],
} as const

export type ErrorStatus = keyof typeof STATUS_WORDS

/** An error about the request as a whole, a parameter or a header. */
export function createErrorObject(status: ErrorStatus, detail: string, source?: ErrorObject['source']): ErrorObject {
  const [code, title] = STATUS_WORDS[status]
  return { code, status: String(status), title, detail, ...(source === undefined ? {} : { source }) }
}

/** Where a member of a request document stands, and what is wrong with it. */
export interface MemberFault {
  readonly pointer: string
  /** As a dotted path, or by its bare name where a value is at fault. */
  readonly attribute: string
  readonly message: string
  readonly code: string
}

/** An error about a member that may not be in the document, or must be. */
export function createRequestError(
  status: 400 | 403 | 409,
  fault: MemberFault,
  detail = `${fault.attribute} ${fault.message}`,
): ErrorObject {
  const { pointer, ...meta } = fault
  const [code] = STATUS_WORDS[status]
  return { code, status: String(status), title: 'Request Error', detail, source: { pointer }, meta }
}

/** An error about the value of an attribute. */
export function createValidationError(
  fault: MemberFault,
  detail = `${humanize(fault.attribute)} ${fault.message}`,
): ErrorObject {
  const { pointer, ...meta } = fault
  const [code, title] = STATUS_WORDS[422]
  return { code, status: '422', title, detail, source: { pointer }, meta }
}

/** `messageThreadId` as Rails speaks of it: "Message thread id". */
function humanize(attribute: string): string {
  const spaced = attribute.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
