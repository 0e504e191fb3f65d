import autocannon from 'autocannon';
import { paths } from '../../src/paths';
import type { LargeDatabase } from './large-databases';
import { percentile } from './respondents';
import { ServerProcess } from './server-process';

const concurrency = 16;
const crossTables = [
  'rows=main_barrier&by=respondent.sector',
  'rows=respondent_type&by=respondent.economy',
  'rows=barriers.trust&by=respondent_type',
  'rows=priority_economies&by=respondent.sector',
].map((choice) => `${paths.surveyCross('cluster_survey')}?${choice}`);

/** The dashboard under load, cross-tables and the workbook, over what fillMonitoring() made. */
export async function measureMonitoring(
  { place, cookie }: LargeDatabase,
  say: (text: string) => void,
): Promise<Record<string, number>> {
  const name = place.databaseUrl === undefined ? 'SQLite' : 'PostgreSQL';
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
