/** A text for all vendors, or one for each vendor by its name. */
export type TextByVendor = string | Readonly<Record<string, string>>

export interface OwnAnswer {
  readonly category: string
  /** The texts that contacts write. */
  readonly texts: readonly string[]
  /** The share among the answers to the question; 0: generated runs never give it. */
  readonly weight: number
}

export interface OwnQuestion {
  /** The name of the variable that holds the answer. */
  readonly key: string
  readonly text: string
  readonly answers: readonly OwnAnswer[]
}

export interface OwnFlow {
  readonly name: TextByVendor
  /** Public ids by vendor, lower-case UUIDs; generated where absent. */
  readonly ids?: Readonly<Record<string, string>>
  readonly status: 'published' | 'draft'
  /** Minutes without an answer after which a run expires. */
  readonly ttl: number
  /** The only environment of its runs; both where absent. */
  readonly environment?: 'live' | 'staging'
  /** The share of the generated runs. */
  readonly weight: number
  /** The variables of a run at its start, each with its possible values. */
  readonly variables?: Readonly<Record<string, readonly string[]>>
  /** Absent: the questions of the vendor's generated flow at the same place. */
  readonly questions?: readonly OwnQuestion[]
}

export interface OwnContact {
  readonly name?: string
  readonly firstName?: string
  /** International numbers, the preferred one first; absent: a generated number. */
  readonly phones?: readonly string[]
  readonly email?: string
  /** ISO 639-1. */
  readonly language?: string
  /** Public ids by vendor; generated where absent. */
  readonly ids?: Readonly<Record<string, string>>
  /** Names of groups in `OwnData.groups`. */
  readonly groups?: readonly string[]
  /** Fields that only one vendor has, by vendor. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface OwnGroup {
  readonly name: string
  readonly ids?: Readonly<Record<string, string>>
  readonly query?: string
}

/** The user's own part of a dataset, in its complete form: also valid as a file of own data. */
export interface OwnData {
  /** Replace the generated flows; published ones first. */
  readonly flows?: readonly OwnFlow[]
  /** Take the first numbers; generated contacts follow as far as generated runs need them. */
  readonly contacts?: readonly OwnContact[]
  /** Replace the generated groups. */
  readonly groups?: readonly OwnGroup[]
  /** Adds the flows and contacts whose runs always end in the same way. */
  readonly specials?: boolean
}

/** Returns the text of a vendor. */
export function selectVendorText(text: TextByVendor, vendor: string): string | undefined {
  return typeof text === 'string' ? text : text[vendor]
}

/** Returns the ids that the user gave for one vendor, by index. */
export function listGivenIds(
  entries: readonly { readonly ids?: Readonly<Record<string, string>> }[] | undefined,
  vendor: string,
): readonly (string | undefined)[] {
  return (entries ?? []).map(({ ids }) => ids?.[vendor])
}

/** Returns the fields of an own contact that only one vendor has; undefined for a contact that is not one of the user's. */
export function findOwnFields(
  { ownData }: { readonly ownData?: OwnData },
  contact: number,
  vendor: string,
): Readonly<Record<string, unknown>> | undefined {
  const own = ownData?.contacts?.[contact]
  return own === undefined ? undefined : (own.fields?.[vendor] ?? {})
}

/** Returns whether a world has special flows and contacts; worlds of own data have none unless they ask for them. */
export function hasSpecials(ownData: OwnData | undefined): boolean {
  return ownData === undefined || ownData.specials === true
}

/** The dataset parameters that the flows depend on. */
export interface FlowParameters {
  /** Number of regular, published flows. */
  readonly flows: number
  readonly ownData?: OwnData
}
