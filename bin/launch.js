// In a clone the TypeScript source stands beside this file and is run as it is; in the published package only dist does.
import { existsSync } from 'node:fs'
import module from 'node:module'

/** Runs the command line. */
export async function launch(argv) {
  const source = new URL('../cli/main.ts', import.meta.url)
  if (existsSync(source)) {
    if (!process.features.typescript) (await import('tsx/esm/api')).register()
    await (await import(source.href)).main(argv)
  } else {
    // Node 22.1 and newer keep compiled code in the folder for temporary files, which saves a third of the next start.
    module.enableCompileCache?.()
    await (await import('../dist/cli/main.js')).main(argv)
  }
}
