import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootDir } from '../../src/lib/root';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'pec-install-')));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('refuses to install through a link, which would empty the folder of another copy', () => {
  const [other, copy] = [path.join(folder, 'other'), path.join(folder, 'copy')];
  for (const made of [other, path.join(copy, 'src/launch')]) mkdirSync(made, { recursive: true });
  writeFileSync(path.join(other, 'precious'), '');
  cpSync(path.join(rootDir, 'src/launch/install.mjs'), path.join(copy, 'src/launch/install.mjs'));
  writeFileSync(path.join(copy, 'package-lock.json'), '{}');
  symlinkSync(other, path.join(copy, 'node_modules'), 'junction');
  const program = `import('./src/launch/install.mjs').then(({ install }) => install('running'))`;
  // Without a PATH there is no npm that could be run by mistake.
  const run = spawnSync(process.execPath, ['-e', program], {
    ...{ cwd: copy, encoding: 'utf8', env: { PATH: '' } },
  });
  expect([run.status, run.stderr.split('\n').slice(0, 2)]).toEqual([
    1,
    [
      `${path.join(copy, 'node_modules')} is a link to another folder. Installing would empty that folder, so nothing was done.`,
      'Remove the link and start again: PEC then installs into a folder of its own.',
    ],
  ]);
  expect(readdirSync(other)).toEqual(['precious']);
});
