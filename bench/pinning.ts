import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/**
 * Keeps this process on the second core and says how to start a server on the first, so that neither moves about nor
 * takes time from the other. Nothing where the system cannot do that, or has one core only.
 */
export function pinProcess(): readonly string[] {
  if (availableParallelism() < 2) return []
  try {
    execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
    return ['taskset', '-c', '0']
  } catch {
    return []
  }
}
