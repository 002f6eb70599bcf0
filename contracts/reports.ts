/** `flowtwin/contracts/reports`: a result as text, in the formats of build servers, and as figures. */
export { renderAnnotations } from './kit/report/annotations.ts'
export { type ConsoleOptions, plainStyles, renderConsole, type TextStyles } from './kit/report/console.ts'
export { renderNdjsonLine, type ReportFormat, reportFormats, type ReportInput } from './kit/report/formats.ts'
export { escapeUnprintable, escapeLines, serializeJson } from './kit/printable-text.ts'
export { resultSchema } from './kit/report/result-schema.ts'
export { getBrokenLevel, type Score, type Summary, summarizeResult } from './kit/result.ts'
