import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { toMilliseconds } from '../../wire/instants.ts'
import { numericDate, signedJwt } from '../../wire/jwt.ts'
import { draw, keyOf } from '../../world/chance.ts'
import { Refusal } from '../../world/operation.ts'
import { SPECIAL_CONTACTS } from '../../world/people.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { creationIssues } from './creation-issues.ts'
import { versionOf } from './flow.ts'
import { idsOf } from './ids.ts'
import { keptParticulars } from './particulars.ts'
import { quirks } from './quirks.ts'

type Creation = Asked<operations['createSession']>

/** Creates a session for the person whom the subject id stands for. */
export function createSession({ path, body }: Creation, scene: Scene) {
  const { world } = scene
  const flow = idsOf(world).flow.decode(path.flowId.toLowerCase())
  if (flow === undefined) throw new Problem('not-found', { text: 'Flow not found' })
  const issues = creationIssues(body, scene)
  if (issues.length > 0) throw invalid(issues)
  const run = created({ flow, environment: path.environment, body }, world)
  return { status: 201, body: answered(run, scene), headers: { 'cache-control': 'no-store' } } as const
}

interface Wanted {
  readonly flow: number
  readonly environment: Creation['path']['environment']
  readonly body: Creation['body']
}

function created({ flow, environment, body }: Wanted, world: World): Run {
  // The schema has seen that these are objects; JSON cannot hold anything else than JSON.
  const metadata = (body.metadata ?? {}) as JsonObject
  const subjectId = metadata['subjectId']
  const particulars = keptParticulars({
    metadata,
    ...(typeof subjectId === 'string' ? { subjectId } : {}),
    ...(body.redirectUrl === undefined ? {} : { redirectUrl: body.redirectUrl }),
    ...(body.state === undefined ? {} : { state: body.state }),
  })
  const contact = contactOf(typeof subjectId === 'string' ? subjectId : '', world)
  const given = { variables: (body.input ?? {}) as JsonObject, opening: {}, particulars }
  try {
    const run = world.apply({ kind: 'create', flow, contact, environment, given })
    if (run === null) throw new Error('a session vanished while it was created')
    return run
  } catch (error) {
    throw error instanceof Refusal && error.reason === 'draft-flow' ? draftRefusal(world) : error
  }
}

/** The same subject is the same person each time; the names of the special contacts stand for them. */
function contactOf(subjectId: string, world: World): number {
  const { seed, contacts } = world.universe.parameters
  const special = (SPECIAL_CONTACTS as readonly string[]).indexOf(subjectId)
  return special === -1 ? draw(keyOf(seed, `idnow/person/${subjectId}`), 0, 0) % contacts : contacts + special
}

function answered(run: Run, { world, incoming, prefix }: Scene) {
  const ids = idsOf(world)
  const sessionId = ids.session.encode(run.number, run.createdAt)
  const claims = { sub: sessionId, iat: numericDate(run.createdAt), exp: numericDate(run.expiresAt) }
  const sdkToken = signedJwt(claims)
  return {
    flowId: ids.flow.encode(run.flow.index),
    flowVersion: versionOf(run.flow),
    environment: run.environment,
    sessionContext: {
      sessionId,
      sessionStatus: positionOf(world, quirks.firstStatus) === 'created' ? 'CREATED' : 'RUNNING',
      createdAt: toMilliseconds(run.createdAt),
      expiresAt: toMilliseconds(run.expiresAt),
    },
    playerUrl: `${incoming.origin}${prefix}/player/${sessionId}?token=${sdkToken}`,
    sdkToken,
  } as const
}

function draftRefusal(world: World): Problem {
  const note = 'the flow was never published'
  return positionOf(world, quirks.draftCreation) === 'not-found'
    ? new Problem('not-found', { text: 'Flow not found', note })
    : new Problem('invalid', { issues: [{ in: 'path', at: 'flowId', rule: 'unpublished' }], note })
}

function invalid(issues: readonly Issue[]): Problem {
  return new Problem('invalid', { issues })
}
