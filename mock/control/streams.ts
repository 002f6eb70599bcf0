import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Timer } from './journal-wait.ts'
import { EventCollector } from './event-teller.ts'

export interface EventStreamOptions {
  readonly timer: Timer
  /** What ends each open stream: whoever closes the server calls them, because open ones would hold it open. */
  readonly closing: Set<() => void>
}

/** How often a stream looks for news, and after how many looks without any it says that it is still there. */
const POLL_INTERVAL = 100_000
const KEEP_ALIVE_POLLS = 150

const MAX_STREAMS = 32

/**
 * The open streams of a server. Each looks ten times a second, so that what it tells costs requests nothing, and looks
 * only while its reader keeps up, so that nothing piles up.
 */
export class EventStreams {
  readonly #timer: Timer
  readonly #closing: Set<() => void>

  constructor({ timer, closing }: EventStreamOptions) {
    this.#timer = timer
    this.#closing = closing
  }

  /**
   * A stream of what happens in a world.
   * @param find the world as it is known now; undefined once it is gone
   * @throws {Problem} "conflict" when too many are open
   */
  openStream(find: () => ServedWorld | undefined): ReadableStream<Uint8Array> {
    if (this.#closing.size >= MAX_STREAMS) {
      throw new Problem('conflict', { text: `${MAX_STREAMS} streams are open already; close one first` })
    }
    const teller = new EventCollector(find)
    let stop = () => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const write = (text: string) => controller.enqueue(Buffer.from(text))
        let cancel = () => {}
        stop = () => {
          cancel()
          this.#closing.delete(end)
        }
        const end = () => {
          stop()
          write('event: end\ndata: {}\n\n')
          controller.close()
        }
        let quiet = 0
        const look = () => {
          const text = (controller.desiredSize ?? 0) > 0 ? teller.collectEvents() : ''
          quiet = text === '' ? quiet + 1 : 0
          if (text !== '') write(text)
          else if (quiet % KEEP_ALIVE_POLLS === 0) write(': still here\n\n')
          if (teller.isClosed) end()
          else cancel = this.#timer(POLL_INTERVAL, look)
        }
        this.#closing.add(end)
        look()
      },
      cancel: () => stop(),
    })
  }
}
