import { listQuirks } from './reading-quirks.ts'
import { sessionQuirks } from './session-quirks.ts'
import { writeQuirks } from './writing-quirks.ts'

/** Everything that the documents leave open. */
export const quirks = { ...listQuirks, ...sessionQuirks, ...writeQuirks }
