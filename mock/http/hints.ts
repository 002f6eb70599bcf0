import type { OperationFacts } from '../../spec/operation-facts.ts'
import { nearest } from '../wire/nearest.ts'
import { type Call, receivedOf } from './call.ts'
import { ignoredParameters } from './unread.ts'
import type { Vendor } from './vendor.ts'

/** Some vendors refuse whom they do not know with the one, some with the other. */
const UNAUTHENTICATED: readonly unknown[] = [401, 403]
const NOT_FOUND = 404

/** What a request that looks like a slip was probably meant to be: sentences for whoever wrote the client. */
export function hintsOf(call: Call): readonly string[] {
  const { vendor, operation, outcome } = call
  const { query, path } = receivedOf(call)
  const status = outcome?.status
  if (vendor === undefined) return []
  const hints =
    operation === undefined ? [] : ignoredParameters(query, operation).map((name) => parameterHint(name, operation))
  if (operation === undefined && status === NOT_FOUND)
    hints.push(pathHint(path, [vendor]) ?? 'nothing is documented there, nor at anything like it')
  if (UNAUTHENTICATED.includes(status) && outcome?.caller?.token == null)
    hints.push(`${vendor.name} wants "Authorization: ${syntaxOf(vendor)}"`)
  return hints
}

/** What a path that nothing is documented at was probably meant to be; undefined where nothing is like it. */
export function pathHint(path: string, vendors: readonly Vendor[]): string | undefined {
  const paths = [...new Set(vendors.flatMap(({ operations }) => operations.map((operation) => operation.path)))]
  const clean = path.replace(/\/+$/, '')
  const prefixed = paths.find((known) => known !== clean && fits(known, clean))
  if (prefixed !== undefined) return `nothing is documented there, but ${prefixed} is; put in front what is missing`
  const near = nearestPath(clean, paths)
  return near === undefined ? undefined : `nothing is documented there; did you mean ${near}?`
}

function parameterHint(name: string, { id, parameters }: OperationFacts): string {
  const known = parameters.filter((one) => one.in === 'query').map((one) => one.name)
  const meant = nearest(name, known)
  const instead = meant === undefined ? listed(known) : `did you mean "${meant}"?`
  return `${id} knows no query parameter "${name}", so nobody read it; ${instead}`
}

function listed(known: readonly string[]): string {
  return known.length === 0 ? 'it knows none' : `it knows ${known.join(', ')}`
}

/** The vendor's way of writing a credential, without one. */
function syntaxOf({ showcase }: Vendor): string {
  const { authorization, credential } = showcase
  return authorization.replace(credential, '<credential>')
}

/** Whether a documented path ends with what was asked, step by step. */
function fits(known: string, asked: string): boolean {
  const [steps, sent] = [stepsOf(known), stepsOf(asked)]
  if (sent.length === 0 || sent.length >= steps.length) return false
  const tail = steps.slice(-sent.length)
  // A tail of nothing but placeholders would fit anything.
  if (!tail.some((step) => !isPlaceholder(step))) return false
  return tail.every((step, place) => isPlaceholder(step) || step === sent[place])
}

/** The documented path of which the fewest steps differ, if those that differ are near. */
function nearestPath(asked: string, paths: readonly string[]): string | undefined {
  const sent = stepsOf(asked)
  const candidates = paths.filter((path) => stepsOf(path).length === sent.length)
  const shaped = candidates.map(
    (path) =>
      [
        path,
        stepsOf(path)
          .map((step, place) => (isPlaceholder(step) ? (sent[place] ?? '') : step))
          .join('/'),
      ] as const,
  )
  const meant = nearest(
    sent.join('/'),
    shaped.map(([, shape]) => shape),
  )
  return shaped.find(([, shape]) => shape === meant)?.[0]
}

function stepsOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean)
}

function isPlaceholder(step: string): boolean {
  return step.startsWith('{')
}
