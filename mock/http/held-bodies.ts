/** The size of a first block; each next one is twice as large, up to the largest. */
const FIRST_BLOCK = 16_384
const LARGEST_BLOCK = 1_048_576
/** Bodies of late that are recognised when another answer shares them. */
const RECENT = 8

interface Block {
  readonly bytes: Buffer
  /** Bodies in it that somebody still holds. */
  held: number
}

/** The bytes of a body, held by so many answers that share it. */
export class HeldBody {
  readonly length: number
  readonly block: Block
  readonly #start: number
  holders = 1

  constructor(block: Block, start: number, length: number) {
    this.block = block
    this.#start = start
    this.length = length
  }

  /** Good until the last holder lets go. */
  get bytes(): Buffer {
    return this.block.bytes.subarray(this.#start, this.#start + this.length)
  }
}

/**
 * Copies of bodies, in blocks that are used again once nobody holds anything in them. Bodies as they were sent would be
 * held just long enough for the memory behind them to count as old, and V8 collects all garbage whenever 64 MB of that
 * have come together.
 */
export class HeldBodies {
  #bytes = 0
  #block: Block = { bytes: Buffer.alloc(0), held: 0 }
  #used = 0
  readonly #free: Block[] = []
  readonly #sources: Uint8Array[] = []
  readonly #copies: HeldBody[] = []
  #next = 0

  /** Bytes that are held; what several answers share counts once. */
  get bytes(): number {
    return this.#bytes
  }

  hold(body: Uint8Array): HeldBody {
    const place = this.#sources.indexOf(body)
    const known = place === -1 ? undefined : this.#copies[place]
    if (known !== undefined && known.holders > 0) {
      known.holders++
      return known
    }
    const held = this.#copied(body)
    this.#sources[this.#next] = body
    this.#copies[this.#next] = held
    this.#next = (this.#next + 1) % RECENT
    return held
  }

  release(held: HeldBody): void {
    if (--held.holders > 0) return
    const { block, length } = held
    this.#bytes -= length
    if (--block.held === 0 && block !== this.#block && block.bytes.length === LARGEST_BLOCK) this.#free.push(block)
  }

  #copied(body: Uint8Array): HeldBody {
    if (this.#used + body.length > this.#block.bytes.length) this.#turn(body.length)
    const held = new HeldBody(this.#block, this.#used, body.length)
    this.#block.bytes.set(body, this.#used)
    this.#block.held++
    this.#used += body.length
    this.#bytes += body.length
    return held
  }

  /** Begins a block with room for so many bytes: the present one again if nothing in it is held any more. */
  #turn(length: number): void {
    const { bytes, held } = this.#block
    const size = Math.max(length, FIRST_BLOCK, Math.min(LARGEST_BLOCK, 2 * bytes.length))
    this.#used = 0
    if (held === 0 && bytes.length >= size) return
    const free = size === LARGEST_BLOCK ? this.#free.pop() : undefined
    this.#block = free ?? { bytes: Buffer.allocUnsafeSlow(size), held: 0 }
  }
}
