import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { rootDir } from '../../src/lib/root';

export interface ServerProcess {
  url: string;
  pid: number;
  /** All that the server has printed so far. */
  output: () => string;
  /** The first group of a pattern in what the server has printed. @throws when it is not there */
  printed: (pattern: RegExp) => string;
  /** Sends the signal, unless the process has ended, and waits for its end. */
  stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/**
 * The built server as it runs in production, in a process that can be killed.
 * @param program file of the build with its arguments; `cli.js demo` is a server, too
 * @param through the command that ends in running what stands behind it, as the same process
 */
export async function startServerProcess(
  environment: Record<string, string>,
  [file, ...args]: [string, ...string[]] = ['server.js'],
  through: string[] = [],
): Promise<ServerProcess> {
  const [command = '', ...rest] = [
    ...through,
    process.execPath,
    path.join(rootDir, 'dist', file),
    ...args,
  ];
  const child = spawn(command, rest, {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (data: Buffer): void => {
    output += data.toString();
  };
  child.stderr.on('data', collect);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      collect(data);
      if (/PEC is running at \S+\n/.test(output)) resolve();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      reject(new Error(`The server ended with ${code}: ${output}`));
    });
  });
  const printed = (pattern: RegExp): string => {
    const found = pattern.exec(output)?.[1];
    if (found === undefined) throw new Error(`Not printed: ${String(pattern)} in ${output}`);
    return found;
  };
  return {
    url: printed(/PEC is running at (\S+)/),
    pid: child.pid ?? 0,
    output: () => output,
    printed,
    stop: (signal) => end(child, signal),
  };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}
