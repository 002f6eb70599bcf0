import { linkSync, promises, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Checkpoint, decodeCheckpoint } from './checkpoint.ts'
import { TAIL_BYTES } from './sections.ts'

/** The state of a world after the first `operations` ones, as a file beside its log. */
interface CheckpointFile {
  readonly path: string
  /** The id of the log that it belongs to. */
  readonly logId: string
  /** The number of operations, those of segments included. */
  readonly operations: number
}

const CHECKPOINT_NAME = /^([0-9a-f]+)\.(\d+)\.checkpoint$/
/** Bytes that are read and checked at once: a millisecond. */
const PART_BYTES = 4_194_304

/** Returns the checkpoints in the folder of a world, the latest first. */
export function listCheckpoints(folder: string): readonly CheckpointFile[] {
  const files = readdirSync(folder).flatMap((name) => {
    const [, logId, operations] = CHECKPOINT_NAME.exec(name) ?? []
    return logId === undefined ? [] : [{ path: join(folder, name), logId, operations: Number(operations) }]
  })
  return files.toSorted((left, right) => right.operations - left.operations)
}

export function toCheckpointPath(folder: string, logId: string, operations: number): string {
  return join(folder, `${logId}.${operations}.checkpoint`)
}

/** Removes what a server that was killed has left. */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith('.checkpoint.new')) rmSync(join(folder, name))
}

/** Puts a checkpoint into another folder as well, where the file system has links. */
export function linkCheckpoint({ path }: CheckpointFile, folder: string): void {
  try {
    linkSync(path, join(folder, basename(path)))
  } catch {
    // It exists there already, or there are no links: the log is enough.
  }
}

/** Reads a file in parts, between which the process does other work. */
export async function readCheckpoint(path: string): Promise<Checkpoint | 'damaged' | 'foreign'> {
  const file = await promises.open(path, 'r')
  try {
    const { size } = await file.stat()
    // A buffer of its own, so that numbers in it are aligned.
    const bytes = Buffer.allocUnsafeSlow(size)
    let checksum = 0
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PART_BYTES, size - at), at)
      if (bytesRead === 0) return 'damaged'
      checksum = crc32(bytes.subarray(at, Math.min(at + bytesRead, Math.max(at, size - TAIL_BYTES))), checksum)
      at += bytesRead
    }
    return decodeCheckpoint(bytes, checksum)
  } finally {
    await file.close()
  }
}

/**
 * Writes a file in parts. It gets its name when all of it is on the disk.
 * @param isCancelled returns true once the checkpoint is useless
 */
export async function writeCheckpoint(
  path: string,
  chunks: Iterable<Uint8Array>,
  isCancelled: () => boolean,
): Promise<void> {
  const draft = `${path}.new`
  try {
    const file = await promises.open(draft, 'w', 0o600)
    try {
      for (const chunk of chunks) {
        if (isCancelled()) break
        await file.writeFile(chunk)
      }
      await file.datasync()
    } finally {
      await file.close()
    }
    if (!isCancelled()) await promises.rename(draft, path)
  } finally {
    await promises.rm(draft, { force: true })
  }
}

/** Resolves when the disk has a file. @param flags 'r' for a folder */
export async function syncExistingFile(path: string, flags: 'r' | 'r+' = 'r+'): Promise<void> {
  const file = await promises.open(path, flags)
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Changes files of a folder, but not its modification time, which is the last use of its world. */
export async function keepModificationTime(folder: string, change: () => Promise<void>): Promise<void> {
  const { atime, mtime } = await promises.stat(folder)
  await change()
  await promises.utimes(folder, atime, mtime)
}

/** Removes the other checkpoints of a log. */
export async function removeFormerCheckpoints(path: string, logId: string): Promise<void> {
  for (const former of listCheckpoints(dirname(path)))
    if (former.logId === logId && former.path !== path) await promises.rm(former.path, { force: true })
}
