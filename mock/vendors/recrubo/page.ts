import { positionOf } from '../../http/quirk.ts'
import { type NumberedPage, pagesFor } from '../../wire/numbered-page.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const DEFAULT_SIZE = 25
const LARGEST = 200

/** The part of a query that asks for a page, as far as the document was able to judge it. */
interface Asked {
  readonly 'page[number]'?: number
  readonly 'page[size]'?: number
}

/** The page that a query asks for; what a quirk has let pass is put right here. */
export function pageAsked(query: Asked): NumberedPage {
  const size = sound(query['page[size]'], DEFAULT_SIZE)
  return { number: sound(query['page[number]'], 1), size: Math.min(size, LARGEST) }
}

/** Where a page stands in the whole. */
export function collectionMeta(
  page: NumberedPage,
  { total, totalUnfiltered }: { readonly total: number; readonly totalUnfiltered: number },
  world: World,
) {
  const least = positionOf(world, quirks.pagesOfNothing) === 'one' ? 1 : 0
  const maxPage = Math.max(least, pagesFor(total, page.size))
  return { total, totalUnfiltered, currentSize: page.size, currentPage: page.number, maxPage }
}

/** Text that is no number comes here as text, if a quirk wants it to mean the default. */
function sound(value: number | undefined, usual: number): number {
  return Number.isInteger(value) && Number(value) >= 1 ? Number(value) : usual
}
