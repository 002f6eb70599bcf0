import { type Json, jsonArray } from '../wire/json.ts'
import type { Manner } from '../world/annex.ts'
import type { Run, RunNumber } from '../world/run.ts'
import { readRun, type RunRef } from '../world/view.ts'
import type { World } from '../world/world.ts'
import type { Scene } from './scene.ts'

/** Says a run in a vendor's words. A pure function of the run, the world's fixed data and the prefix of links. */
export type Serializer<Row> = (run: Run, world: World, prefix: string) => Row

/** The rows of a list, as bytes; rows that have not changed since they were last sent are not written again. */
export function rows<Row>(scene: Scene, refs: readonly RunRef[], toRow: Serializer<Row>): Json<readonly Row[]> {
  const shelves = shelvesOf(scene.world.annex.manner)
  const desk = { scene, toRow, shelves, shelf: shelfOf(shelves, scene.prefix, toRow) }
  return jsonArray(refs.map((ref) => bytesOf(desk, ref)))
}

interface Kept {
  /** The run that was written; null for one that had long ended and cannot change unnoticed. */
  readonly known: Run | null
  readonly bytes: Uint8Array
}

/** Rows of one serializer under one prefix. */
type Shelf = Map<RunNumber, Kept>

/** All shelves of one manner of saying, and the bytes that they hold together. */
interface Shelves {
  readonly byPrefix: Map<string, Map<Serializer<unknown>, Shelf>>
  held: number
}

/** Bytes that the shelves of a world may hold. */
const BUDGET = 2_000_000

/** A row is said with its run and the world's manner; with the next manner all rows are forgotten. */
const shelvesOfManners = new WeakMap<Manner, Shelves>()

/** Everything that writing a row needs, found once for a list. */
interface Desk<Row> {
  readonly scene: Scene
  readonly toRow: Serializer<Row>
  readonly shelves: Shelves
  readonly shelf: Shelf
}

function bytesOf<Row>({ scene, toRow, shelves, shelf }: Desk<Row>, ref: RunRef): Uint8Array {
  const kept = shelf.get(ref.number)
  if (kept !== undefined && kept.known === ref.known) return kept.bytes
  const value = toRow(readRun(scene.view, ref), scene.world, scene.prefix)
  const bytes = Buffer.from(JSON.stringify(value))
  shelves.held += bytes.length - (kept?.bytes.length ?? 0)
  shelf.delete(ref.number)
  shelf.set(ref.number, { known: ref.known, bytes })
  clear(shelves, shelf)
  return bytes
}

/** Drops the oldest rows of a shelf until the world keeps to its budget. */
function clear(shelves: Shelves, shelf: Shelf): void {
  for (const [oldest, entry] of shelf) {
    if (shelves.held <= BUDGET) break
    shelves.held -= entry.bytes.length
    shelf.delete(oldest)
  }
}

function shelvesOf(manner: Manner): Shelves {
  const known = shelvesOfManners.get(manner)
  if (known !== undefined) return known
  const made = { byPrefix: new Map<string, Map<Serializer<unknown>, Shelf>>(), held: 0 }
  shelvesOfManners.set(manner, made)
  return made
}

function shelfOf(shelves: Shelves, prefix: string, toRow: Serializer<unknown>): Shelf {
  const bySerializer = shelves.byPrefix.get(prefix) ?? new Map<Serializer<unknown>, Shelf>()
  shelves.byPrefix.set(prefix, bySerializer)
  const shelf = bySerializer.get(toRow) ?? new Map<RunNumber, Kept>()
  bySerializer.set(toRow, shelf)
  return shelf
}
