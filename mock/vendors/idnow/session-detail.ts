import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { resultsOf } from './datablocks.ts'
import { particularsOf } from './particulars.ts'
import { quirks } from './quirks.ts'
import { toSession } from './session.ts'
import { sessionAt } from './session-at.ts'

type SessionDetail = components['schemas']['SessionDetail']

/** One session, with what the list does not tell. */
export function readSession({ path }: Asked<operations['readSession']>, scene: Scene) {
  return { status: 200, body: toSessionDetail(sessionAt(path, scene), scene.world) } as const
}

function toSessionDetail(run: Run, world: World): SessionDetail {
  const particulars = particularsOf(run)
  const echoed = particulars !== undefined && positionOf(world, quirks.metadataEcho) === 'shown'
  const concluded = run.endedAt !== null && positionOf(world, quirks.results) === 'shown'
  return {
    ...toSession(run, world),
    redirectUrl: particulars?.redirectUrl ?? null,
    state: particulars?.state ?? null,
    ...(echoed ? { metadata: particulars.metadata } : {}),
    ...(concluded ? { results: resultsOf(run, world) } : {}),
  }
}
