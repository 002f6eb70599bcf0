import { readingQuirks } from './reading-quirks.ts'
import { sessionQuirks } from './session-quirks.ts'
import { writingQuirks } from './writing-quirks.ts'

/** Everything that the documents leave open. */
export const quirks = { ...readingQuirks, ...sessionQuirks, ...writingQuirks }
