import { Rows } from './rows.ts'

/** The runs of the world that is shown. */
export const rows = new Rows()
