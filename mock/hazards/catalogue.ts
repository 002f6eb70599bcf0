import { changingLists } from './changing-lists.ts'
import { endsAndEdges } from './ends-and-edges.ts'
import type { Hazard } from './hazard.ts'
import { linksAndCursors } from './links-and-cursors.ts'

/** Every hazard that there is. */
export const hazards: readonly Hazard[] = [...changingLists, ...endsAndEdges, ...linksAndCursors]
