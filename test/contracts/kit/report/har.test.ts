import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { reportFormats } from '../../../../contracts/reports.ts'
import { recordRun } from '../record-run.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')

it('another tool reads every exchange of a HAR report', async () => {
  const { result, exchanges } = await recordRun('qyvo', { only: ['POLL-00*', 'SCH-*'] })
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-har-'))
  const file = join(folder, 'run.har')
  try {
    writeFileSync(file, reportFormats.har({ result, exchanges }))
    const args = ['drift', file, '--api', 'spec/qyvo.yaml', '--match-mode', 'basepath', '--format', 'json']
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const report = runDrift([join(root, 'node_modules', '.bin', 'redocly'), ...args], env)
    expect(report.run.totalExchanges).toBe(exchanges.length)
    expect(report.run.documentedExchanges).toBeGreaterThan(exchanges.length / 2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Runs `redocly drift`, which exits with 1 for the errors that the suite provokes. */
function runDrift([command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv) {
  let text: string
  try {
    text = execFileSync(command, args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch (error) {
    text = String((error as { readonly stdout?: unknown }).stdout)
  }
  return JSON.parse(text.slice(text.indexOf('{'))) as {
    readonly run: { readonly totalExchanges: number; readonly documentedExchanges: number }
  }
}
