import { setClock } from '../lib/clock';

interface Step {
  at: Date;
  run: () => Promise<void>;
}

/** Things that happen one after the other in the past, each at its own moment. */
export class Timeline {
  private readonly steps: Step[] = [];

  /** Steps of one moment happen in the order in which they were added. */
  add(at: Date, run: () => Promise<void>): void {
    this.steps.push({ at, run });
  }

  /** Lets all of it happen, also what steps add for later, with the clock standing at each moment. */
  async play(): Promise<void> {
    try {
      for (;;) {
        this.steps.sort((a, b) => a.at.getTime() - b.at.getTime());
        const step = this.steps.shift();
        if (step === undefined) return;
        setClock(step.at);
        await step.run();
      }
    } finally {
      setClock(undefined);
    }
  }
}
