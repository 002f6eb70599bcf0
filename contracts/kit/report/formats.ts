import type { Result } from '../result.ts'
import type { ShownExchange } from '../run-event.ts'
import { badgeReport } from './badge.ts'
import { consoleReport } from './console.ts'
import { ctrfReport } from './ctrf.ts'
import { harReport } from './har.ts'
import { htmlReport } from './html.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'
import { sarifReport } from './sarif.ts'

/** All that a report may be made from. */
export interface Reported {
  readonly result: Result
  readonly exchanges: readonly ShownExchange[]
}

/** Every report that can be written to a file, each a pure function of what was found. `ndjson` is written as the run goes. */
export const reportFormats = {
  json: ({ result }) => `${JSON.stringify(result, null, 2)}\n`,
  text: ({ result }) => consoleReport(result),
  junit: ({ result }) => junitReport(result),
  markdown: ({ result }) => markdownReport(result),
  html: ({ result }) => htmlReport(result),
  har: ({ exchanges }) => harReport(exchanges),
  ctrf: ({ result }) => ctrfReport(result),
  sarif: ({ result }) => sarifReport(result),
  badge: ({ result }) => badgeReport(result),
} as const satisfies Readonly<Record<string, (reported: Reported) => string>>

export type ReportFormat = keyof typeof reportFormats
