import { getExitCode, EXIT_CODES } from '../exit-code.ts'
import { type Result, summarizeResult } from '../result.ts'

/** What a badge service reads: how many MUSTs held of how many, never one number for everything. */
export function renderBadge(result: Result): string {
  const { must } = summarizeResult(result)
  const ready = result.preflight.kind === 'ready'
  const code = getExitCode(result)
  const color = code === EXIT_CODES.kept ? 'brightgreen' : code === EXIT_CODES.broken ? 'red' : 'lightgrey'
  const message = ready ? `${must.passed}/${must.total} MUST` : 'not checked'
  return `${JSON.stringify({ schemaVersion: 1, label: `${result.vendor.title} contract`, message, color })}\n`
}
