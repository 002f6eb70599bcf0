import type { components, operations } from '../../../spec/generated/idnow.types.ts'
import { type FlowText, type FlowTexts, getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { getPageOffset } from '../../wire/pagination.ts'
import type { Flow } from '../../world/model/flow.ts'
import type { Environment } from '../../world/model/outcome.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { rejectUnknownParameters, serializePageInfo } from './list-query.ts'
import { quirks } from './quirks.ts'

const DOCUMENT = ['document-check', 'Check of the identity document'] as const
const FACE = ['face-match', 'Comparison of face and document'] as const
const LIVENESS = ['liveness', 'Proof that a living person is present'] as const
const ADDRESS = ['address-proof', 'Proof of address'] as const
const DATA = ['data-entry', 'Entry of personal data'] as const
const SIGNATURE = ['signature', 'Electronic signature'] as const
const SCREENING = ['screening', 'Screening against sanction lists'] as const
const PHONE = ['phone-check', 'Confirmation of the phone number'] as const

const flows: readonly FlowText[] = [
  createFlow('Account opening', DATA, DOCUMENT, FACE, LIVENESS, SCREENING),
  createFlow('Driving licence check', DOCUMENT, FACE, LIVENESS, PHONE, DATA),
  createFlow('Insurance policy', DATA, DOCUMENT, ADDRESS, FACE, SIGNATURE),
  createFlow('SIM card activation', PHONE, DOCUMENT, FACE, LIVENESS, DATA),
  createFlow('Age check', DOCUMENT, FACE, LIVENESS, DATA, PHONE),
  createFlow('Consumer credit', DATA, DOCUMENT, FACE, ADDRESS, SIGNATURE),
  createFlow('Rental application', DATA, ADDRESS, DOCUMENT, FACE, SCREENING),
  createFlow('Trading account', DATA, DOCUMENT, LIVENESS, SCREENING, SIGNATURE),
]

/** The flows of an identity verification platform. */
export const flowContent: FlowTexts = { vendor: 'idnow', flows }

/** Creates a flow of verification steps. Their answers are documents and photos, so no texts are needed. */
function createFlow(name: string, ...steps: readonly (readonly [key: string, name: string])[]): FlowText {
  const questions = steps.map(([key, step]) => ({ key, name: step, answers: { Done: ['done'] } }))
  return { name, entryVariables: {}, questions }
}

/** Returns a page of the flows of an environment; both have the same ones, except own flows of one environment. */
export function listFlows({ path, query }: OperationInput<operations['listFlows']>, context: HandlerContext) {
  const { world } = context
  rejectUnknownParameters(context, ['page', 'size'])
  const page = { number: query.page ?? 1, size: query.size ?? 20 }
  const includesDrafts = getQuirkPosition(world, quirks['idnow.draft-flows']) === 'listed'
  const flows = listNewestFirst(world).filter(
    (flow) => (flow.isPublished || includesDrafts) && isInEnvironment(flow.index, path.environment, world),
  )
  const offset = getPageOffset(page)
  const content = flows.slice(offset, offset + page.size).map((flow) => serializeFlow(flow, path.environment, world))
  return { status: 200, body: { content, page: serializePageInfo(page, flows.length, world) } } as const
}

/** The flows of the dataset are numbered from the newest; added ones are newer and numbered from the oldest. */
function listNewestFirst({ dataset: { flows } }: World): readonly Flow[] {
  const added = flows.filter(({ addedAt }) => addedAt !== null)
  return [...added.toReversed(), ...flows.filter(({ addedAt }) => addedAt === null)]
}

/** Returns the index of the flow that a path names; undefined for one that the environment does not have. */
export function findFlow(
  { flowId, environment }: { readonly flowId: string; readonly environment: Environment },
  world: World,
): number | undefined {
  const flow = getIds(world).flow.decode(flowId.toLowerCase())
  return flow !== undefined && isInEnvironment(flow, environment, world) ? flow : undefined
}

function isInEnvironment(flow: number, environment: Environment, { dataset }: World): boolean {
  const only = dataset.flows[flow]?.own?.environment
  return only === undefined || only === environment
}

export function getFlowVersion({ index }: Flow): number {
  return 1 + (index % 3)
}

/** Serializes a flow as a row of the list; a draft has no version. */
function serializeFlow(flow: Flow, environment: Environment, world: World): components['schemas']['Flow'] {
  const { name, questions } = getFlowText(flowContent, world, flow.index)
  const steps = questions.slice(0, flow.questions).map((question) => question.name.toLowerCase())
  return {
    id: getIds(world).flow.encode(flow.index),
    name,
    description: joinWords(steps),
    environment,
    ...(flow.isPublished ? { version: getFlowVersion(flow) } : {}),
  }
}

/** Joins words as in "a, b and c". */
function joinWords(words: readonly string[]): string {
  const [last = '', ...others] = words.toReversed()
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`
}
