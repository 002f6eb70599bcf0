import { type Result, summarizeResult } from '../result.ts'
import { EXIT_CODES, getExitCode } from '../run/exit-code.ts'
import type { RedactedExchange, RunEvent } from '../run/run-event.ts'
import { renderConsole } from './console.ts'
import { renderCtrf } from './ctrf.ts'
import { renderHar } from './har.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderSarif } from './sarif.ts'

/** Renders a shields.io endpoint badge: passed MUSTs of all MUSTs. */
function renderBadge(result: Result): string {
  const { must } = summarizeResult(result)
  const ready = result.preflight.kind === 'ready'
  const code = getExitCode(result)
  const color = code === EXIT_CODES.passed ? 'brightgreen' : code === EXIT_CODES.failed ? 'red' : 'lightgrey'
  const message = ready ? `${must.passed}/${must.total} MUST` : 'not checked'
  return `${JSON.stringify({ schemaVersion: 1, label: `${result.vendor.title} contract`, message, color })}\n`
}

/** Input of a report. */
export interface ReportInput {
  readonly result: Result
  readonly exchanges: readonly RedactedExchange[]
}

/** Reports of a finished run, by format. `ndjson` is written during the run, see `renderNdjsonLine`. */
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
} as const satisfies Readonly<Record<string, (input: ReportInput) => string>>

export type ReportFormat = keyof typeof reportFormats

/** Renders one event as a line of JSON, without the contents of messages. The last line is the whole result. */
export function renderNdjsonLine(event: RunEvent): string {
  if (event.event !== 'exchange') return `${JSON.stringify(event)}\n`
  const { content: _, sentBody: __, ...exchange } = event.exchange
  return `${JSON.stringify({ event: 'exchange', exchange })}\n`
}
