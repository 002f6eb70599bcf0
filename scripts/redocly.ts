import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Names of the documents in redocly.yaml. */
export const DOCUMENTS = ['qyvo', 'recrubo', 'rapidpro', 'idnow', 'control'] as const

/** Runs Redocly without telemetry and update notices. @throws when it fails */
export function runRedocly(root: string, args: readonly string[]): void {
  execFileSync(join(root, 'node_modules', '.bin', 'redocly'), args, {
    cwd: root,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    stdio: 'pipe',
  })
}
