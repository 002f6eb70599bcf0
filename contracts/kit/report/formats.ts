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

/** What a badge service reads: how many MUSTs held of how many, never one number for everything. */
export function renderBadge(result: Result): string {
  const { must } = summarizeResult(result)
  const ready = result.preflight.kind === 'ready'
  const code = getExitCode(result)
  const color = code === EXIT_CODES.kept ? 'brightgreen' : code === EXIT_CODES.broken ? 'red' : 'lightgrey'
  const message = ready ? `${must.passed}/${must.total} MUST` : 'not checked'
  return `${JSON.stringify({ schemaVersion: 1, label: `${result.vendor.title} contract`, message, color })}\n`
}

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

/** One event as one line; what an answer held stays out, its size stays. The last line is the whole result. */
export function renderNdjsonLine(event: RunEvent): string {
  if (event.event !== 'exchange') return `${JSON.stringify(event)}\n`
  const { content: _, sentBody: __, ...exchange } = event.exchange
  return `${JSON.stringify({ event: 'exchange', exchange })}\n`
}
