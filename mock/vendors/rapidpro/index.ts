import type { operations as Operations } from '../../../spec/generated/rapidpro.types.ts'
import { operations } from '../../../spec/generated/rapidpro.operations.ts'
import { Problem } from '../../http/problem.ts'
import { rows } from '../../http/shelf.ts'
import { defineVendor } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { acceptedTypes, covers } from '../../wire/media-type.ts'
import { HOUR } from '../../world/instant.ts'
import { tokenAdmission } from './admission.ts'
import { idsOf } from './ids.ts'
import { problems } from './problems.ts'
import { quirks } from './quirks.ts'
import { toRun, toRunWithoutPath } from './run.ts'
import { linkTo, runsPage } from './runs-page.ts'
import { runsQueryOf } from './runs-query.ts'

const credential = issuedToken('rapidpro', 40)
const WORKSPACE = '1'

/** RapidPro and TextIt, version 9: pages of 250 behind opaque cursors, newest change first. */
export const rapidpro = defineVendor<Operations>({
  name: 'rapidpro',
  operations,
  handlers: {
    listRuns(_, scene) {
      const query = runsQueryOf(scene.incoming.query, scene.world)
      const page = runsPage(scene, query)
      const results = rows(scene, page.rows, query.paths ? toRun : toRunWithoutPath)
      return { status: 200, body: { next: linkTo(scene, page.next), previous: linkTo(scene, page.previous), results } }
    },
  },
  prefixes: ['/api/v2'],
  aliases: { listRuns: ['/api/v2/runs.json/'] },
  admission: tokenAdmission([credential]),
  negotiate(incoming) {
    const accepted = acceptedTypes(incoming.header('accept'))
    if (!accepted.some((range) => covers(range.type, 'application/json'))) throw new Problem('not-acceptable')
  },
  quota: { requests: 2500, window: HOUR, bucket: () => WORKSPACE, headers: () => ({}) },
  answersHead: false,
  problems,
  quirks: Object.values(quirks),
  headers: (caller) => ({
    vary: 'Accept',
    allow: 'GET, HEAD, OPTIONS',
    ...(caller?.token == null ? {} : { 'x-temba-org': WORKSPACE }),
  }),
  showcase: {
    basePath: '/api/v2',
    credential,
    authorization: `Token ${credential}`,
    example: (world) => `/api/v2/runs.json?flow=${idsOf(world).flow.encode(0)}`,
  },
})
