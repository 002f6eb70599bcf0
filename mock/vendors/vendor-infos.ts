import type { VendorInfo } from '../http/vendor.ts'
import { vendorInfo as idnow } from './idnow/info.ts'
import { vendorInfo as qyvo } from './qyvo/info.ts'
import { vendorInfo as rapidpro } from './rapidpro/info.ts'
import { vendorInfo as recrubo } from './recrubo/info.ts'

/** Every vendor that Flowtwin describes, in the order in which they are listed; the rest of each is in index.ts. */
export const vendorInfos: readonly VendorInfo[] = [qyvo, recrubo, rapidpro, idnow]
