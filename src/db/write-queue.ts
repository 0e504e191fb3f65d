import {
  BaseError,
  ForeignKeyConstraintError,
  Transaction,
  ValidationError,
  type Sequelize,
} from 'sequelize';
import { exec } from './sqlite-exec';

type Work = (tx: Transaction) => Promise<unknown>;

interface Waiting {
  work: Work;
  statements: 'one' | 'many';
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** How a write of a group ended, told to its caller once the group is committed. */
type Ending = { value: unknown } | { reason: unknown };

/**
 * The writers of one process on SQLite. One transaction runs at a time and takes the write lock
 * at BEGIN, since concurrent read-then-write transactions otherwise fail. Writes that wait while
 * another runs are then committed together, each in a savepoint of its own: a commit waits for
 * the disk, and one wait serves them all. Nobody hears of success before that commit.
 */
export class WriteQueue {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly sequelize: Sequelize) {}

  /** @throws what `work` threw, or what the database said to BEGIN or COMMIT */
  add<T>(work: (tx: Transaction) => Promise<T>, statements: 'one' | 'many'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, statements, resolve: resolve as Waiting['resolve'], reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.commitTogether(this.waiting.splice(0, mostTogether));
    this.running = false;
  }

  private async commitTogether(group: Waiting[]): Promise<void> {
    try {
      const endings = await this.sequelize.transaction(
        { type: Transaction.TYPES.IMMEDIATE },
        (tx) => this.endings(group, tx),
      );
      for (const [index, { resolve, reject }] of group.entries()) {
        const ending = endings[index];
        if (ending !== undefined && 'value' in ending) resolve(ending.value);
        else reject(ending?.reason);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private async endings(group: Waiting[], tx: Transaction): Promise<Ending[]> {
    const [only] = group;
    if (only !== undefined && group.length === 1) return [{ value: await only.work(tx) }];
    const endings: Ending[] = [];
    for (const { work, statements } of group) {
      const ending = statements === 'one' ? endingOf(work, tx) : inSavepoint(work, tx);
      endings.push(await ending);
    }
    return endings;
  }
}

const mostTogether = 32;

async function inSavepoint(work: Work, tx: Transaction): Promise<Ending> {
  await exec(tx, 'SAVEPOINT one_write');
  const ending = await endingOf(work, tx);
  const back = 'reason' in ending ? 'ROLLBACK TO one_write; ' : '';
  await exec(tx, `${back}RELEASE one_write`);
  return ending;
}

/**
 * A refusal by a rule ends one write. Other failures of the database, such as a full disk, can
 * make SQLite give up the whole transaction: they end the group.
 */
async function endingOf(work: Work, tx: Transaction): Promise<Ending> {
  try {
    return { value: await work(tx) };
  } catch (reason) {
    const refused =
      reason instanceof ValidationError || reason instanceof ForeignKeyConstraintError;
    if (reason instanceof BaseError && !refused) throw reason;
    return { reason };
  }
}
