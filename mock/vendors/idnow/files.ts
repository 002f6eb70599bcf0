import type { operations } from '../../../spec/generated/idnow.types.ts'
import { flowText } from '../../content/flavour.ts'
import type { Asked } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import { hasExpired, numericDate, readJwt, signedJwt } from '../../wire/jwt.ts'
import type { Run } from '../../world/run.ts'
import { lookup, readRun } from '../../world/view.ts'
import { REPORTED } from './findings.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'

/** Seconds for which a presigned URL is good, as documented. */
const PRESIGNED = 3600
const VAULT = '/vault'

/** Sends the client to where the file lies. */
export function readFile({ path }: Asked<operations['readFile']>, scene: Scene) {
  const run = reportedRun(path.vaultEntryId, scene)
  if (run?.environment !== path.environment) throw new Problem('not-found', { text: 'File not found' })
  const { incoming, prefix, world } = scene
  const id = idsOf(world).vaultEntry.encode(run.number)
  const token = signedJwt({ sub: id, exp: numericDate(world.now) + PRESIGNED })
  const location = `${incoming.origin}${prefix}${VAULT}/${id}?token=${token}`
  return { status: 302, body: null, headers: { location, 'cache-control': 'no-store' } } as const
}

/** The file behind a presigned URL: a drawing that nobody can take for a document. */
export function downloadFile({ path, query }: Asked<operations['downloadFile']>, scene: Scene) {
  const claims = query.token === undefined ? undefined : readJwt(query.token)
  const run = reportedRun(path.vaultEntryId, scene)
  if (run === undefined || claims?.['sub'] !== path.vaultEntryId) {
    throw new Problem('forbidden', { text: 'Access denied', note: 'the URL is not the one that was signed' })
  }
  if (hasExpired(claims, scene.world.now)) throw new Problem('forbidden', { text: 'Request has expired' })
  return { status: 200, body: drawing(path.vaultEntryId), headers: { 'cache-control': 'no-store' } } as const
}

/** The run whose document check left this file behind. */
function reportedRun(vaultEntryId: string, { world, view }: Scene): Run | undefined {
  const number = idsOf(world).vaultEntry.decode(vaultEntryId)
  const ref = number === undefined ? undefined : lookup(view, number)
  if (ref === undefined) return undefined
  const run = readRun(view, ref)
  const { questions } = flowText(flavour, world, run.flow.index)
  const checked = questions.findIndex(({ key }) => key === REPORTED)
  return checked !== -1 && checked < run.repliesAt.length ? run : undefined
}

function drawing(id: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="120"><rect width="480" height="120" fill="#eee"/>' +
    `<text x="20" y="50">Specimen: report of a document check</text><text x="20" y="90">${id}</text></svg>`
  )
}
