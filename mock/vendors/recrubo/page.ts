import { getQuirkPosition } from '../../http/quirk.ts'
import { type NumberedPage, countPages } from '../../wire/numbered-page.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const DEFAULT_SIZE = 25
const MAX_SIZE = 200

/** The part of a query that asks for a page, as far as the document was able to judge it. */
interface PageQuery {
  readonly 'page[number]'?: number
  readonly 'page[size]'?: number
}

/** The page that a query asks for; what a quirk has let pass is put right here. */
export function parsePageQuery(query: PageQuery): NumberedPage {
  const size = toPositiveInteger(query['page[size]'], DEFAULT_SIZE)
  return { number: toPositiveInteger(query['page[number]'], 1), size: Math.min(size, MAX_SIZE) }
}

/** Where a page stands in the whole. */
export function createCollectionMeta(
  page: NumberedPage,
  { total, totalUnfiltered }: { readonly total: number; readonly totalUnfiltered: number },
  world: World,
) {
  const minPages = getQuirkPosition(world, quirks.pagesOfNothing) === 'one' ? 1 : 0
  const maxPage = Math.max(minPages, countPages(total, page.size))
  return { total, totalUnfiltered, currentSize: page.size, currentPage: page.number, maxPage }
}

/** Text that is no number comes here as text, if a quirk wants it to mean the default. */
function toPositiveInteger(value: number | undefined, fallback: number): number {
  return Number.isInteger(value) && Number(value) >= 1 ? Number(value) : fallback
}
