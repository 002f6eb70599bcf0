import { refuseCollisions } from './http/collisions.ts'
import type { Face, Vendor } from './http/vendor.ts'
import type { TwinOptions } from './twin-options.ts'
import { faces } from './vendors/faces.ts'
import { ParameterError } from './world/parameters.ts'

/** The vendors of a twin: what is known of them at once, and the rest when somebody asks them for something. */
export interface VendorLoading {
  readonly faces: readonly Face[]
  /** Empty until they are loaded. */
  readonly loaded: readonly Vendor[]
  load(): Promise<readonly Vendor[]>
}

/**
 * Flowtwin's own vendors are loaded late, because half of what a server would otherwise read at its start is theirs.
 * @throws {ParameterError} for the name of a vendor that there is not
 */
export function loadingOf({ vendors, only }: Pick<TwinOptions, 'vendors' | 'only'>): VendorLoading {
  if (vendors !== undefined) {
    refuseCollisions(vendors)
    return { faces: vendors, loaded: vendors, load: async () => vendors }
  }
  const known: readonly string[] = faces.map(({ name }) => name)
  const stranger = only?.find((name) => !known.includes(name))
  if (stranger !== undefined) throw new ParameterError(`there is no vendor "${stranger}"; give ${known.join(', ')}`)
  return new Late(({ name }) => only === undefined || only.includes(name))
}

class Late implements VendorLoading {
  readonly faces: readonly Face[]
  loaded: readonly Vendor[] = []
  readonly #wanted: (face: Face) => boolean

  constructor(wanted: (face: Face) => boolean) {
    this.faces = faces.filter(wanted)
    this.#wanted = wanted
  }

  async load(): Promise<readonly Vendor[]> {
    const { vendors } = await import('./vendors/index.ts')
    this.loaded = vendors.filter(this.#wanted)
    return this.loaded
  }
}
