import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { paths } from '../../src/paths';
import { fillMonitoring } from './fill-monitoring';
import { withData, type Place } from './place';
import { prepareData } from './prepare-data';
import { percentile } from './respondents';
import { ServerProcess } from './server-process';

const concurrency = 16;
const crossTables = [
  'rows=main_barrier&by=respondent.sector',
  'rows=respondent_type&by=respondent.economy',
  'rows=barriers.trust&by=respondent_type',
  'rows=priority_economies&by=respondent.sector',
].map((choice) => `${paths.surveyCross('cluster_survey')}?${choice}`);

/**
 * With 100,000 responses and 10,000 attendances: the dashboard under load, a cross-table, and the
 * workbook, on SQLite and on PostgreSQL (keys with the suffix _pg).
 */
export async function measureMonitoring(
  say: (text: string) => void,
): Promise<Record<string, number>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pec-bench-'));
  try {
    const figures = await measure({ dataDir }, say);
    const databaseUrl = process.env.BENCH_DATABASE_URL;
    if (databaseUrl === undefined) throw new Error('There is no PostgreSQL to measure.');
    const onPostgres = Object.entries(await measure({ dataDir, databaseUrl }, say));
    return { ...figures, ...Object.fromEntries(onPostgres.map(([key, n]) => [`${key}_pg`, n])) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(place: Place, say: (text: string) => void): Promise<Record<string, number>> {
  const name = place.databaseUrl === undefined ? 'SQLite' : 'PostgreSQL';
  const began = performance.now();
  const { cookie } = await prepareData(place, 4000);
  await withData(place, fillMonitoring);
  say(`${name}: filled in ${seconds(began)} s`);

  const server = await ServerProcess.start(place);
  const first = await timed(server, paths.indicators, cookie);
  await underLoad(server, cookie, 2);
  const dashboard = percentile(await underLoad(server, cookie, 6), 0.95);
  // Of each table the median of five, and of these the slowest.
  const tables: number[] = [];
  for (const address of crossTables) {
    const times: number[] = [];
    for (let run = 0; run < 5; run++) times.push(await timed(server, address, cookie));
    tables.push(percentile(times, 0.5));
  }
  await server.stop('SIGTERM');
  // In a process of its own, so that the peak is that of the workbook.
  const fresh = await ServerProcess.start(place);
  const workbookMs = await timed(fresh, paths.indicatorsWorkbook, cookie);
  const figures = {
    dashboard_first_ms: Math.round(first),
    dashboard_p95_ms: Math.round(dashboard * 10) / 10,
    cross_table_ms: Math.round(Math.max(...tables)),
    workbook_peak_mb: fresh.memory('peak'),
    workbook_s: Math.round(workbookMs / 100) / 10,
  };
  await fresh.stop('SIGTERM');
  say(`${name}: ${JSON.stringify(figures)}`);
  return figures;
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10;
}

/** Milliseconds until the whole answer is there. */
async function timed(server: ServerProcess, address: string, cookie: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(server.url + address, { headers: { cookie } });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}.`);
  return performance.now() - began;
}

/** Milliseconds of each answer of the dashboard. */
async function underLoad(
  server: ServerProcess,
  cookie: string,
  duration: number,
): Promise<number[]> {
  const latencies: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: server.url + paths.indicators,
        connections: concurrency,
        duration,
        headers: { cookie },
      },
      (error: Error | null, outcome) => {
        if (error === null) resolve(outcome);
        else reject(error);
      },
    );
    run.on('response', (_client, _status, _bytes, time) => latencies.push(time));
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error('The dashboard failed under load.');
  return latencies;
}
