/** The commands for contract tests and their results. */
export { addVerifyCommand } from './verify.ts'
export { addInitCommand } from './init.ts'
export { addExplainCommands } from './explain.ts'
export { addReproduceCommand } from './reproduce.ts'
export { addCompareCommand } from './compare.ts'
export { addBaselineCommand } from './baseline.ts'
export { addCleanupCommand } from './cleanup.ts'
export { addSelftestCommand } from './selftest.ts'
