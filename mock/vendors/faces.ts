import type { VendorInfo } from '../http/vendor.ts'
import { vendorInfo as idnow } from './idnow/face.ts'
import { vendorInfo as qyvo } from './qyvo/face.ts'
import { vendorInfo as rapidpro } from './rapidpro/face.ts'
import { vendorInfo as recrubo } from './recrubo/face.ts'

/** Every vendor that Flowtwin describes, in the order in which they are listed; the rest of each is in index.ts. */
export const vendorInfos: readonly VendorInfo[] = [qyvo, recrubo, rapidpro, idnow]
