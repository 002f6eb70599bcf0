/** A piece of memory that pages are written on, one after the other. */
interface Slab {
  readonly bytes: Buffer
  used: number
  /** Whoever may still read something that stands on it. */
  holders: number
}

const SLAB_SIZE = 2 ** 20
/** Larger pages get memory of their own. */
const MAX_POOLED_SIZE = SLAB_SIZE / 2
/** Sheets that may be used again; one that is held for longer than so many others are begun is left to its holders. */
const MAX_SLABS = 3

let currentSlab: Slab = { bytes: Buffer.alloc(0), used: 0, holders: 0 }
let slabs: readonly Slab[] = []

/**
 * Room for so many bytes. Whoever asks holds it, until it is let go: then it is written on again, which is quicker than
 * fresh memory, for it still lies in the processor's cache. Who never lets go has it for good.
 */
export function acquireBuffer(length: number): Buffer {
  if (length > MAX_POOLED_SIZE) return Buffer.allocUnsafe(length)
  const slab = getSlab(length)
  const start = slab.used
  slab.used += length
  slab.holders++
  return slab.bytes.subarray(start, slab.used)
}

/** Holds a page once more, for somebody else who is to let go of it. */
export function retainBuffer(page: string | Uint8Array): void {
  const slab = findSlab(page)
  if (slab !== undefined) slab.holders++
}

/** Lets go of a page that nobody reads any more in the name of the one who does so. */
export function releaseBuffer(page: string | Uint8Array): void {
  const slab = findSlab(page)
  if (slab !== undefined) slab.holders--
}

function findSlab(page: string | Uint8Array): Slab | undefined {
  return typeof page === 'string' ? undefined : slabs.find(({ bytes }) => bytes.buffer === page.buffer)
}

function getSlab(length: number): Slab {
  if (currentSlab.holders === 0) currentSlab.used = 0
  if (currentSlab.used + length > currentSlab.bytes.length)
    currentSlab = slabs.find(({ holders }) => holders === 0) ?? createSlab()
  if (currentSlab.holders === 0) currentSlab.used = 0
  return currentSlab
}

function createSlab(): Slab {
  const slab = { bytes: Buffer.allocUnsafeSlow(SLAB_SIZE), used: 0, holders: 0 }
  slabs = [...slabs.slice(slabs.length < MAX_SLABS ? 0 : 1), slab]
  return slab
}
