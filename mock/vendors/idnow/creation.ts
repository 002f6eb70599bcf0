import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { formatIsoMilliseconds } from '../../wire/instants.ts'
import { toNumericDate, signJwt } from '../../wire/jwt.ts'
import { randomInt, deriveKey } from '../../world/chance.ts'
import { OperationError } from '../../world/operation.ts'
import { SPECIAL_CONTACTS } from '../../world/people.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { findCreationIssues } from './creation-issues.ts'
import { getFlowVersion } from './flow.ts'
import { getIds } from './ids.ts'
import { serializeSessionInput } from './particulars.ts'
import { quirks } from './quirks.ts'

type CreateSessionInput = OperationInput<operations['createSession']>

/** Creates a session for the person whom the subject id stands for. */
export function createSession({ path, body }: CreateSessionInput, scene: HandlerContext) {
  const { world } = scene
  const flow = getIds(world).flow.decode(path.flowId.toLowerCase())
  if (flow === undefined) throw new Problem('not-found', { text: 'Flow not found' })
  const issues = findCreationIssues(body, scene)
  if (issues.length > 0) throw createInvalidProblem(issues)
  const run = insertSession({ flow, environment: path.environment, body }, world)
  return { status: 201, body: serializeCreatedSession(run, scene), headers: { 'cache-control': 'no-store' } } as const
}

interface NewSession {
  readonly flow: number
  readonly environment: CreateSessionInput['path']['environment']
  readonly body: CreateSessionInput['body']
}

function insertSession({ flow, environment, body }: NewSession, world: World): Run {
  // The schema has seen that these are objects; JSON cannot hold anything else than JSON.
  const metadata = (body.metadata ?? {}) as JsonObject
  const subjectId = metadata['subjectId']
  const sessionInput = serializeSessionInput({
    metadata,
    ...(typeof subjectId === 'string' ? { subjectId } : {}),
    ...(body.redirectUrl === undefined ? {} : { redirectUrl: body.redirectUrl }),
    ...(body.state === undefined ? {} : { state: body.state }),
  })
  const contact = resolveContact(typeof subjectId === 'string' ? subjectId : '', world)
  const input = { variables: (body.input ?? {}) as JsonObject, opening: {}, particulars: sessionInput }
  try {
    const run = world.applyOperation({ kind: 'create', flow, contact, environment, given: input })
    if (run === null) throw new Error('a session vanished while it was created')
    return run
  } catch (error) {
    throw error instanceof OperationError && error.reason === 'draft-flow' ? createDraftProblem(world) : error
  }
}

/** The same subject is the same person each time; the names of the special contacts stand for them. */
function resolveContact(subjectId: string, world: World): number {
  const { seed, contacts } = world.dataset.parameters
  const specialIndex = (SPECIAL_CONTACTS as readonly string[]).indexOf(subjectId)
  return specialIndex === -1
    ? randomInt(deriveKey(seed, `idnow/person/${subjectId}`), 0, 0) % contacts
    : contacts + specialIndex
}

function serializeCreatedSession(run: Run, { world, request, linkPrefix }: HandlerContext) {
  const ids = getIds(world)
  const sessionId = ids.session.encode(run.number, run.createdAt)
  const claims = { sub: sessionId, iat: toNumericDate(run.createdAt), exp: toNumericDate(run.expiresAt) }
  const sdkToken = signJwt(claims)
  return {
    flowId: ids.flow.encode(run.flow.index),
    flowVersion: getFlowVersion(run.flow),
    environment: run.environment,
    sessionContext: {
      sessionId,
      sessionStatus: getQuirkPosition(world, quirks.firstStatus) === 'created' ? 'CREATED' : 'RUNNING',
      createdAt: formatIsoMilliseconds(run.createdAt),
      expiresAt: formatIsoMilliseconds(run.expiresAt),
    },
    playerUrl: `${request.origin}${linkPrefix}/player/${sessionId}?token=${sdkToken}`,
    sdkToken,
  } as const
}

function createDraftProblem(world: World): Problem {
  const note = 'the flow was never published'
  return getQuirkPosition(world, quirks.draftCreation) === 'not-found'
    ? new Problem('not-found', { text: 'Flow not found', note })
    : new Problem('invalid', { issues: [{ in: 'path', at: 'flowId', rule: 'unpublished' }], note })
}

function createInvalidProblem(issues: readonly Issue[]): Problem {
  return new Problem('invalid', { issues })
}
