import type { TwinOptions } from '../../mock/twin.ts'
import { OPENING } from '../contracts/twins/twin.ts'

/** A small world in which every check finds what it judges by: ties on either side of an edge, each status, pages enough. */
export const WORLD: TwinOptions = {
  seed: 1,
  runs: 400,
  now: new Date(OPENING).toISOString(),
  // A mutant answers wrongly on purpose; the suite is to find out, not the test's own look at the document.
  mutateResponse: (sent) => sent,
}
