import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { QueryTypes } from 'sequelize';
import { db } from '../../src/db/transaction';
import { measureCheckIns } from './check-ins';
import { fillsForAnother, largeDatabase, removeLargeDatabases } from './large-databases';
import { measureMonitoring } from './monitoring';
import { withData, type Place } from './place';
import { fillResponses, prepareData, type BenchData } from './prepare-data';
import { answerAll, percentile } from './respondents';
import { ServerProcess } from './server-process';

const concurrency = 16;
const round = (value: number, digits = 1): number => Number(value.toFixed(digits));
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

type Figures = Record<string, number>;

async function measureStart(dataDir: string, figures: Figures): Promise<void> {
  const server = await ServerProcess.start({ dataDir });
  figures.start_s = round(server.startSeconds, 2);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  figures.idle_rss_mb = server.memory('now');
  await server.stop('SIGTERM');
  say(`start ${figures.start_s} s, idle ${figures.idle_rss_mb} MB`);
}

async function measurePages(dataDir: string, data: BenchData, figures: Figures): Promise<void> {
  const server = await ServerProcess.start({ dataDir });
  const load = async (duration: number): Promise<{ perSecond: number; latencies: number[] }> => {
    const latencies: number[] = [];
    const requests = data.tokens.slice(0, 200).map((token) => ({ path: `/answer/${token}` }));
    const result = await new Promise<autocannon.Result>((resolve, reject) => {
      const run = autocannon(
        { url: server.url, connections: concurrency, duration, requests },
        (error: Error | null, outcome) => {
          if (error === null) resolve(outcome);
          else reject(error);
        },
      );
      run.on('response', (_client, _status, _bytes, time) => latencies.push(time));
    });
    if (result.non2xx > 0 || result.errors > 0) throw new Error('Form pages failed under load.');
    return { perSecond: result.requests.average, latencies };
  };
  await load(3);
  const { perSecond, latencies } = await load(8);
  figures.form_pages_per_s = round(perSecond, 0);
  figures.form_page_p50_ms = round(percentile(latencies, 0.5));
  figures.form_page_p95_ms = round(percentile(latencies, 0.95));
  figures.form_page_p99_ms = round(percentile(latencies, 0.99));
  const bytes = await firstPageBytes(server.url, data.tokens[0] ?? '');
  Object.assign(figures, bytes);
  await server.stop('SIGTERM');
  say(
    `form pages ${figures.form_pages_per_s}/s, p99 ${figures.form_page_p99_ms} ms, first page ${bytes.first_page_bytes} bytes`,
  );
}

/** What must arrive before the first page can be read: the HTML and its style sheets, as sent. */
async function firstPageBytes(url: string, token: string): Promise<Figures> {
  const sizeOf = async (address: string): Promise<{ bytes: number; text: string }> => {
    const response = await fetch(address, { headers: { 'accept-encoding': 'br, gzip' } });
    const text = await response.text();
    const length = response.headers.get('content-length');
    return { bytes: length === null ? Buffer.byteLength(text) : Number(length), text };
  };
  const page = await sizeOf(`${url}/answer/${token}`);
  const linked = (pattern: RegExp): string[] =>
    [...page.text.matchAll(pattern)].map((match) => match[1] ?? '');
  const styles = await Promise.all(
    linked(/rel="stylesheet"[^>]* href="([^"]+)"/g).map((href) => sizeOf(url + href)),
  );
  const scripts = await Promise.all(
    linked(/<script[^>]* src="([^"]+)"/g).map((source) => sizeOf(url + source)),
  );
  const sum = (parts: { bytes: number }[]): number =>
    parts.reduce((total, part) => total + part.bytes, 0);
  return {
    first_page_bytes: page.bytes + sum(styles),
    first_page_html_bytes: page.bytes,
    first_page_script_bytes: sum(scripts),
  };
}

async function measureSubmissions(
  dataDir: string,
  data: BenchData,
  figures: Figures,
): Promise<void> {
  let server = await ServerProcess.start({ dataDir });
  const half = Math.floor(data.tokens.length / 2);
  const warm = data.tokens.slice(0, 100);
  await answerAll(server.url, data, warm, { concurrency, until: () => false });
  const cpuBefore = server.cpuMs();
  const measured = await answerAll(server.url, data, data.tokens.slice(100, half), {
    concurrency,
    until: () => false,
  });
  figures.submission_cpu_ms = round((server.cpuMs() - cpuBefore) / measured.receipts.length, 2);
  figures.submissions_per_s = round(measured.receipts.length / measured.seconds);
  figures.submission_p50_ms = round(percentile(measured.latencies, 0.5));
  figures.submission_p95_ms = round(percentile(measured.latencies, 0.95));
  figures.submission_p99_ms = round(percentile(measured.latencies, 0.99));
  figures.loaded_rss_mb = server.memory('peak');

  // The same again with the server killed in the middle of it.
  let killed = false;
  const running = answerAll(server.url, data, data.tokens.slice(half), {
    concurrency,
    until: () => killed,
  });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  killed = true;
  await server.stop('SIGKILL');
  const interrupted = await running;
  server = await ServerProcess.start({ dataDir });
  await server.stop('SIGTERM');
  const receipts = [...measured.receipts, ...interrupted.receipts];
  figures.acknowledged = receipts.length;
  figures.lost = await countMissing(dataDir, receipts);
  say(
    `submissions ${figures.submissions_per_s}/s, p95 ${figures.submission_p95_ms} ms, ${figures.submission_cpu_ms} ms of processor; killed once: ${figures.lost} of ${figures.acknowledged} acknowledged answers lost`,
  );
}

async function countMissing(dataDir: string, receipts: string[]): Promise<number> {
  const rows = await withData({ dataDir }, () =>
    db().query<{ receipt: string }>('SELECT receipt FROM responses', { type: QueryTypes.SELECT }),
  );
  const stored = new Set(rows.map((row) => row.receipt));
  return receipts.filter((receipt) => !stored.has(receipt)).length;
}

async function measureExport(
  { dataDir }: Place,
  cookie: string,
  responses: number,
): Promise<{ seconds: number; peak: number; bytes: number }> {
  const server = await ServerProcess.start({ dataDir });
  const began = performance.now();
  const response = await fetch(`${server.url}/surveys/cluster_survey/responses.xlsx`, {
    headers: { cookie },
  });
  if (response.status !== 200) throw new Error(`The export answered ${response.status}.`);
  const { byteLength: bytes } = await response.arrayBuffer();
  const seconds = (performance.now() - began) / 1000;
  const peak = server.memory('peak');
  await server.stop('SIGTERM');
  say(`export of ${responses} responses: ${round(seconds)} s, peak ${peak} MB, ${bytes} bytes`);
  return { seconds: round(seconds), peak, bytes };
}

type Part = (dataDir: string, data: BenchData, figures: Figures) => Promise<void>;

const parts: Record<string, Part> = {
  start: (dataDir, _data, figures) => measureStart(dataDir, figures),
  pages: measurePages,
  submissions: measureSubmissions,
  'check-ins': async (dataDir, data, figures) => {
    Object.assign(figures, await measureCheckIns(dataDir, data.cookie));
    say(`check-ins ${figures.check_ins_per_s}/s, p95 ${figures.check_in_p95_ms} ms`);
  },
  exports: async (dataDir, data, figures) => {
    await fillResponses({ dataDir }, data, 10_000);
    figures.export_10k_s = (await measureExport({ dataDir }, data.cookie, 10_000)).seconds;
    const { place, cookie } = await largeDatabase('sqlite', say);
    const large = await measureExport(place, cookie, 100_000);
    figures.export_100k_s = large.seconds;
    figures.export_100k_peak_mb = large.peak;
  },
  monitoring: async (_dataDir, _data, figures) => {
    Object.assign(figures, await measureMonitoring(await largeDatabase('sqlite', say), say));
    const onPostgres = await measureMonitoring(await largeDatabase('postgres', say), say);
    for (const [key, value] of Object.entries(onPostgres)) figures[`${key}_pg`] = value;
  },
};

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  if (await fillsForAnother(wanted)) return;
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    throw new Error(`No part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pec-bench-'));
  const figures: Figures = {};
  try {
    const data = await prepareData({ dataDir }, 4000);
    for (const [name, measure] of Object.entries(parts)) {
      if (wanted.length === 0 || wanted.includes(name)) await measure(dataDir, data, figures);
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    removeLargeDatabases();
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

void main();
