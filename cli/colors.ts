import pc from 'picocolors'

const forced = process.env['FORCE_COLOR'] ?? ''

/** Whether stdout is a terminal, or FORCE_COLOR asks for colours; NO_COLOR and `--no-color` turn them off. */
export const hasColor: boolean = pc.isColorSupported && (process.stdout.isTTY || !['', '0', 'false'].includes(forced))

/** Colours for stdout. Text that goes into a pipe has none, in CI as well. */
export const colors = pc.createColors(hasColor)
