/** Says plainly what to do when an entry point is started with a Node that can't run it. Imported first. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 15) || major === 25) {
  process.stderr.write(
    `Gradual needs Node 24.15 or later in 24, or 26 and later; this is ${process.versions.node}.\n` +
      'Run it through npm (npm start, npm run chat, npx gradual …): `npm ci` has put a right Node beside the project.\n',
  )
  process.exit(1)
}
