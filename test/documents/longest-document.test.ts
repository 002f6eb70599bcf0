import { describeDocument, LONGEST } from './run-blocks.ts'

describeDocument(LONGEST)
