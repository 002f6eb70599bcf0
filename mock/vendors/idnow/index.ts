import type { operations as AllOperations } from '../../../spec/generated/idnow.types.ts'
import { operations } from '../../../spec/generated/idnow.operations.ts'
import { flowText } from '../../content/flavour.ts'
import { defineVendor } from '../../http/vendor.ts'
import { admissionWith } from './admission.ts'
import { createSession } from './creation.ts'
import { listDatablocks } from './datablocks.ts'
import { credential, face } from './face.ts'
import { artificial, listings } from './faults.ts'
import { downloadFile, readFile } from './files.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
import { reread } from './leniency.ts'
import { listFlows, listSessions } from './lists.ts'
import { problems } from './problems.ts'
import { readSession } from './session-detail.ts'
import { issueToken, readJwks, readOpenIdConfiguration } from './tokens.ts'
import { webhooks } from './webhooks.ts'

const SESSION = { rows: '', id: '/sessionId' }

/** What subscribers are sent is nothing that the twin answers. */
type Operations = Omit<AllOperations, 'sessionEvent'>

/** IDnow's Trust Platform: flows, their sessions in numbered pages, and the tokens that let clients in. */
export const idnow = defineVendor<Operations>({
  ...face,
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
  showing: { createSession: SESSION, readSession: SESSION },
  admission: admissionWith([credential]),
  reread,
  answersHead: true,
  problems,
  document: async () => (await import('../../../spec/generated/idnow.document.ts')).document,
  listings,
  artificial,
  webhooks,
})
