import {
  ndjsonLine,
  type ReportFormat,
  reportFormats,
  type Result,
  type RunEvent,
  type ShownExchange,
} from '../contracts/index.ts'
import type { Files } from './files.ts'
import { UsageError } from './usage-error.ts'

const FORMATS = [...Object.keys(reportFormats), 'ndjson']

interface Wanted {
  readonly format: ReportFormat | 'ndjson'
  readonly path: string
}

/** Writes the reports of a run: the stream as it goes, the others when it is over, also when it was interrupted. */
export interface ReportFiles {
  readonly hear: (event: RunEvent) => void
  readonly finish: (result: Result) => void
}

export function reportFiles(asked: readonly string[], files: Files): ReportFiles {
  const wanted = asked.map(wantedOf)
  const exchanges: ShownExchange[] = []
  const streams = wanted.filter(({ format }) => format === 'ndjson')
  const keeps = wanted.some(({ format }) => format === 'har')
  for (const { path } of streams) files.write(path, '')
  return {
    hear: (event) => {
      if (keeps && event.event === 'exchange') exchanges.push(event.exchange)
      for (const { path } of streams) files.append(path, ndjsonLine(event))
    },
    finish: (result) => {
      for (const { format, path } of wanted) {
        if (format !== 'ndjson') files.write(path, reportFormats[format]({ result, exchanges }))
      }
    },
  }
}

function wantedOf(text: string): Wanted {
  const cut = text.indexOf('=')
  const [format, path] = [text.slice(0, Math.max(0, cut)), text.slice(cut + 1)]
  if (FORMATS.includes(format) && path !== '') return { format: format as Wanted['format'], path }
  throw new UsageError(`--report "${text}" is no report; write format=path with one of ${FORMATS.join(', ')}.`)
}
