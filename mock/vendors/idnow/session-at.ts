import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/scene.ts'
import type { Environment } from '../../world/deck.ts'
import type { Run } from '../../world/run.ts'
import { findRunRef, readRun } from '../../world/view.ts'
import { getIds } from './ids.ts'

interface SessionPath {
  readonly environment: Environment
  readonly sessionId: string
}

/** The run that a path names. */
export function requireSession({ environment, sessionId }: SessionPath, { world, view }: HandlerContext): Run {
  const number = getIds(world).session.decode(sessionId.toLowerCase())
  const ref = number === undefined ? undefined : findRunRef(view, number)
  const run = ref === undefined ? undefined : readRun(view, ref)
  if (run?.environment === environment) return run
  const note = run === undefined ? 'there is no such session' : `the session belongs to ${run.environment}`
  throw new Problem('not-found', { text: 'Session not found', note })
}
