import {
  renderNdjsonLine,
  type ReportFormat,
  reportFormats,
  type Result,
  type RunEvent,
  type RedactedExchange,
} from '../contracts/index.ts'
import type { FileSystem } from './files.ts'
import { UsageError } from './usage-error.ts'

const REPORT_FORMATS = [...Object.keys(reportFormats), 'ndjson']

interface ReportOption {
  readonly format: ReportFormat | 'ndjson'
  readonly path: string
}

/** Writes the reports of a run: the stream as it goes, the others when it is over, also when it was interrupted. */
export interface ReportFiles {
  readonly onEvent: (event: RunEvent) => void
  readonly finish: (result: Result) => void
}

export function createReportFiles(asked: readonly string[], files: FileSystem): ReportFiles {
  const wanted = asked.map(parseReportOption)
  const exchanges: RedactedExchange[] = []
  const streams = wanted.filter(({ format }) => format === 'ndjson')
  const keeps = wanted.some(({ format }) => format === 'har')
  for (const { path } of streams) files.write(path, '')
  return {
    onEvent: (event) => {
      if (keeps && event.event === 'exchange') exchanges.push(event.exchange)
      for (const { path } of streams) files.append(path, renderNdjsonLine(event))
    },
    finish: (result) => {
      for (const { format, path } of wanted) {
        if (format !== 'ndjson') files.write(path, reportFormats[format]({ result, exchanges }))
      }
    },
  }
}

function parseReportOption(text: string): ReportOption {
  const cut = text.indexOf('=')
  const [format, path] = [text.slice(0, Math.max(0, cut)), text.slice(cut + 1)]
  if (REPORT_FORMATS.includes(format) && path !== '') return { format: format as ReportOption['format'], path }
  throw new UsageError(`--report "${text}" is no report; write format=path with one of ${REPORT_FORMATS.join(', ')}.`)
}
