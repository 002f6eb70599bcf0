import type { components } from '../../../spec/generated/recrubo.types.ts'
import { getFlowText, getVariables } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { RowSerializer } from '../../http/row-cache.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Status } from '../../world/model/outcome.ts'
import type { JsonObject, Run } from '../../world/model/run.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { type Flow, serializeFlow } from './flows.ts'
import { getIds } from './ids.ts'
import { type MessageThread, serializeFullMessageThread, serializeMessageThread } from './message-threads.ts'
import { quirks } from './quirks.ts'

export type FlowRun = components['schemas']['FlowRun']

/** Which related resources go along. */
export interface Inclusion {
  readonly flow: boolean
  readonly messageThread: boolean
}

export const wireStatus = {
  queued: 'queued',
  running: 'running',
  completed: 'finished',
  expired: 'timeout',
  failed: 'exception',
  cancelled: 'cancelled',
} as const satisfies Record<Status, WireStatus>

type WireStatus = FlowRun['attributes']['status']

/** The word for each status; two of them are open to dispute. */
export function getVendorStatuses(world: World): Readonly<Record<Status, WireStatus>> {
  return {
    ...wireStatus,
    queued: getQuirkPosition(world, quirks.newStatus),
    cancelled: getQuirkPosition(world, quirks.cancelledStatus),
  }
}

function getVendorStatus(status: Status, world: World): WireStatus {
  if (status === 'queued') return getQuirkPosition(world, quirks.newStatus)
  return status === 'cancelled' ? getQuirkPosition(world, quirks.cancelledStatus) : wireStatus[status]
}

/** Credits that one message to the candidate costs. */
const CREDITS_PER_MESSAGE = 3

/** Every message that went out has been paid: one when the flow started, one after each answer. */
export function computeCost(started: boolean, replies: number): number {
  return started ? CREDITS_PER_MESSAGE * (replies + 1) : 0
}

/** A run as a resource; linkage stands only in the relationships that are included. */
export function selectFlowRunSerializer(inclusion: Inclusion): RowSerializer<FlowRun> {
  const key = (inclusion.flow ? 1 : 0) + (inclusion.messageThread ? 2 : 0)
  return SERIALIZERS[key] ?? PLAIN_SERIALIZER
}

const PLAIN_SERIALIZER = createSerializer({ flow: false, messageThread: false })
const SERIALIZERS = [
  PLAIN_SERIALIZER,
  createSerializer({ flow: true, messageThread: false }),
  createSerializer({ flow: false, messageThread: true }),
  createSerializer({ flow: true, messageThread: true }),
]

function createSerializer(inclusion: Inclusion): RowSerializer<FlowRun> {
  return (run, world, prefix) => {
    const ids = getIds(world)
    const flowId = ids.flow.encode(run.flow.index)
    const messageThreadId = ids.messageThread.encode(run.contact)
    const flow = { links: { related: `${prefix}/public/v2/flows/${flowId}` } }
    const thread = { links: { related: `${prefix}/public/v2/message-threads/${messageThreadId}` } }
    return {
      id: ids.flowRun.encode(run.number),
      type: 'flowRuns',
      attributes: {
        createdAt: formatIsoSeconds(run.createdAt),
        updatedAt: formatIsoSeconds(run.modifiedAt),
        flowId,
        messageThreadId,
        state: getVariables(flowContent, world, run),
        initialMessage: serializeInitialMessage(run, world),
        status: getVendorStatus(run.status, world),
        cost: computeCost(run.startedAt !== null, run.repliesAt.length),
      },
      relationships: {
        flow: inclusion.flow ? { ...flow, data: { type: 'flows', id: flowId } } : flow,
        messageThread: inclusion.messageThread
          ? { ...thread, data: { type: 'messageThreads', id: messageThreadId } }
          : thread,
      },
    }
  }
}

/** The message that a client gave, else the flow's own template with the candidate's name in it. */
function serializeInitialMessage(run: Run, world: World): JsonObject {
  if (run.input !== null) return run.input.initialMessage
  const { firstName } = world.getPerson(run.contact)
  if (firstName === null) return {}
  const parameters = [firstName, getFlowText(flowContent, world, run.flow.index).name].map((text) => ({
    type: 'text',
    text,
  }))
  const id = getIds(world).template.encode(run.flow.index)
  return { type: 'template', template: { id, components: [{ type: 'body', parameters }] } }
}

/** The resources related to these runs that were asked for, each once. */
export function collectIncluded(
  runs: readonly Run[],
  inclusion: Inclusion,
  { world, linkPrefix }: HandlerContext,
): readonly (Flow | MessageThread)[] {
  const flows = new Map(runs.map((run) => [run.flow.index, run.flow]))
  const contacts = new Set(runs.map((run) => run.contact))
  const isFull = getQuirkPosition(world, quirks.chatbotPaused) === 'everywhere'
  const serializeThread = isFull ? serializeFullMessageThread : serializeMessageThread
  return [
    ...(inclusion.flow ? [...flows.values()].map((flow) => serializeFlow(flow, world, linkPrefix)) : []),
    ...(inclusion.messageThread ? [...contacts].map((contact) => serializeThread(contact, world, linkPrefix)) : []),
  ]
}
