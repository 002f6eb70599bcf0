import { defineQuirks } from '../../http/quirk.ts'

export const quirks = defineQuirks({})
