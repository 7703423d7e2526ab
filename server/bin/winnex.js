#!/usr/bin/env node
// The command for those who install the package: the program itself needs Node 24.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `winnex: Node ${process.versions.node} is too old: use Node 24 or newer, or "npm run winnex".`,
  );
  process.exit(2);
}
await import('../src/main.ts');
