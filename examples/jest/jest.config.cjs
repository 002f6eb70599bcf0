module.exports = {
  globalSetup: './start-flowtwin.mjs',
  globalTeardown: './stop-flowtwin.mjs',
}
