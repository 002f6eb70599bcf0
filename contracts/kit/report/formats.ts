import type { Result } from '../result.ts'
import type { RedactedExchange } from '../run-event.ts'
import { renderBadge } from './badge.ts'
import { renderConsole } from './console.ts'
import { renderCtrf } from './ctrf.ts'
import { renderHar } from './har.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderSarif } from './sarif.ts'

/** All that a report may be made from. */
export interface ReportInput {
  readonly result: Result
  readonly exchanges: readonly RedactedExchange[]
}

/** Every report that can be written to a file, each a pure function of what was found. `ndjson` is written as the run goes. */
export const reportFormats = {
  json: ({ result }) => `${JSON.stringify(result, null, 2)}\n`,
  text: ({ result }) => renderConsole(result),
  junit: ({ result }) => renderJunit(result),
  markdown: ({ result }) => renderMarkdown(result),
  html: ({ result }) => renderHtml(result),
  har: ({ exchanges }) => renderHar(exchanges),
  ctrf: ({ result }) => renderCtrf(result),
  sarif: ({ result }) => renderSarif(result),
  badge: ({ result }) => renderBadge(result),
} as const satisfies Readonly<Record<string, (reported: ReportInput) => string>>

export type ReportFormat = keyof typeof reportFormats
