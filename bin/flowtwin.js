#!/usr/bin/env node
// Old syntax: an old Node must come as far as the message. What runs is in launch.js.
var version = process.versions.node.split('.').map(Number)
var major = version[0]
var minor = version[1]
var isTooOld = major < 20 || major === 21 || (major === 20 && minor < 19) || (major === 22 && minor < 13)
if (isTooOld) {
  console.error('flowtwin: Node ' + process.versions.node + ' is too old; install Node 20.19, 22.13, 24 or newer.')
  process.exitCode = 2
} else {
  void require('./launch.js').launch(process.argv)
}
