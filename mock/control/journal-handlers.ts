import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { VendorDefinition, Vendor } from '../http/vendor.ts'
import { createDeliveryReport } from './audit.ts'
import { toHar } from './har.ts'
import { serializeJournal } from './journal.ts'
import { verifyEntries } from './journal-verify.ts'
import { readWaitResult } from './journal-wait.ts'

interface JournalDeps {
  readonly vendors: readonly Vendor[]
  readonly findWorld: (path: { readonly world: string }) => ServedWorld
}

type JournalOperation =
  | 'readJournal'
  | 'clearJournal'
  | 'waitForJournal'
  | 'verifyJournal'
  | 'exportJournal'
  | 'readAudit'

/** The handlers of everything that looks at what was asked. */
export function createJournalHandlers({
  vendors,
  findWorld,
}: JournalDeps): Pick<VendorDefinition<Operations>['handlers'], JournalOperation> {
  return {
    readJournal: ({ path, query }) => ({ status: 200, body: serializeJournal(findWorld(path).journal, query) }),
    clearJournal({ path }) {
      findWorld(path).journal.clearJournal()
      return { status: 204, body: null }
    },
    waitForJournal: ({ path, body }) => ({ status: 200, body: readWaitResult(findWorld(path).journal, body) }),
    verifyJournal: ({ path, body }) => ({ status: 200, body: verifyEntries(findWorld(path).journal, body, vendors) }),
    exportJournal: ({ path }) => ({ status: 200, body: toHar(findWorld(path).journal) }),
    readAudit: ({ path, query }) => ({ status: 200, body: createDeliveryReport(findWorld(path), query, vendors) }),
  }
}
