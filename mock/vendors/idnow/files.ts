import type { operations } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { isJwtExpired, signJwt, toNumericDate, verifyJwt } from '../../wire/jwt.ts'
import type { Run } from '../../world/model/run.ts'
import type { World } from '../../world/world.ts'
import { REPORT_STEP } from './datablocks.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'

/** The lifetime of a presigned URL in seconds, as documented. */
const PRESIGNED_LIFETIME = 3600

/** Redirects to a presigned URL of the file. */
export function readFile({ path }: OperationInput<operations['readFile']>, context: HandlerContext) {
  const { request, linkPrefix, world } = context
  const run = findRunWithFile(path.vaultEntryId, world)
  if (run?.environment !== path.environment) throw new Problem('not-found', { text: 'File not found' })
  const id = getIds(world).vaultEntry.encode(run.number)
  const token = signJwt({ sub: id, exp: toNumericDate(world.now) + PRESIGNED_LIFETIME })
  const location = `${request.origin}${linkPrefix}/vault/${id}?token=${token}`
  return { status: 302, body: null, headers: { location, 'cache-control': 'no-store' } } as const
}

/** Returns the file of a presigned URL: an SVG drawing, marked as a specimen. */
export function downloadFile({ path, query }: OperationInput<operations['downloadFile']>, { world }: HandlerContext) {
  const claims = query.token === undefined ? undefined : verifyJwt(query.token)
  const run = findRunWithFile(path.vaultEntryId, world)
  if (run === undefined || claims?.['sub'] !== path.vaultEntryId) {
    throw new Problem('forbidden', { text: 'Access denied', note: 'the token of the URL is not valid for this file' })
  }
  if (isJwtExpired(claims, world.now)) throw new Problem('forbidden', { text: 'Request has expired' })
  return { status: 200, body: renderSpecimen(path.vaultEntryId), headers: { 'cache-control': 'no-store' } } as const
}

/** Returns the run whose document check created a file; undefined for an unknown id, or before that step. */
function findRunWithFile(vaultEntryId: string, world: World): Run | undefined {
  const number = getIds(world).vaultEntry.decode(vaultEntryId)
  const run = number === undefined ? undefined : world.findRun(number)
  if (run === undefined) return undefined
  const { questions } = getFlowText(flowContent, world, run.flow.index)
  const step = questions.findIndex(({ key }) => key === REPORT_STEP)
  return step !== -1 && step < run.repliesAt.length ? run : undefined
}

function renderSpecimen(id: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="120"><rect width="480" height="120" fill="#eee"/>' +
    `<text x="20" y="50">Specimen: report of a document check</text><text x="20" y="90">${id}</text></svg>`
  )
}
