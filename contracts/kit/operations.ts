import type { Profile } from './config/profile.ts'
import type { Contract } from './spec/contract.ts'

interface OperationsOptions {
  readonly contract: Contract
  /** The operations of the vendor's document about runs; every target has them. */
  readonly required: readonly string[]
  readonly setting: Profile['operations']
}

/** The documented operations, by whether the target offers them. */
export interface OperationLists {
  readonly offered: readonly string[]
  readonly notOffered: readonly string[]
  /** Not tried, because the run does not need them, may not write, or has no id for their path. */
  readonly notTried: readonly string[]
}

/** What is known about the operations of a target; all count as offered unless the target or the profile excludes them. */
export class Operations {
  readonly #ids: readonly string[]
  readonly #isRequired: (id: string) => boolean
  readonly #states = new Map<string, boolean>()

  constructor({ contract, required, setting }: OperationsOptions) {
    this.#ids = contract.operations.map(({ id }) => id)
    this.#isRequired = (id) => setting === 'all' || required.includes(id)
    if (typeof setting !== 'string') for (const id of this.#ids) this.setOffered(id, setting.includes(id))
  }

  /** Returns true for an operation that every target must have. */
  isRequired(id: string): boolean {
    return this.#isRequired(id)
  }

  setOffered(id: string, isOffered: boolean): void {
    this.#states.set(id, isOffered)
  }

  isOffered(id: string): boolean {
    return this.#isRequired(id) || (this.#states.get(id) ?? true)
  }

  /** Returns true for an operation that the target is known to offer, false for one that was not tried. */
  isKnownOffered(id: string): boolean {
    return this.isOffered(id) && (this.#isRequired(id) || this.#states.has(id))
  }

  get lists(): OperationLists {
    return {
      offered: this.#ids.filter((id) => this.isKnownOffered(id)),
      notOffered: this.#ids.filter((id) => !this.isOffered(id)),
      notTried: this.#ids.filter((id) => this.isOffered(id) && !this.isKnownOffered(id)),
    }
  }
}
