/** A well-formed UUID that nobody has. */
export const UNKNOWN_UUID = 'f10f10f1-0f10-4f10-8f10-f10f10f10f10'

/** A second one, for where two are needed. */
export const OTHER_UNKNOWN_UUID = 'f20f20f2-0f20-4f20-8f20-f20f20f20f20'

/** Text that is no id, no instant and no number. */
export const INVALID_VALUE = 'flowtwin-no-such-thing'
