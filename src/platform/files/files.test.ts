import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderNotWritable, prepareDataFolder, readDiskSpace, readSecrets } from './data-folder.ts';
import { FolderInUse, lockFolder } from './lock-folder.ts';
import { thisProcess } from './process-identity.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chacun-files-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that tries to lock the folder, says how it went and stays. */
async function locker(): Promise<{ child: ChildProcess; said: string }> {
  const module = join(import.meta.dirname, 'lock-folder.ts');
  const script = `import { lockFolder } from ${JSON.stringify(module)};
    try { lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1e6); }
    catch (error) { console.log(error.name); }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

it('is held by one process, and says which', async () => {
  const release = lockFolder(folder);
  expect((await locker()).said).toBe('FolderInUse');
  expect(() => lockFolder(folder)).toThrow(new RegExp(`another process \\(${process.pid}\\)`));
  release();
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

it('is taken over from a killed process, by exactly one of several that want it', async () => {
  const first = await locker();
  expect(first.said).toBe('locked');
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const said = (await Promise.all([locker(), locker(), locker(), locker()])).map((one) => one.said);
  expect(said.toSorted()).toEqual(['FolderInUse', 'FolderInUse', 'FolderInUse', 'locked']);
});

it('is taken over when its process number has passed to another process', () => {
  writeFileSync(join(folder, 'chacun.lock'), `${process.pid}\nanother time\n`);
  lockFolder(folder)();
  writeFileSync(join(folder, 'chacun.lock'), 'not a lock at all');
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

it('names a process by number and start', () => {
  expect(thisProcess()).toEqual(thisProcess());
  expect(thisProcess().startedAt).toMatch(/./);
});

it('says of a folder that cannot be made which and why, at once', async () => {
  writeFileSync(join(folder, 'file'), '');
  for (const path of [join(folder, 'file'), join(folder, 'file', 'below'), '/proc/nope/data', '/dev/null']) {
    const refused = await prepareDataFolder(path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderNotWritable);
    expect(String(refused)).toMatch(`${path} cannot be written`);
  }
});

it('makes secrets once, for the owner only, and refuses damaged ones instead of making others', async () => {
  const data = await prepareDataFolder(join(folder, 'new', 'data'));
  const secrets = await readSecrets(data);
  expect(Buffer.from(secrets.signing, 'base64url')).toHaveLength(32);
  expect(statSync(data.secrets).mode & 0o777).toBe(0o600);
  expect(await readSecrets(await prepareDataFolder(data.path))).toEqual(secrets);
  writeFileSync(data.secrets, '{"sig');
  await expect(readSecrets(data)).rejects.toThrow(/damaged/);
});

it('replaces a file whole, and leaves nothing behind when it cannot', async () => {
  const path = join(folder, 'file');
  await writeFileAtomically(path, 'one');
  await writeFileAtomically(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  await expect(writeFileAtomically(join(folder, 'file', 'below'), 'x')).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect(readdirSync(folder)).toEqual(['file']);
  const disk = await readDiskSpace(folder);
  expect(disk.freeBytes).toBeGreaterThan(0);
  expect(disk.totalBytes).toBeGreaterThan(disk.freeBytes);
});
