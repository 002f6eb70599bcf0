// In a clone the TypeScript source stands beside this folder and is run as it is; in the published package only dist does.
const { existsSync } = require('node:fs')
const nodeModule = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

/** Runs the command line. */
exports.launch = async function launch(argv) {
  // Node 22.1 and newer have a compile cache, in the folder for temporary files, and load undici more cheaply.
  const isNode20 = nodeModule.enableCompileCache === undefined
  if (isNode20) require('./lazy-globals.js').installLazyGlobals()
  const source = path.join(__dirname, '..', 'cli', 'main.ts')
  if (existsSync(source)) {
    if (!process.features.typescript) (await import('tsx/esm/api')).register()
    await (await import(pathToFileURL(source).href)).main(argv)
  } else {
    if (!isNode20) nodeModule.enableCompileCache()
    else if (!process.env.NODE_DISABLE_COMPILE_CACHE) require('./compile-cache.js').enableCompileCache(argv[2])
    await require('../dist/cli/main.cjs').main(argv)
  }
}
