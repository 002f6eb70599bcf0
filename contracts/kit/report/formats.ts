import { listWarnings, type Result, summarizeResult } from '../result.ts'
import { EXIT_CODES, type ExitRules, getExitCode } from '../run/exit-code.ts'
import type { RedactedExchange, RunEvent } from '../run/run-check.ts'
import { renderConsole } from './console.ts'
import { renderCtrf } from './ctrf.ts'
import { renderHar } from './har.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { serializeJson } from '../printable-text.ts'
import { renderSarif } from './sarif.ts'

/** Renders a shields.io endpoint badge: passed MUSTs of all MUSTs. */
function renderBadge(result: Result, rules?: ExitRules): string {
  const { must } = summarizeResult(result)
  const ready = result.preflight.kind === 'ready'
  const code = getExitCode(result, rules)
  const color = code === EXIT_CODES.passed ? 'brightgreen' : code === EXIT_CODES.failed ? 'red' : 'lightgrey'
  const message = `${ready ? `${must.passed}/${must.total} MUST` : 'not checked'}${result.connection.insecure ? ', insecure' : ''}`
  return `${serializeJson({ schemaVersion: 1, label: `${result.vendor.title} contract`, message, color }, 0)}\n`
}

/** Input of a report. */
export interface ReportInput {
  readonly result: Result
  readonly exchanges: readonly RedactedExchange[]
  /** The rules of the exit code, which decide the verdict. */
  readonly rules?: ExitRules
}

/** Reports of a finished run, by format. `ndjson` is written during the run, see `renderNdjsonLine`. */
export const reportFormats = {
  json: ({ result }) => `${serializeJson(result)}\n`,
  text: ({ result, rules }) => renderConsole(result, { isVerbose: true, ...(rules && { rules }) }),
  junit: ({ result, rules }) => renderJunit(result, rules?.failOn),
  markdown: ({ result, rules }) => renderMarkdown(result, rules),
  html: ({ result, rules }) => renderHtml(result, rules),
  har: ({ result, exchanges }) => renderHar(exchanges, listWarnings(result)),
  ctrf: ({ result, rules }) => renderCtrf(result, rules?.failOn),
  sarif: ({ result }) => renderSarif(result),
  badge: ({ result, rules }) => renderBadge(result, rules),
} as const satisfies Readonly<Record<string, (input: ReportInput) => string>>

export type ReportFormat = keyof typeof reportFormats

/** Renders one event as a line of JSON, without the contents of messages. The last line is the whole result. */
export function renderNdjsonLine(event: RunEvent): string {
  if (event.event !== 'exchange') return `${serializeJson(event, 0)}\n`
  const { content: _, sentBody: __, ...exchange } = event.exchange
  return `${serializeJson({ event: 'exchange', exchange }, 0)}\n`
}
