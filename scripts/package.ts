/**
 * Runs the parts of `npm run test:package` that are no tests: the tarball and then the image, beside the generated clients,
 * because each of them uses one core most of the time.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const tsx = join(import.meta.dirname, '..', 'node_modules', '.bin', 'tsx')

/** Runs a script of this folder and prints its output when it has ended. Returns whether it succeeded. */
function runScript(name: string): Promise<boolean> {
  const child = spawn(tsx, [join(import.meta.dirname, name)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(output))
      resolve(code === 0)
    })
  })
}

/** Runs scripts one after the other, also after a failure. Returns whether all succeeded. */
async function runScripts(...names: readonly string[]): Promise<boolean> {
  let hasSucceeded = true
  for (const name of names) hasSucceeded = (await runScript(name)) && hasSucceeded
  return hasSucceeded
}

const results = await Promise.all([runScripts('packed.ts', 'image.ts'), runScripts('clients.ts')])
process.exitCode = results.every(Boolean) ? 0 : 1
