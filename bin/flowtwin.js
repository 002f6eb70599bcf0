#!/usr/bin/env node
// In a clone the TypeScript source stands beside this file and is run as it is; in the published package only dist does.
import { existsSync } from 'node:fs'

const source = new URL('../cli/main.ts', import.meta.url)
if (existsSync(source)) {
  if (!process.features.typescript) (await import('tsx/esm/api')).register()
  await (await import(source.href)).main(process.argv)
} else {
  await (await import('../dist/cli/main.js')).main(process.argv)
}
