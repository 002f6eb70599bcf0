import { describeDocument, LONGEST_DOCUMENT } from './run-blocks.ts'

describeDocument(LONGEST_DOCUMENT)
