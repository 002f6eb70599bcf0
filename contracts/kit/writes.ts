import type { CheckRequest } from './call.ts'
import type { Json } from './json.ts'

/** What the person who started the run allows. */
export interface Permits {
  /** Create things, and change and delete what was created. */
  readonly writes: boolean
  /** Send methods that nobody documented, to see them refused; a broken target could obey. */
  readonly probeMethods: boolean
  /** Send many requests at once. */
  readonly load?: boolean
}

/** One path that takes a POST by which something comes into being. */
export interface WritableCollection {
  /** With {placeholders}. */
  readonly path: string
  /** The id of what an answer says was created; null when it says that nothing was. */
  readonly parseCreatedId: (body: Json | undefined) => string | null | undefined
  /** The ids of what a POST would change or make use of instead: each must be the run's own. */
  readonly listTouchedIds?: (call: CheckRequest) => readonly string[]
  /** The path of a created item, where it can be deleted; null where the vendor has no way to remove it. */
  readonly buildItemPath: ((id: string) => string) | null
}

/** How a vendor lets clients write. */
export interface WriteRules {
  readonly collections: readonly WritableCollection[]
  /** Paths that take a POST to look something up, and change nothing. */
  readonly lookups: readonly string[]
}

/** The collection that a POST to a path adds to. */
export function findCollection({ collections }: WriteRules, path: string): WritableCollection | undefined {
  return collections.find((one) => matchesTemplate(one.path, path))
}

/** Items live one step below their collection. */
export function createItemPathBuilder(path: string): (id: string) => string {
  return (id) => `${path}/${encodeURIComponent(id)}`
}

function matchesTemplate(template: string, path: string): boolean {
  const [own, asked] = [template.split('/'), path.split('/')]
  return own.length === asked.length && own.every((step, index) => step.startsWith('{') || step === asked[index])
}
