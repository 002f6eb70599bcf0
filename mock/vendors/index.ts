import type { Vendor } from '../http/vendor.ts'
import { idnow } from './idnow/index.ts'
import { qyvo } from './qyvo/index.ts'
import { recrubo } from './recrubo/index.ts'
import { rapidpro } from './rapidpro/index.ts'

/** All vendors, in the order of every listing. */
export const vendors: readonly Vendor[] = [qyvo, recrubo, rapidpro, idnow]
