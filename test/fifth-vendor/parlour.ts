import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { getFlowText, type FlowTexts } from '../../mock/content/flow-texts.ts'
import { createBearerAuth } from '../../mock/http/bearer-auth.ts'
import { Problem } from '../../mock/http/problem.ts'
import type { HandlerContext } from '../../mock/http/handler.ts'
import type { Vendor } from '../../mock/http/vendor.ts'
import { createIssuedToken } from '../../mock/wire/credentials.ts'
import { formatIsoSeconds } from '../../mock/wire/date-time.ts'
import { createUuidV4Codec } from '../../mock/world/dataset/id-codec.ts'
import type { Status } from '../../mock/world/model/outcome.ts'
import { listNewestRuns } from '../../mock/world/query/by-creation.ts'
import { memoizePerWorld, type World } from '../../mock/world/world.ts'
import type { Run } from '../../mock/world/model/run.ts'
import { findRunRef, readRun } from '../../mock/world/state/view.ts'
import { toOperationFacts } from '../../scripts/runtime-operations.ts'
import type { OpenApiDocument } from '../../spec/open-api-document.ts'

/** Step 1: the document. */
export const document = parse(readFileSync(join(import.meta.dirname, 'parlour.yaml'), 'utf8')) as OpenApiDocument

/** Step 2: ids that encode the run's number. */
const getTalkIds = memoizePerWorld((world) => createUuidV4Codec(world.dataset.parameters.seed, 'parlour/talk'))

const credential = createIssuedToken('parlour', 24)

const flowTexts: FlowTexts = {
  vendor: 'parlour',
  flows: [
    {
      name: 'A word about the garden',
      questions: [{ key: 'roses', name: 'Roses', answers: { Yes: ['of course'], No: ['no'] } }],
      entryVariables: {},
    },
  ],
}

/** The vendor's word for each status of a run. */
const wireStatus = {
  queued: 'waiting',
  running: 'talking',
  completed: 'over',
  expired: 'dropped',
  failed: 'dropped',
  cancelled: 'dropped',
} as const satisfies Record<Status, string>

function toTalk(run: Run, world: World) {
  return {
    id: getTalkIds(world).encode(run.number),
    topic: getFlowText(flowTexts, world, run.flow.index).name,
    guest: world.getPerson(run.contact).firstName,
    state: wireStatus[run.status],
    begun: formatIsoSeconds(run.createdAt),
  }
}

const createReply = (status: number, text: string) => ({ status, body: { reason: text } })
const replyWithMessage =
  (status: number) =>
  ({ message, details }: Problem) =>
    createReply(status, details.text ?? message)

/** Step 3: the vendor. */
export const parlour: Vendor = {
  // A vendor of Flowtwin has its name in `VendorName`.
  name: 'parlour' as Vendor['name'],
  operations: toOperationFacts(document),
  prefixes: ['/parlour'],
  auth: createBearerAuth([credential]),
  supportsHead: true,
  handlers: {
    listTalks: ({ query }: { readonly query: { readonly limit?: number } }, { world, view }: HandlerContext) => {
      const runs = listNewestRuns(view, { limit: query.limit ?? 10 }).map((ref) => readRun(view, ref))
      return { status: 200, body: { talks: runs.map((run) => toTalk(run, world)) } }
    },
    readTalk: ({ path }: { readonly path: { readonly talk: string } }, { world, view }: HandlerContext) => {
      const number = getTalkIds(world).decode(path.talk.toLowerCase())
      const ref = number === undefined ? undefined : findRunRef(view, number)
      if (ref === undefined) throw new Problem('not-found', { text: 'unknown topic' })
      return { status: 200, body: toTalk(readRun(view, ref), world) }
    },
  },
  problems: {
    'unknown-route': replyWithMessage(404),
    'method-not-allowed': ({ details }) => ({
      ...createReply(405, 'talks are only listened to'),
      headers: { allow: (details.allow ?? []).join(', ') },
    }),
    'not-acceptable': replyWithMessage(400),
    'unsupported-media-type': replyWithMessage(400),
    unauthenticated: () => createReply(401, 'who is there?'),
    forbidden: () => createReply(401, 'not you'),
    throttled: replyWithMessage(400),
    'malformed-body': replyWithMessage(400),
    invalid: () => createReply(400, 'that cannot be asked'),
    'not-found': replyWithMessage(404),
    conflict: replyWithMessage(400),
    refused: replyWithMessage(400),
    internal: () => createReply(404, 'the parlour is closed'),
  },
  demo: {
    basePath: '/parlour/v1',
    credential,
    authorization: `Bearer ${credential}`,
    buildExamplePath: () => '/parlour/v1/talks?limit=3',
  },
  quirks: [],
}
