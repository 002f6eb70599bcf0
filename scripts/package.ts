/**
 * Runs the parts of `npm run test:package` that are no tests: the tarball, then generated clients and the image at the same
 * time, because each of them uses one core.
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

let hasSucceeded = await runScript('packed.ts')
if (hasSucceeded) hasSucceeded = (await Promise.all([runScript('clients.ts'), runScript('image.ts')])).every(Boolean)
process.exitCode = hasSucceeded ? 0 : 1
