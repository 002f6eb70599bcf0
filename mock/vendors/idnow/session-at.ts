import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import type { Environment } from '../../world/deck.ts'
import type { Run } from '../../world/run.ts'
import { lookup, readRun } from '../../world/view.ts'
import { idsOf } from './ids.ts'

interface SessionPath {
  readonly environment: Environment
  readonly sessionId: string
}

/** The run that a path names. */
export function sessionAt({ environment, sessionId }: SessionPath, { world, view }: Scene): Run {
  const number = idsOf(world).session.decode(sessionId.toLowerCase())
  const ref = number === undefined ? undefined : lookup(view, number)
  const run = ref === undefined ? undefined : readRun(view, ref)
  if (run?.environment === environment) return run
  const note = run === undefined ? 'there is no such session' : `the session belongs to ${run.environment}`
  throw new Problem('not-found', { text: 'Session not found', note })
}
