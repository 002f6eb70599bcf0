/** `flowtwin/contracts/reports`: a result as text, in the formats of build servers, and as figures. */
export { renderAnnotations } from './kit/report/annotations.ts'
export { plainStyles, renderConsole, type TextStyles } from './kit/report/console.ts'
export { renderNdjsonLine, type ReportFormat, reportFormats, type ReportInput } from './kit/report/formats.ts'
export { resultSchema } from './kit/report/result-schema.ts'
export { getBrokenLevel, type Score, type Summary, summarizeResult } from './kit/result.ts'
