import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { demoFile } from '../lib/demo-mark';
import { AppError } from '../lib/errors';

const schema = z.object({
  madeOn: z.string(),
  accounts: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
  /** Invitations to try, with what they lead to. */
  links: z.array(z.object({ about: z.string(), invitationId: z.number() })),
});

/** What the demo says about itself at each start. The passwords open nothing but invented data. */
export type DemoFacts = z.output<typeof schema>;

/** @returns undefined when the folder is free for a demo */
export function readDemo(folder: string): DemoFacts | undefined {
  const file = path.join(folder, demoFile);
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new AppError(
      500,
      'not_a_demo',
      `${folder} holds something that is not demo data, so the demo leaves it alone.\nSet DATA_DIR to another folder, or leave it out.`,
    );
  }
  return undefined;
}

/**
 * Makes a demo beside its place and moves it there when it is whole, so that a start that was
 * broken off leaves no half of one.
 * @param make fills the folder and closes what it opened there
 */
export async function makeDemoFolder(
  folder: string,
  make: (unfinished: string) => Promise<DemoFacts>,
): Promise<DemoFacts> {
  const unfinished = `${folder}-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    const facts = await make(unfinished);
    const text = `${JSON.stringify(facts, null, 2)}\n`;
    writeFileSync(path.join(unfinished, demoFile), text, { mode: 0o600 });
    if (existsSync(folder)) await rmdir(folder);
    await rename(unfinished, folder);
    return facts;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
