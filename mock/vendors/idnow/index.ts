import type { operations as AllOperations } from '../../../spec/generated/idnow.types.ts'
import { operations } from '../../../spec/generated/idnow.operations.ts'
import { flowText } from '../../content/flavour.ts'
import { defineVendor } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { admissionWith } from './admission.ts'
import { apiClients } from './clients.ts'
import { createSession } from './creation.ts'
import { listDatablocks } from './datablocks.ts'
import { downloadFile, readFile } from './files.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { reread } from './leniency.ts'
import { listFlows, listSessions } from './lists.ts'
import { problems } from './problems.ts'
import { quirks } from './quirks.ts'
import { readSession } from './session-detail.ts'
import { issueToken, readJwks, readOpenIdConfiguration } from './tokens.ts'
import { webhooks } from './webhooks.ts'

/** What subscribers are sent is nothing that the twin answers. */
type Operations = Omit<AllOperations, 'sessionEvent'>

const credential = issuedToken('idnow', 48)

/** IDnow's Trust Platform: flows, their sessions in numbered pages, and the tokens that let clients in. */
export const idnow = defineVendor<Operations>({
  name: 'idnow',
  runs: {
    idOf: ({ number, createdAt }, world) => idsOf(world).session.encode(number, createdAt),
    numberOf: (id, world) => idsOf(world).session.decode(id.toLowerCase()),
  },
  flows: {
    idOf: (flow, world) => idsOf(world).flow.encode(flow),
    numberOf: (id, world) => idsOf(world).flow.decode(id.toLowerCase()),
    nameOf: (flow, world) => flowText(flavour, world, flow).name,
  },
  operations,
  handlers: {
    issueToken,
    readOpenIdConfiguration,
    readJwks,
    listFlows,
    listSessions,
    createSession,
    readSession,
    listDatablocks,
    readFile,
    downloadFile,
  },
  prefixes: ['/api/v1/flows', '/api/v1/live', '/api/v1/staging', '/oidc', '/vault', '/player'],
  admission: admissionWith([credential]),
  reread,
  answersHead: true,
  problems,
  quirks: Object.values(quirks),
  webhooks,
  showcase: {
    basePath: '/api/v1',
    credential,
    authorization: `Bearer ${credential}`,
    clients: apiClients.map(({ id, secret, environment }) => ({ id, secret, about: `${environment} only` })),
    example: (world) => `/api/v1/flows/${idsOf(world).flow.encode(0)}/live/sessions?sortBy=createdAt&sortDesc=true`,
  },
})
