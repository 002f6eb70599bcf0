import type { VendorInfo } from '../http/vendor.ts'
import { vendorInfo as idnow } from './idnow/info.ts'
import { vendorInfo as qyvo } from './qyvo/info.ts'
import { vendorInfo as rapidpro } from './rapidpro/info.ts'
import { vendorInfo as recrubo } from './recrubo/info.ts'

/** The infos of all vendors, in the same order as in index.ts; loading them does not load handlers and documents. */
export const vendorInfos: readonly VendorInfo[] = [qyvo, recrubo, rapidpro, idnow]
