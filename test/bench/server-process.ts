import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentOf, type Place } from './place';

/** The built server in a process of its own, as it runs in production. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** From the start of the process to its first line, in seconds. */
    readonly startSeconds: number,
  ) {}

  static async start(place: Place): Promise<ServerProcess> {
    const began = performance.now();
    const child = spawn(process.execPath, [path.resolve('dist/server.js')], {
      env: { ...environmentOf(place), PATH: process.env.PATH, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stdout.on('data', (data: Buffer) => {
        printed += data.toString();
        const address = /PEC is running at (\S+)\n/.exec(printed)?.[1];
        if (address !== undefined) resolve(address);
      });
      child.once('exit', (code) => {
        reject(new Error(`The server ended with ${String(code)}.`));
      });
    });
    const seconds = (performance.now() - began) / 1000;
    return new ServerProcess(child, url, seconds);
  }

  /** Resident memory in MB: now, or the most since the process began. */
  memory(which: 'now' | 'peak'): number {
    const status = readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8');
    const line = which === 'now' ? /VmRSS:\s+(\d+)/ : /VmHWM:\s+(\d+)/;
    return Math.round(Number(line.exec(status)?.[1]) / 1024);
  }

  /** Processor time since the process began, in ms: tells more than speed on a machine shared with others. */
  cpuMs(): number {
    const fields = readFileSync(`/proc/${String(this.child.pid)}/stat`, 'utf8').split(') ')[1];
    const [user = 0, system = 0] = fields?.split(' ').slice(11, 13).map(Number) ?? [];
    // Ticks of a hundredth of a second, whatever the kernel's own.
    return (user + system) * 10;
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}
