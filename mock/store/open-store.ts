import { FolderStore } from './folder-store.ts'
import type { LogStore } from './log-store.ts'
import { StoreOptionError } from './store-errors.ts'
import type { Duration } from '../world/time.ts'

const CHECKPOINT_AFTER = 5000

export interface StoreOptions {
  /** 'os' (default) survives the end of the process; 'disk' also a power failure, and responses wait for the disk. */
  readonly sync?: 'os' | 'disk'
  /** Worlds unused for this time, in microseconds, are removed. Default: none. */
  readonly forgetAfter?: Duration
  /**
   * Operations of a world in a folder after which its state is stored when it leaves the memory, so that it opens without
   * replaying them. Default: 5000.
   */
  readonly checkpointAfter?: number
  /** Receives messages about repaired files. Default: written to stderr. */
  readonly report?: (message: string) => void
}

/**
 * Opens the place of worlds that outlive the process, for the option `store` of `createTwin`.
 * @param place a folder, which is created if it does not exist; or the URL of a PostgreSQL database, for several servers
 * @throws {StoreLockedError} when another server uses the folder
 * @throws {StoreUrlError} when the URL cannot be used
 * @throws {StoreOptionError} for an option that the place does not have
 */
export async function openStore(place: string, options: StoreOptions = {}): Promise<LogStore> {
  const {
    sync = 'os',
    forgetAfter,
    checkpointAfter = CHECKPOINT_AFTER,
    report = (message) => console.error(`flowtwin: ${message}`),
  } = options
  if (forgetAfter !== undefined && !(forgetAfter > 0))
    throw new StoreOptionError('the time after which worlds are forgotten must be above 0')
  if (/^postgres(ql)?:/.test(place)) {
    const { PostgresStore } = await import('./postgres-store.ts')
    return PostgresStore.open(place, { forgetAfter })
  }
  return FolderStore.open(place, { sync, report, forgetAfter, checkpointAfter })
}
