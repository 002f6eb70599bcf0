import { answeringQuirks } from './answering-quirks.ts'
import { askingQuirks } from './asking-quirks.ts'
import { writingQuirks } from './writing-quirks.ts'

/** What Recrubo's documents leave open, or say in two ways. */
export const quirks = { ...askingQuirks, ...answeringQuirks, ...writingQuirks }
