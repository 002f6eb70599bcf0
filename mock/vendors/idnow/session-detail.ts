import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import type { OperationInput } from '../../http/operation.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { Run } from '../../world/model/run.ts'
import type { World } from '../../world/world.ts'
import { serializeResults } from './datablocks.ts'
import { readSessionInput, requireSession, serializeSession } from './sessions.ts'
import { quirks } from './quirks.ts'

type SessionDetail = components['schemas']['SessionDetail']

/** One session, with what the list does not tell. */
export function readSession({ path }: OperationInput<operations['readSession']>, context: HandlerContext) {
  return { status: 200, body: serializeSessionDetail(requireSession(path, context), context.world) } as const
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
