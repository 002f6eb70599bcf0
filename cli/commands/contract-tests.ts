/** The commands for contract tests and their results. */
export { addVerifyCommand } from './verify.ts'
export { addInitCommand } from './init.ts'
export { addExplainCommands } from './explain.ts'
export { addBaselineCommand, addCompareCommand, addReproduceCommand } from './results.ts'
export { addCleanupCommand } from './cleanup.ts'
export { addSelftestCommand } from './selftest.ts'
