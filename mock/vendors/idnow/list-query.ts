import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { countPages, type NumberedPage } from '../../wire/pagination.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

/** The maximum of each numeric query parameter of lists; the minimum is 1. */
const MAXIMA: Readonly<Record<string, number>> = { page: Infinity, size: 100 }

const BOOLEAN_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['1', 'true'],
  ['yes', 'true'],
  ['false', 'false'],
  ['0', 'false'],
  ['no', 'false'],
])

/** Returns the value that validation sees: another one where a quirk tolerates more than the document allows. */
export function normalizeQueryValue(name: string, text: string, world: World): string {
  if (world.sideState.renderSettings.settings.size === 0) return text
  if (name === 'sortBy') {
    const isAccepted = getQuirkPosition(world, quirks['idnow.sort-by-session-status']) === 'accepted'
    return isAccepted && text === 'sessionStatus' ? 'status' : text
  }
  if (name === 'sortDesc') {
    const isLenient = getQuirkPosition(world, quirks['idnow.boolean-spelling']) === 'lenient'
    return isLenient ? (BOOLEAN_SPELLINGS.get(text.toLowerCase()) ?? text) : text
  }
  const maximum = MAXIMA[name]
  if (
    maximum === undefined ||
    !/^-?\d+$/.test(text) ||
    getQuirkPosition(world, quirks['idnow.out-of-range']) === 'refused'
  )
    return text
  return String(Math.min(maximum, Math.max(1, Number(text))))
}

/** Throws a Problem for undocumented query parameters if a quirk says so. */
export function rejectUnknownParameters({ world, request }: HandlerContext, known: readonly string[]): void {
  if (getQuirkPosition(world, quirks['idnow.unknown-parameters']) === 'ignored') return
  const unknown = request.query.names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Problem('invalid', { issues: unknown.map((at) => ({ in: 'query', at, rule: 'unknown' })) })
}

/**
 * Serializes the member `page` of a list.
 * @throws {Problem} "not-found" for a page beyond the last, if a quirk says so
 */
export function serializePageInfo({ number, size }: NumberedPage, totalElements: number, world: World) {
  const minPages = getQuirkPosition(world, quirks['idnow.pages-of-nothing']) === 'one' ? 1 : 0
  const totalPages = Math.max(minPages, countPages(totalElements, size))
  if (
    number > Math.max(1, totalPages) &&
    getQuirkPosition(world, quirks['idnow.beyond-the-last-page']) === 'not-found'
  ) {
    throw new Problem('not-found', { text: 'Page not found', note: `the last page is ${totalPages}` })
  }
  return { number, size, totalElements, totalPages }
}
