import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { serializeResults } from './datablocks.ts'
import { readSessionInput } from './particulars.ts'
import { quirks } from './quirks.ts'
import { serializeSession } from './session.ts'
import { requireSession } from './session-at.ts'

type SessionDetail = components['schemas']['SessionDetail']

/** One session, with what the list does not tell. */
export function readSession({ path }: OperationInput<operations['readSession']>, scene: HandlerContext) {
  return { status: 200, body: serializeSessionDetail(requireSession(path, scene), scene.world) } as const
}

function serializeSessionDetail(run: Run, world: World): SessionDetail {
  const sessionInput = readSessionInput(run)
  const hasMetadata = sessionInput !== undefined && getQuirkPosition(world, quirks.metadataEcho) === 'shown'
  const hasResults = run.endedAt !== null && getQuirkPosition(world, quirks.results) === 'shown'
  return {
    ...serializeSession(run, world),
    redirectUrl: sessionInput?.redirectUrl ?? null,
    state: sessionInput?.state ?? null,
    ...(hasMetadata ? { metadata: sessionInput.metadata } : {}),
    ...(hasResults ? { results: serializeResults(run, world) } : {}),
  }
}
