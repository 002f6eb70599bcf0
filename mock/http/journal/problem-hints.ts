/** Remedies for the problems that requests have; the vendors' error responses state few of them. */
import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { parseCredential } from '../../wire/credentials.ts'
import { describeIssues } from '../issue-text.ts'
import type { Problem, ProblemDetails } from '../problem.ts'
import { IncomingRequest } from '../request.ts'
import { listHeaderPairs, type RecordedRequest, type RecordedResponse, type RecordedVendor } from './request-record.ts'

/** A request to a vendor's path. */
export type VendorRequest = Pick<RecordedRequest, 'method' | 'url' | 'headers' | 'operation'> & {
  readonly vendor: RecordedVendor
}

/** The facts of a response that remedies depend on. */
export type ResponseFacts = Pick<RecordedResponse, 'status' | 'caller' | 'note' | 'problem'>

/** Returns the remedy for an error response; undefined when nothing is known beyond the response itself. */
export function buildProblemHint(
  request: VendorRequest,
  { problem, caller }: ResponseFacts,
  bodyText: string | null,
): string | undefined {
  if (problem == null) return undefined
  const { details } = problem
  switch (problem.code) {
    case 'unauthenticated':
      return buildCredentialHint(request)
    case 'forbidden':
      return caller?.token == null
        ? buildCredentialHint(request)
        : buildPermissionHint(request, caller.credentialStatus)
    case 'method-not-allowed':
      return buildMethodHint(request, details)
    case 'not-acceptable':
      return buildAcceptHint(request)
    case 'unsupported-media-type':
      return buildContentTypeHint(request)
    case 'throttled':
      return buildThrottleHint(request, details)
    case 'malformed-body':
      return details.text ?? describeMalformedBody(bodyText)
    case 'invalid':
      return details.issues === undefined ? details.text : describeIssues(details.issues)
    case 'not-found':
      return buildNotFoundHint(request, problem)
    case 'internal':
      return details.note === undefined ? 'this is a bug of Flowtwin; its stderr has the stack' : undefined
    case 'conflict':
    case 'refused':
      return details.text
    case 'unknown-route':
      return undefined
  }
}

/** Asks for the vendor's scheme, or for another credential where the scheme was right. */
function buildCredentialHint({ vendor, headers }: VendorRequest): string {
  const { authorization, credential } = vendor.demo
  const sent = parseCredential(findHeader(headers, 'authorization') ?? null)
  const expected = parseCredential(authorization)
  const isRightScheme = sent !== undefined && sent.value !== '' && sent.scheme === expected?.scheme
  return isRightScheme
    ? `this credential is not accepted; send one that is, such as that of "flowtwin env ${vendor.name}"`
    : `${vendor.name} requires "Authorization: ${authorization.replace(credential, '<credential>')}"`
}

function buildPermissionHint({ vendor, operation }: VendorRequest, status: string): string {
  const subject = operation === undefined ? 'this' : operation.id
  const reason = status === 'member' ? 'lacks the permission for' : 'has no access to'
  return `this credential ${reason} ${subject}; send another one, such as that of "flowtwin env ${vendor.name}"`
}

function buildMethodHint({ method, url }: VendorRequest, { allow = [] }: ProblemDetails): string {
  return `${method} is not allowed for ${getPath(url)}; allowed: ${allow.join(', ')}`
}

function buildAcceptHint({ operation, headers }: VendorRequest): string {
  const types = [...new Set(Object.values(operation?.responses ?? {}).flatMap((type) => type ?? []))]
  const sent = findHeader(headers, 'accept')
  return `send "Accept: ${types.join(', ')}"${sent === undefined ? '' : `, not "${sent}"`}`
}

function buildContentTypeHint({ operation, headers }: VendorRequest): string {
  const types = Object.keys(operation?.requestBody ?? {})
  const sent = findHeader(headers, 'content-type')
  return `send "Content-Type: ${types.join(' or ')}"${sent === undefined ? '' : `, not "${sent}"`}`
}

function buildThrottleHint({ vendor }: VendorRequest, { retryAfter }: ProblemDetails): string {
  const wait = retryAfter === undefined ? 'wait' : `wait ${retryAfter} s ("flowtwin clock advance ${retryAfter}s")`
  return `the rate limit is used up; ${wait}, or switch it off with "flowtwin limits set ${vendor.name}=off"`
}

/** Names the usual mistake in a text that is not JSON. */
function describeMalformedBody(text: string | null): string {
  if (text === null) return 'the body is not valid JSON'
  const trimmed = text.trim()
  if (trimmed === '') return 'the body is empty; send JSON'
  if (/^[\w.[\]%-]+=[^{]*$/.test(trimmed)) return 'the body is a form; send JSON'
  if (/^[[{]\s*'/.test(trimmed)) return 'the body is not valid JSON: names and texts need double quotes'
  if (/,\s*[\]}]/.test(trimmed)) return 'the body is not valid JSON: remove the comma before a closing bracket'
  const [opening, closing] = trimmed.startsWith('[') ? ['[', ']'] : ['{', '}']
  if (trimmed.startsWith(opening) && !trimmed.endsWith(closing))
    return `the body is not valid JSON: it breaks off before the closing "${closing}"`
  return 'the body is not valid JSON; serialize it with a JSON library'
}

/** Names the request that lists the existing items. */
function buildNotFoundHint(
  { vendor, operation }: VendorRequest,
  { details: { text = 'not found' } }: NotFound,
): string {
  if (/cursor/i.test(text)) return `${text}; follow the link of a response from the same world, with the same filters`
  const [noun = ''] = /^[A-Z]?[a-z]+/.exec(text) ?? []
  const list = findListPath(vendor.operations, operation, noun.toLowerCase())
  const advice = list === undefined ? '"flowtwin run list" shows runs with their ids' : `GET ${list} lists what exists`
  return `${text.replace(/\.$/, '')} in this world; ${advice}`
}

type NotFound = Pick<Problem, 'details'>

/** The path of the list of a noun ("flow": .../flows), else of the collection in the path of the operation. */
export function findListPath(
  operations: readonly OperationFacts[],
  operation: Pick<OperationFacts, 'path'> | undefined,
  noun: string,
): string | undefined {
  const reads = operations.filter(({ method }) => method === 'get')
  const getLastStep = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '')
  const isNamed = ({ id, path }: OperationFacts) =>
    id.toLowerCase() === `list${noun}s` || getLastStep(path) === `${noun}s`
  const named = noun === '' ? undefined : reads.find(isNamed)
  const placeholder = operation?.path.lastIndexOf('/{') ?? -1
  const collection = placeholder === -1 ? undefined : operation?.path.slice(0, placeholder)
  return named?.path ?? reads.find(({ path }) => path === collection)?.path
}

function findHeader(headers: RecordedRequest['headers'], name: string): string | undefined {
  return listHeaderPairs(headers).find(([other]) => other.toLowerCase() === name)?.[1]
}

function getPath(url: string): string {
  return new IncomingRequest({ url } as Request).path
}
