import { getQuirkPosition } from '../../http/quirk.ts'
import type { Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { type Flow, serializeFlow } from './flow.ts'
import type { Inclusion } from './flow-run.ts'
import { type MessageThread, serializeMessageThread, serializeFullMessageThread } from './message-thread.ts'
import { quirks } from './quirks.ts'

/** The resources related to these runs that were asked for, each once. */
export function collectIncluded(
  runs: readonly Run[],
  inclusion: Inclusion,
  { world, prefix }: { readonly world: World; readonly prefix: string },
): readonly (Flow | MessageThread)[] {
  const flows = new Map(runs.map((run) => [run.flow.index, run.flow]))
  const contacts = new Set(runs.map((run) => run.contact))
  const isFull = getQuirkPosition(world, quirks.chatbotPaused) === 'everywhere'
  const serializeThread = isFull ? serializeFullMessageThread : serializeMessageThread
  return [
    ...(inclusion.flow ? [...flows.values()].map((flow) => serializeFlow(flow, world, prefix)) : []),
    ...(inclusion.messageThread ? [...contacts].map((contact) => serializeThread(contact, world, prefix)) : []),
  ]
}
