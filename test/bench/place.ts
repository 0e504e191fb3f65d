import { openData } from '../../src/boot';
import { readConfig } from '../../src/config';

/** Where a server under measurement keeps its data. */
export interface Place {
  dataDir: string;
  /** postgres://…; undefined means the SQLite file in the data folder. */
  databaseUrl?: string;
}

/** The environment of a process that works there. */
export function environmentOf({ dataDir, databaseUrl }: Place): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
}

/** Works on the data itself while no server runs. */
export async function withData<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const close = await openData(readConfig(environmentOf(place)));
  try {
    return await work();
  } finally {
    await close();
  }
}
