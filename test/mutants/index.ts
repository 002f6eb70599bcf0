import { type VendorName, vendors } from '../../contracts/index.ts'
import { idnow } from '../../mock/vendors/idnow/index.ts'
import { qyvo } from '../../mock/vendors/qyvo/index.ts'
import { rapidpro } from '../../mock/vendors/rapidpro/index.ts'
import { recrubo } from '../../mock/vendors/recrubo/index.ts'
import { createAccessMutants } from './access.ts'
import { idnowCreationMutants, idnowListMutants, idnowTransitionMutants } from './idnow.ts'
import { idnowSingleFaults } from './idnow-single-faults.ts'
import { qyvoSingleFaults } from './qyvo-single-faults.ts'
import { qyvoActionMutants, qyvoFeedMutants, qyvoPollingMutants } from './qyvo.ts'
import {
  rapidproTransitionMutants,
  rapidproPagingMutants,
  rapidproListMutants,
  rapidproStartMutants,
} from './rapidpro.ts'
import { rapidproSingleFaults } from './rapidpro-single-faults.ts'
import { recruboSingleFaults } from './recrubo-single-faults.ts'
import { recruboUpdateCodeMutants, recruboCreationCodeMutants } from './recrubo-writes.ts'
import { recruboRelatedMutants, recruboListMutants, recruboSelectionMutants } from './recrubo-reads.ts'
import { selectReusableMutants } from './reusable-mutants.ts'
import { idnowVariants, qyvoVariants, rapidproVariants, recruboVariants } from './response-variants.ts'
import type { MockMutant } from './break-function.ts'

/** Mutants of pages, filters, writes and access: changed functions of the mock. */
export const codeMutants = {
  qyvo: [...qyvoFeedMutants, ...createAccessMutants(qyvo, { open: ['AUTH-002', 'AUTH-003'], html: ['ERR-006'] })],
  recrubo: [
    ...recruboListMutants,
    ...recruboCreationCodeMutants,
    ...recruboUpdateCodeMutants,
    ...createAccessMutants(recrubo, { open: ['AUTH-002', 'AUTH-003'], html: ['ERR-006', 'JAPI-001'] }),
  ],
  rapidpro: [
    ...rapidproPagingMutants,
    ...rapidproListMutants,
    ...createAccessMutants(rapidpro, { open: ['AUTH-003'], html: [] }),
  ],
  idnow: [...idnowListMutants, ...createAccessMutants(idnow, { open: ['AUTH-002', 'AUTH-003'], html: ['ERR-006'] })],
} as const satisfies Readonly<Record<VendorName, readonly MockMutant[]>>

/** Mutants of other endpoints, actions and status transitions, judged by the vendor's own checks. */
export const vendorMutants = {
  qyvo: [...qyvoPollingMutants, ...qyvoActionMutants],
  recrubo: [...recruboSelectionMutants, ...recruboRelatedMutants],
  rapidpro: [...rapidproTransitionMutants, ...rapidproStartMutants],
  idnow: [...idnowTransitionMutants, ...idnowCreationMutants],
} as const satisfies Readonly<Record<VendorName, readonly MockMutant[]>>

/** Mutants with one fault in a combination, at a bound, in one of several responses or after a write. */
export const singleFaults = {
  qyvo: [...qyvoSingleFaults, ...qyvoVariants],
  recrubo: [...recruboSingleFaults, ...recruboVariants],
  rapidpro: [...rapidproSingleFaults, ...rapidproVariants],
  idnow: [...idnowSingleFaults, ...idnowVariants],
} as const satisfies Readonly<Record<VendorName, readonly MockMutant[]>>

/** The code mutants, and those mutants of the test twins that other checks kill. */
export const generalMutants: Readonly<Record<VendorName, readonly MockMutant[]>> = {
  qyvo: [...codeMutants.qyvo, ...selectReusableMutants('qyvo', codeMutants.qyvo)],
  recrubo: [...codeMutants.recrubo, ...selectReusableMutants('recrubo', codeMutants.recrubo)],
  rapidpro: [...codeMutants.rapidpro, ...selectReusableMutants('rapidpro', codeMutants.rapidpro)],
  idnow: [...codeMutants.idnow, ...selectReusableMutants('idnow', codeMutants.idnow)],
}

/** All mutants of the mock. */
export const mockMutants: Readonly<Record<VendorName, readonly MockMutant[]>> = {
  qyvo: [...generalMutants.qyvo, ...vendorMutants.qyvo, ...singleFaults.qyvo],
  recrubo: [...generalMutants.recrubo, ...vendorMutants.recrubo, ...singleFaults.recrubo],
  rapidpro: [...generalMutants.rapidpro, ...vendorMutants.rapidpro, ...singleFaults.rapidpro],
  idnow: [...generalMutants.idnow, ...vendorMutants.idnow, ...singleFaults.idnow],
}

/** The vendors' own check families, and the checks of all vendors that send few requests. */
const FAST_CHECKS =
  /^(?:POLL|JAPI|CUR|PAGE|ORD-00[123]|TIME-00[1-3]|AUTH-00[1-35]|ERR-00[12346]|NEG-00[28]|SCH-0(?:0[13457]|1[02])|HTTP-0(?:0[1-57]|1[2356]|20))/

/** The vendors' own check families and a few others; value format checks are slow and run against the test twins. */
const VENDOR_CHECKS = /^(?:POLL|JAPI|CUR|PAGE|ORD)-|^(?:AUTH-00[12]|ERR-00[24]|NEG-002|SCH-001|TIME-003)$/

/** The checks that kill single faults only. They judge many parameters or responses at once, so other mutants fail them as well. */
function listBroadChecks(vendor: VendorName): ReadonlySet<string> {
  const others: readonly MockMutant[] = [...generalMutants[vendor], ...vendorMutants[vendor]]
  const killing = new Set(others.flatMap(({ killedBy }) => killedBy))
  const faults: readonly MockMutant[] = singleFaults[vendor]
  return new Set(faults.flatMap(({ killedBy }) => killedBy).filter((id) => !killing.has(id)))
}

/** The checks of a vendor with a matching id, without the broad ones. */
export function listSeparateChecks(vendor: VendorName, pattern: RegExp): readonly string[] {
  const broad = listBroadChecks(vendor)
  return vendors[vendor].checks.map(({ id }) => id).filter((id) => pattern.test(id) && !broad.has(id))
}

/** The checks of a vendor that kill no `vendorMutants`. */
function listGeneralChecks(vendor: VendorName): readonly string[] {
  const killing = new Set<string>(vendorMutants[vendor].flatMap(({ killedBy }) => killedBy))
  return listSeparateChecks(vendor, /./).filter((id) => !killing.has(id))
}

/** The fast ones of them. */
export function listFastChecks(vendor: VendorName): readonly string[] {
  return listGeneralChecks(vendor).filter((id) => FAST_CHECKS.test(id))
}

/** The vendor's own ones of them. */
export function listVendorChecks(vendor: VendorName): readonly string[] {
  return listFastChecks(vendor).filter((id) => VENDOR_CHECKS.test(id))
}
