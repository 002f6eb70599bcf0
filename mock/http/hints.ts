import type { OperationFacts } from '../../spec/operation-facts.ts'
import { findNearestWord } from '../wire/nearest.ts'
import { type RequestRecord, toIncomingRequest } from './call.ts'
import { findIgnoredParameters } from './unread.ts'
import type { Vendor } from './vendor.ts'

/** Some vendors refuse whom they do not know with the one, some with the other. */
const UNAUTHENTICATED_STATUSES: readonly unknown[] = [401, 403]
const NOT_FOUND_STATUS = 404

/** What a request that looks like a slip was probably meant to be: sentences for whoever wrote the client. */
export function buildHints(record: RequestRecord): readonly string[] {
  const { vendor, operation, response } = record
  const { query, path } = toIncomingRequest(record)
  const status = response?.status
  if (vendor === undefined) return []
  const hints =
    operation === undefined
      ? []
      : findIgnoredParameters(query, operation).map((name) => buildParameterHint(name, operation))
  if (operation === undefined && status === NOT_FOUND_STATUS)
    hints.push(buildPathHint(path, [vendor]) ?? 'nothing is documented there, nor at anything like it')
  if (UNAUTHENTICATED_STATUSES.includes(status) && response?.caller?.token == null)
    hints.push(`${vendor.name} wants "Authorization: ${formatAuthorizationSyntax(vendor)}"`)
  return hints
}

/** What a path that nothing is documented at was probably meant to be; undefined where nothing is like it. */
export function buildPathHint(path: string, vendors: readonly Vendor[]): string | undefined {
  const paths = [...new Set(vendors.flatMap(({ operations }) => operations.map((operation) => operation.path)))]
  const clean = path.replace(/\/+$/, '')
  const prefixed = paths.find((known) => known !== clean && isPathSuffix(known, clean))
  if (prefixed !== undefined) return `nothing is documented there, but ${prefixed} is; put in front what is missing`
  const near = findNearestPath(clean, paths)
  return near === undefined ? undefined : `nothing is documented there; did you mean ${near}?`
}

function buildParameterHint(name: string, { id, parameters }: OperationFacts): string {
  const known = parameters.filter((one) => one.in === 'query').map((one) => one.name)
  const suggestion = findNearestWord(name, known)
  const advice = suggestion === undefined ? listKnownParameters(known) : `did you mean "${suggestion}"?`
  return `${id} knows no query parameter "${name}", so nobody read it; ${advice}`
}

function listKnownParameters(known: readonly string[]): string {
  return known.length === 0 ? 'it knows none' : `it knows ${known.join(', ')}`
}

/** The vendor's way of writing a credential, without one. */
function formatAuthorizationSyntax({ demo }: Vendor): string {
  const { authorization, credential } = demo
  return authorization.replace(credential, '<credential>')
}

/** Whether a documented path ends with what was asked, step by step. */
function isPathSuffix(known: string, requested: string): boolean {
  const [steps, sent] = [splitPath(known), splitPath(requested)]
  if (sent.length === 0 || sent.length >= steps.length) return false
  const tail = steps.slice(-sent.length)
  // A tail of nothing but placeholders would fit anything.
  if (!tail.some((step) => !isPlaceholder(step))) return false
  return tail.every((step, place) => isPlaceholder(step) || step === sent[place])
}

/** The documented path of which the fewest steps differ, if those that differ are near. */
function findNearestPath(requested: string, paths: readonly string[]): string | undefined {
  const steps = splitPath(requested)
  const candidates = paths.filter((path) => splitPath(path).length === steps.length)
  const shaped = candidates.map(
    (path) =>
      [
        path,
        splitPath(path)
          .map((step, place) => (isPlaceholder(step) ? (steps[place] ?? '') : step))
          .join('/'),
      ] as const,
  )
  const suggestion = findNearestWord(
    steps.join('/'),
    shaped.map(([, shape]) => shape),
  )
  return shaped.find(([, shape]) => shape === suggestion)?.[0]
}

function splitPath(path: string): readonly string[] {
  return path.split('/').filter(Boolean)
}

function isPlaceholder(step: string): boolean {
  return step.startsWith('{')
}
