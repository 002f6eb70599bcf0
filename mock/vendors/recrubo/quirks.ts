import { responseQuirks } from './answering-quirks.ts'
import { queryQuirks } from './asking-quirks.ts'
import { writeQuirks } from './writing-quirks.ts'

/** What Recrubo's documents leave open, or say in two ways. */
export const quirks = { ...queryQuirks, ...responseQuirks, ...writeQuirks }
