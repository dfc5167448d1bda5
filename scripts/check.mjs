import { ensureDependencies, run, tool } from './dependencies.mjs';

ensureDependencies();
run(tool('biome'), ['ci', '--log-level=warn']);
run(tool('oxlint'), ['--type-aware', '--deny-warnings']);
run(process.execPath, ['scripts/check-rooms.mjs']);
run(tool('tsc'), ['-p', '.']);
run(tool('knip'), []);
console.log('Format, lint, rooms, types and dead code: all in order.');
