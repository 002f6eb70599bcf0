import { type Again, type Json, jsonArray, type WrittenItem } from '../wire/json.ts'
import type { Manner } from '../world/annex.ts'
import type { Run, RunNumber } from '../world/run.ts'
import { readRun, type RunRef } from '../world/view.ts'
import type { World } from '../world/world.ts'
import type { Scene } from './scene.ts'

/** Says a run in a vendor's words. A pure function of the run, the world's fixed data and the prefix of links. */
export type Serializer<Row> = (run: Run, world: World, prefix: string) => Row

/** The rows of a list, as bytes; rows that have not changed since they were last sent are not written again. */
export function rows<Row>(scene: Scene, refs: readonly RunRef[], toRow: Serializer<Row>): Json<readonly Row[]> {
  const shelves = shelvesOf(scene.world)
  shelves.open(scene.prefix, toRow)
  const desk = { scene, toRow, shelves }
  // From the last row to the first, as they are written.
  const items: WrittenItem[] = []
  for (const ref of refs.toReversed()) items.push(writtenOf(desk, ref))
  return jsonArray(
    items.toReversed(),
    againOf({ world: scene.world, toRow, prefix: scene.prefix, said: shelves.said }, refs),
  )
}

/** What rows are said with; on nothing here hangs a request, and no view. */
interface Saying<Row> {
  readonly world: World
  readonly toRow: Serializer<Row>
  readonly prefix: string
  /** A world that keeps the manner. */
  readonly said: World
}

function againOf<Row>({ world, toRow, prefix, said }: Saying<Row>, refs: readonly RunRef[]): Again {
  return (most) => {
    // Runs that can be worked out again have long ended: a later view knows them as they were.
    const view = world.view()
    let text = ''
    for (const ref of refs) {
      if (text.length >= most) break
      text += `${text === '' ? '' : ','}${JSON.stringify(toRow(readRun(view, ref), said, prefix))}`
    }
    return text
  }
}

interface Kept extends WrittenItem {
  /** The run that was written; null for one that had long ended and cannot change unnoticed. */
  readonly known: Run | null
}

/** Rows of one serializer under one prefix. */
type Shelf = Map<RunNumber, Kept>

/** A row is said with its run and the world's manner; with the next manner all rows are forgotten. */
const shelvesOfManners = new WeakMap<Manner, Shelves>()

/** Everything that writing a row needs, found once for a list. */
interface Desk<Row> {
  readonly scene: Scene
  readonly toRow: Serializer<Row>
  readonly shelves: Shelves
}

function writtenOf<Row>({ scene, toRow, shelves }: Desk<Row>, ref: RunRef): WrittenItem {
  const kept = shelves.kept(ref)
  if (kept !== undefined) return kept
  return shelves.keep(ref, JSON.stringify(toRow(readRun(scene.view, ref), scene.world, scene.prefix)))
}

function shelvesOf(world: World): Shelves {
  const { manner } = world.annex
  const known = shelvesOfManners.get(manner)
  if (known !== undefined) return known
  // A copy, else whoever holds on to its words would hold on to the shelves as well; and no view but the world's first.
  const made = new Shelves(world.restarted({ ...manner }))
  shelvesOfManners.set(manner, made)
  return made
}

/** One half of the shelves: rows written one after the other into one block of bytes. */
interface Half {
  readonly block: Buffer
  readonly byPrefix: Map<string, Map<Serializer<unknown>, Shelf>>
}

/** The size of a first block; each next one is twice as large, up to the largest. */
const FIRST_BLOCK = 16_384
const LARGEST_BLOCK = 1_048_576

/**
 * All rows of one manner of saying, in two halves. New rows go into the one; when its block is full the other is cleared
 * and takes its turn, and rows that are still asked for move over. Blocks are used again and again: rows in buffers of
 * their own outlive the young generation and leave the memory outside the heap in tatters. A block is filled from its end to its
 * beginning, so that a row which comes in front of a list stands right before it, and both are copied in one go.
 */
class Shelves {
  /** A world that keeps the manner. */
  readonly said: World
  #now: Half = halfOf(Buffer.allocUnsafeSlow(FIRST_BLOCK))
  #before: Half | null = null
  #start = FIRST_BLOCK
  #shelf: Shelf = new Map()
  #former: Shelf | undefined
  #place: { readonly prefix: string; readonly toRow: Serializer<unknown> } | null = null
  /** Whether a row of the present list may stand in the half that is to be cleared next. */
  #turned = false

  constructor(said: World) {
    this.said = said
  }

  /** Begins a list: its rows stay where they are until the next list begins. */
  open(prefix: string, toRow: Serializer<unknown>): void {
    this.#turned = false
    this.#place = { prefix, toRow }
    this.#find()
  }

  /** The row as it was written before; undefined when it was not, or has changed. */
  kept({ number, known }: RunRef): WrittenItem | undefined {
    const kept = this.#shelf.get(number)
    if (kept !== undefined) return kept.known === known ? kept : undefined
    const former = this.#former?.get(number)
    if (former === undefined || former.known !== known) return undefined
    const written = this.#space(former.length, known)
    former.block.copy(written.block, written.start, former.start, former.start + former.length)
    this.#shelf.set(number, written)
    return written
  }

  keep({ number, known }: RunRef, text: string): WrittenItem {
    const item = `${text},`
    const written = this.#space(Buffer.byteLength(item), known)
    written.block.write(item, written.start)
    this.#shelf.set(number, written)
    return written
  }

  #space(length: number, known: Run | null): Kept {
    if (this.#start < length) this.#turn(length)
    this.#start -= length
    return { block: this.#now.block, start: this.#start, length, known }
  }

  #turn(length: number): void {
    const size = Math.max(length, Math.min(LARGEST_BLOCK, 2 * this.#now.block.length))
    const free = this.#turned || this.#before === null || this.#before.block.length < size ? null : this.#before.block
    this.#before = this.#now
    this.#now = halfOf(free ?? Buffer.allocUnsafeSlow(size))
    this.#start = this.#now.block.length
    this.#turned = true
    this.#find()
  }

  #find(): void {
    if (this.#place === null) return
    this.#shelf = shelfOf(this.#now, this.#place.prefix, this.#place.toRow)
    this.#former = this.#before?.byPrefix.get(this.#place.prefix)?.get(this.#place.toRow)
  }
}

function halfOf(block: Buffer): Half {
  return { block, byPrefix: new Map() }
}

function shelfOf({ byPrefix }: Half, prefix: string, toRow: Serializer<unknown>): Shelf {
  const bySerializer = byPrefix.get(prefix) ?? new Map<Serializer<unknown>, Shelf>()
  byPrefix.set(prefix, bySerializer)
  const shelf = bySerializer.get(toRow) ?? new Map<RunNumber, Kept>()
  bySerializer.set(toRow, shelf)
  return shelf
}
