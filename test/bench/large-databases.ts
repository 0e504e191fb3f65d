import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fillMonitoring } from './fill-monitoring';
import { withData, type Place } from './place';
import { prepareData } from './prepare-data';

type Kind = 'sqlite' | 'postgres';

export interface LargeDatabase {
  place: Place;
  /** Cookie of a signed-in organiser. */
  cookie: string;
}

const filling = new Map<Kind, Promise<LargeDatabase>>();
const folders: string[] = [];

/**
 * A database filled by fillMonitoring(). Where there is a PostgreSQL both kinds are filled side by
 * side, each in a process of its own, before anything of either is measured.
 */
export async function largeDatabase(
  kind: Kind,
  say: (text: string) => void,
): Promise<LargeDatabase> {
  if (filling.size === 0) {
    const kinds: Kind[] =
      process.env.BENCH_DATABASE_URL === undefined ? ['sqlite'] : ['sqlite', 'postgres'];
    for (const one of kinds) filling.set(one, fillInProcess(one, say));
    await Promise.all(filling.values());
  }
  const filled = filling.get(kind);
  if (filled === undefined) throw new Error('There is no PostgreSQL to measure.');
  return filled;
}

export function removeLargeDatabases(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

async function fillInProcess(kind: Kind, say: (text: string) => void): Promise<LargeDatabase> {
  const began = performance.now();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pec-bench-'));
  folders.push(dataDir);
  const databaseUrl = kind === 'postgres' ? process.env.BENCH_DATABASE_URL : undefined;
  const place: Place = { dataDir, ...(databaseUrl !== undefined && { databaseUrl }) };
  const cookieFile = path.join(dataDir, 'cookie');
  const program = [...process.argv.slice(1, 2), fillCommand, JSON.stringify(place), cookieFile];
  const child = spawn(process.execPath, program, { stdio: 'inherit' });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`Filling the database on ${kind} failed.`);
  say(`${kind}: filled in ${Math.round((performance.now() - began) / 1000)} s`);
  return { place, cookie: readFileSync(cookieFile, 'utf8') };
}

const fillCommand = 'fill';

/** The other side of largeDatabase(): fills when the arguments say so. @returns whether they did */
export async function fillsForAnother([command, place, cookieFile]: string[]): Promise<boolean> {
  if (command !== fillCommand || place === undefined || cookieFile === undefined) return false;
  const where = JSON.parse(place) as Place;
  const { cookie } = await prepareData(where, 4000);
  await withData(where, fillMonitoring);
  writeFileSync(cookieFile, cookie);
  return true;
}
