import type { operations } from '../../../spec/generated/idnow.types.ts'
import { countSpecialContacts, SPECIAL_CONTACTS } from '../../world/model/contact.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMilliseconds } from '../../wire/date-time.ts'
import { signJwt, toNumericDate } from '../../wire/jwt.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { Run } from '../../world/model/run.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import { OperationError } from '../../world/state/operation.ts'
import type { World } from '../../world/world.ts'
import { getClientId } from './auth.ts'
import { findFlow, getFlowVersion } from './flows.ts'
import { getIds } from './ids.ts'
import { apiClients } from './tokens.ts'
import { quirks } from './quirks.ts'
import type { SessionInput } from './sessions.ts'

type CreateSessionInput = OperationInput<operations['createSession']>

const METADATA_FIELDS: readonly string[] = ['subjectId', 'locale']
const ABSOLUTE_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i

/** Creates a session for the contact that the subject id stands for. */
export function createSession(input: CreateSessionInput, context: HandlerContext) {
  const { path, body } = input
  const flow = findFlow(path, context.world)
  if (flow === undefined) throw new Problem('not-found', { text: 'Flow not found' })
  const issues = [...findMetadataIssues(body.metadata, context), ...findRedirectIssues(body.redirectUrl, context)]
  if (issues.length > 0) throw new Problem('invalid', { issues })
  const run = createRun(flow, input, context.world)
  return { status: 201, body: serializeCreatedSession(run, context), headers: { 'cache-control': 'no-store' } } as const
}

function findMetadataIssues(
  metadata: CreateSessionInput['body']['metadata'],
  { world }: HandlerContext,
): readonly Issue[] {
  const isStrict = getQuirkPosition(world, quirks['idnow.metadata']) === 'required'
  if (metadata === undefined) return isStrict ? [createIssue('/metadata', 'required')] : []
  if (!isStrict) {
    const invalid = Object.entries(metadata).filter(([, value]) => typeof value !== 'string')
    return invalid.map(([name]) => createIssue(`/metadata/${name}`, 'type', { type: 'string' }))
  }
  const unknown = Object.keys(metadata).filter((name) => !METADATA_FIELDS.includes(name))
  return [
    ...(metadata.subjectId === undefined ? [createIssue('/metadata/subjectId', 'required')] : []),
    ...unknown.map((name) => createIssue(`/metadata/${name}`, 'unknown')),
  ]
}

function findRedirectIssues(redirectUrl: string | undefined, { world, caller }: HandlerContext): readonly Issue[] {
  if (redirectUrl === undefined) return []
  if (!ABSOLUTE_URL.test(redirectUrl)) return [createIssue('/redirectUrl', 'url')]
  if (getQuirkPosition(world, quirks['idnow.redirect-url']) === 'any') return []
  const client = apiClients.find(({ id }) => id === getClientId(caller))
  return client === undefined || client.redirectUrls.includes(redirectUrl)
    ? []
    : [createIssue('/redirectUrl', 'listed')]
}

function createIssue(at: string, rule: string, expected?: unknown): Issue {
  return { in: 'body', at, rule, expected }
}

function createRun(flow: number, { path, body }: CreateSessionInput, world: World): Run {
  // The schema admits only objects here, and parsed JSON holds only JSON values.
  const metadata = (body.metadata ?? {}) as JsonObject
  const subjectId = metadata['subjectId']
  const vendorData = {
    ...(typeof subjectId === 'string' ? { subjectId } : {}),
    ...(body.redirectUrl === undefined ? {} : { redirectUrl: body.redirectUrl }),
    ...(body.state === undefined ? {} : { state: body.state }),
    metadata,
  } satisfies SessionInput
  const contact = resolveContact(typeof subjectId === 'string' ? subjectId : '', world)
  const input = { variables: (body.input ?? {}) as JsonObject, initialMessage: {}, vendorData }
  try {
    const run = world.applyOperation({ kind: 'create', flow, contact, environment: path.environment, input })
    if (run === null) throw new Error('the operation "create" returned no run')
    return run
  } catch (error) {
    if (!(error instanceof OperationError) || error.code !== 'draft-flow') throw error
    const note = 'the flow is a draft'
    throw getQuirkPosition(world, quirks['idnow.draft-creation']) === 'not-found'
      ? new Problem('not-found', { text: 'Flow not found', note })
      : new Problem('invalid', { issues: [{ in: 'path', at: 'flowId', rule: 'unpublished' }], note })
  }
}

/**
 * Returns the contact of a subject id: the own one with this id, a special contact for its name ("always-fails"), else always
 * the same one.
 */
function resolveContact(subjectId: string, world: World): number {
  const { parameters } = world.dataset
  const { seed, contacts } = parameters
  const ownIndex = (parameters.ownData?.contacts ?? []).findIndex(({ ids }) => ids?.['idnow'] === subjectId)
  if (ownIndex !== -1) return ownIndex
  const specialIndex = (SPECIAL_CONTACTS as readonly string[]).indexOf(subjectId)
  return specialIndex === -1 || specialIndex >= countSpecialContacts(parameters)
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
      sessionStatus: getQuirkPosition(world, quirks['idnow.first-status']) === 'created' ? 'CREATED' : 'RUNNING',
      createdAt: formatIsoMilliseconds(run.createdAt),
      expiresAt: formatIsoMilliseconds(run.expiresAt),
    },
    playerUrl: `${request.origin}${linkPrefix}/player/${sessionId}?token=${sdkToken}`,
    sdkToken,
  } as const
}
