import type { components } from '../../../spec/generated/recrubo.types.ts'
import { flowText, variablesOf } from '../../content/flavour.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Serializer } from '../../http/shelf.ts'
import { toSeconds } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'
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
export function wordsOf(world: World): Readonly<Record<Status, WireStatus>> {
  return {
    ...wireStatus,
    queued: positionOf(world, quirks.newStatus),
    cancelled: positionOf(world, quirks.cancelledStatus),
  }
}

function wordOf(status: Status, world: World): WireStatus {
  if (status === 'queued') return positionOf(world, quirks.newStatus)
  return status === 'cancelled' ? positionOf(world, quirks.cancelledStatus) : wireStatus[status]
}

/** Credits that one message to the candidate costs. */
const CREDITS = 3

/** Every message that went out has been paid: one when the flow started, one after each answer. */
export function costOf(started: boolean, replies: number): number {
  return started ? CREDITS * (replies + 1) : 0
}

/** A run as a resource; linkage stands only in the relationships that are included. */
export function flowRunSerializer(inclusion: Inclusion): Serializer<FlowRun> {
  const key = (inclusion.flow ? 1 : 0) + (inclusion.messageThread ? 2 : 0)
  return SERIALIZERS[key] ?? PLAIN
}

const PLAIN = serializer({ flow: false, messageThread: false })
const SERIALIZERS = [
  PLAIN,
  serializer({ flow: true, messageThread: false }),
  serializer({ flow: false, messageThread: true }),
  serializer({ flow: true, messageThread: true }),
]

function serializer(inclusion: Inclusion): Serializer<FlowRun> {
  return (run, world, prefix) => {
    const ids = idsOf(world)
    const flowId = ids.flow.encode(run.flow.index)
    const messageThreadId = ids.messageThread.encode(run.contact)
    const flow = { links: { related: `${prefix}/public/v2/flows/${flowId}` } }
    const thread = { links: { related: `${prefix}/public/v2/message-threads/${messageThreadId}` } }
    return {
      id: ids.flowRun.encode(run.number),
      type: 'flowRuns',
      attributes: {
        createdAt: toSeconds(run.createdAt),
        updatedAt: toSeconds(run.modifiedAt),
        flowId,
        messageThreadId,
        state: variablesOf(flavour, world, run),
        initialMessage: openingOf(run, world),
        status: wordOf(run.status, world),
        cost: costOf(run.startedAt !== null, run.repliesAt.length),
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
function openingOf(run: Run, world: World): JsonObject {
  if (run.given !== null) return run.given.opening
  const { firstName } = world.person(run.contact)
  if (firstName === null) return {}
  const parameters = [firstName, flowText(flavour, world, run.flow.index).name].map((text) => ({ type: 'text', text }))
  const id = idsOf(world).template.encode(run.flow.index)
  return { type: 'template', template: { id, components: [{ type: 'body', parameters }] } }
}
