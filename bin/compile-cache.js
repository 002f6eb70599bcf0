/**
 * A compile cache for Node 20, which has none of its own: keeps V8's code of the bundle's files between starts
 * (docs/decisions/036-what-loads-before-the-first-response.md).
 */
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs')
const { Module } = require('node:module')
const path = require('node:path')
const { Script } = require('node:vm')
const { crc32 } = require('node:zlib')

const CHECKSUM_BYTES = 4
/** After the first requests of most clients, and before V8 drops the code of functions that have not run for some time. */
const STORE_DELAY_MS = 5000
const dist = path.join(__dirname, '..', 'dist')
/** In the package: whoever can write there can change the code as well, and an update removes it. */
const root = path.join(dist, 'compile-cache', `${process.version}-${process.arch}`)

/**
 * Compiles the bundle's files with the stored code of the functions that ran when the command was run before, and stores
 * that of other files. Each command has its own folder, because it runs other functions of the same files.
 */
exports.enableCompileCache = function enableCompileCache(command = 'serve') {
  const folder = path.join(root, /^[\w-]+$/.test(command) ? command : 'serve')
  const compiled = new Map()
  // Node calls this method for each file that `require` loads.
  const prototype = Module.prototype
  const compile = prototype['_compile']
  prototype['_compile'] = function compileFile(source, file, format) {
    if (!file.startsWith(dist + path.sep)) return compile.call(this, source, file, format)
    const stored = readCode(path.join(folder, path.basename(file)))
    const script = new Script(Module.wrap(source), { filename: file, cachedData: stored })
    if (stored === undefined || script.cachedDataRejected) compiled.set(file, script)
    const requireFile = (name) => this.require(name)
    return script.runInThisContext().call(this.exports, this.exports, requireFile, this, file, path.dirname(file))
  }
  const store = () => {
    for (const [file, script] of compiled) storeCode(path.join(folder, path.basename(file)), script)
    compiled.clear()
  }
  setTimeout(store, STORE_DELAY_MS).unref()
  // A misspelt command ends with 2.
  process.once('exit', (code) => {
    if (code !== 2) store()
  })
}

/** Returns the stored code of a file; undefined without any or with a damaged one. V8 itself rejects that of other versions. */
function readCode(storedFile) {
  try {
    const bytes = readFileSync(storedFile)
    const code = bytes.subarray(0, -CHECKSUM_BYTES)
    return bytes.readUInt32LE(code.length) === crc32(code) ? code : undefined
  } catch {
    return undefined
  }
}

/** Stores the code of the functions that have run. A package that cannot be written to gets no cache. */
function storeCode(storedFile, script) {
  const temporary = `${storedFile}.${process.pid}`
  try {
    const code = script.createCachedData()
    const checksum = Buffer.alloc(CHECKSUM_BYTES)
    checksum.writeUInt32LE(crc32(code))
    mkdirSync(path.dirname(storedFile), { recursive: true })
    writeFileSync(temporary, Buffer.concat([code, checksum]))
    // Whole or not at all, also when two processes start at once.
    renameSync(temporary, storedFile)
  } catch {
    removeIfExists(temporary)
  }
}

function removeIfExists(file) {
  try {
    rmSync(file, { force: true })
  } catch {}
}
