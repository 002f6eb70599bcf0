import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Dialect, Vendor } from '../http/vendor.ts'
import { auditOf } from './audit.ts'
import { harOf } from './har.ts'
import { journalOf } from './journal.ts'
import { verified } from './journal-verify.ts'
import { waited } from './journal-wait.ts'

interface JournalDesk {
  readonly vendors: readonly Vendor[]
  readonly worldOf: (path: { readonly world: string }) => ServedWorld
}

type JournalOperation =
  | 'readJournal'
  | 'clearJournal'
  | 'waitForJournal'
  | 'verifyJournal'
  | 'exportJournal'
  | 'readAudit'

/** The handlers of everything that looks at what was asked. */
export function journalHandlers({
  vendors,
  worldOf,
}: JournalDesk): Pick<Dialect<Operations>['handlers'], JournalOperation> {
  return {
    readJournal: ({ path, query }) => ({ status: 200, body: journalOf(worldOf(path).journal, query) }),
    clearJournal({ path }) {
      worldOf(path).journal.clear()
      return { status: 204, body: null }
    },
    waitForJournal: ({ path, body }) => ({ status: 200, body: waited(worldOf(path).journal, body) }),
    verifyJournal: ({ path, body }) => ({ status: 200, body: verified(worldOf(path).journal, body, vendors) }),
    exportJournal: ({ path }) => ({ status: 200, body: harOf(worldOf(path).journal) }),
    readAudit: ({ path, query }) => ({ status: 200, body: auditOf(worldOf(path), query, vendors) }),
  }
}
