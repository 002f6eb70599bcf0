import type { operations } from '../../../spec/generated/idnow.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { OperationInput } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { isJwtExpired, toNumericDate, verifyJwt, signJwt } from '../../wire/jwt.ts'
import type { Run } from '../../world/model/run.ts'
import { findRunRef, readRun } from '../../world/state/view.ts'
import { REPORT_STEP } from './datablocks.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'

/** Seconds for which a presigned URL is good, as documented. */
const PRESIGNED_LIFETIME = 3600
const VAULT_PATH = '/vault'

/** Sends the client to where the file lies. */
export function readFile({ path }: OperationInput<operations['readFile']>, context: HandlerContext) {
  const run = findReportedRun(path.vaultEntryId, context)
  if (run?.environment !== path.environment) throw new Problem('not-found', { text: 'File not found' })
  const { request, linkPrefix, world } = context
  const id = getIds(world).vaultEntry.encode(run.number)
  const token = signJwt({ sub: id, exp: toNumericDate(world.now) + PRESIGNED_LIFETIME })
  const location = `${request.origin}${linkPrefix}${VAULT_PATH}/${id}?token=${token}`
  return { status: 302, body: null, headers: { location, 'cache-control': 'no-store' } } as const
}

/** The file behind a presigned URL: a drawing that nobody can take for a document. */
export function downloadFile({ path, query }: OperationInput<operations['downloadFile']>, context: HandlerContext) {
  const claims = query.token === undefined ? undefined : verifyJwt(query.token)
  const run = findReportedRun(path.vaultEntryId, context)
  if (run === undefined || claims?.['sub'] !== path.vaultEntryId) {
    throw new Problem('forbidden', { text: 'Access denied', note: 'the URL is not the one that was signed' })
  }
  if (isJwtExpired(claims, context.world.now)) throw new Problem('forbidden', { text: 'Request has expired' })
  return { status: 200, body: renderSpecimen(path.vaultEntryId), headers: { 'cache-control': 'no-store' } } as const
}

/** The run whose document check left this file behind. */
function findReportedRun(vaultEntryId: string, { world, view }: HandlerContext): Run | undefined {
  const number = getIds(world).vaultEntry.decode(vaultEntryId)
  const ref = number === undefined ? undefined : findRunRef(view, number)
  if (ref === undefined) return undefined
  const run = readRun(view, ref)
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
