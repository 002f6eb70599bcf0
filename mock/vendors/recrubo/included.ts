import type { components } from '../../../spec/generated/recrubo.types.ts'
import { flowText } from '../../content/flavour.ts'
import { toSeconds } from '../../wire/instants.ts'
import { draw, keyOf } from '../../world/chance.ts'
import type { Flow as WorldFlow } from '../../world/flow.ts'
import { DAY, HOUR, MINUTE, plus } from '../../world/instant.ts'
import type { Run } from '../../world/run.ts'
import { perWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import type { Inclusion } from './flow-run.ts'
import { idsOf } from './ids.ts'

export type Flow = components['schemas']['Flow']
export type MessageThread = components['schemas']['MessageThread']

const channelKey = perWorld((world) => keyOf(world.universe.parameters.seed, 'recrubo/channel'))
const threadKey = perWorld((world) => keyOf(world.universe.parameters.seed, 'recrubo/thread'))

/** The resources related to these runs that were asked for, each once. */
export function includedWith(
  runs: readonly Run[],
  inclusion: Inclusion,
  { world, prefix }: { readonly world: World; readonly prefix: string },
): readonly (Flow | MessageThread)[] {
  const flows = new Map(runs.map((run) => [run.flow.index, run.flow]))
  const contacts = new Set(runs.map((run) => run.contact))
  return [
    ...(inclusion.flow ? [...flows.values()].map((flow) => toFlow(flow, world, prefix)) : []),
    ...(inclusion.messageThread ? [...contacts].map((contact) => toMessageThread(contact, world, prefix)) : []),
  ]
}

/** The channel of a contact's thread: WhatsApp for most. */
export function channelOf(contact: number, world: World): 'whatsapp' | 'facebook-messenger' {
  return draw(channelKey(world), contact, 0) % 8 === 0 ? 'facebook-messenger' : 'whatsapp'
}

function toFlow(flow: WorldFlow, world: World, prefix: string): Flow {
  const id = idsOf(world).flow.encode(flow.index)
  const createdAt = plus(world.universe.parameters.start, -DAY * (40 + 7 * flow.index) + 11 * MINUTE * flow.index)
  const related = (path: string) => ({ links: { related: `${prefix}/public/v2/${path}?filter[flowId]=${id}` } })
  return {
    id,
    type: 'flows',
    attributes: {
      createdAt: toSeconds(createdAt),
      updatedAt: toSeconds(plus(createdAt, 3 * DAY)),
      name: flowText(flavour, world, flow.index).name,
      reminderInterval: Math.floor(flow.timeToLive / 2 / MINUTE),
      reminderMessage: 'We still need an answer or two from you. Shall we go on?',
      sessionTimeout: flow.timeToLive / MINUTE,
      publishedAt: flow.published ? toSeconds(plus(createdAt, DAY + 2 * HOUR)) : null,
      unpublishedChanges: !flow.published || flow.index % 4 === 3,
      flowGenerationId: null,
    },
    relationships: { flowGeneration: related('flow-generations'), nodes: related('nodes') },
  }
}

function toMessageThread(contact: number, world: World, prefix: string): MessageThread {
  const ids = idsOf(world)
  const id = ids.messageThread.encode(contact)
  const key = threadKey(world)
  const channel = channelOf(contact, world)
  const known = draw(key, contact, 0) % 10 !== 0
  const candidateId = known ? ids.candidate.encode(contact) : null
  const createdAt = plus(world.universe.parameters.start, -DAY * (60 + (draw(key, contact, 1) % 300)))
  const related = (path: string) => ({
    links: { related: `${prefix}/public/v2/${path}?filter[messageThreadId]=${id}` },
  })
  return {
    id,
    type: 'messageThreads',
    attributes: {
      createdAt: toSeconds(createdAt),
      updatedAt: toSeconds(plus(createdAt, (draw(key, contact, 2) % 48) * HOUR)),
      channel,
      identifier:
        channel === 'whatsapp'
          ? world.person(contact).phone.slice(1)
          : `1${String(draw(key, contact, 3)).padStart(15, '0')}`,
      candidateId,
    },
    relationships: {
      candidate: { links: { related: candidateId === null ? null : `${prefix}/public/v2/candidates/${candidateId}` } },
      flowRuns: related('flow-runs'),
      messages: related('messages'),
      conversation: related('conversations'),
    },
  }
}
