import { exitCode, EXIT } from '../exit-code.ts'
import { type Result, summaryOf } from '../result.ts'

/** What a badge service reads: how many MUSTs held of how many, never one number for everything. */
export function badgeReport(result: Result): string {
  const { must } = summaryOf(result)
  const ready = result.preflight.kind === 'ready'
  const code = exitCode(result)
  const color = code === EXIT.kept ? 'brightgreen' : code === EXIT.broken ? 'red' : 'lightgrey'
  const message = ready ? `${must.held}/${must.of} MUST` : 'not checked'
  return `${JSON.stringify({ schemaVersion: 1, label: `${result.vendor.title} contract`, message, color })}\n`
}
