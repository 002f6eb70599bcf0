import { changingLists } from './changing-lists.ts'
import { pageBoundaries } from './ends-and-edges.ts'
import type { PagingScenario } from './hazard.ts'
import { linksAndCursors } from './links-and-cursors.ts'

/** Every hazard that there is. */
export const pagingScenarios: readonly PagingScenario[] = [...changingLists, ...pageBoundaries, ...linksAndCursors]
